/** A rough picture of the day that a template makes, before there are people or dates. */
import type { Kind, LocalTime } from '#domain/planning/loop-problem.ts';
import type { InterviewModule, LoopTemplate } from '#domain/template/loop-template.ts';

/** Minutes after midnight. */
export type SketchedSession = {
  readonly id: string;
  readonly title: string;
  readonly kind: Kind;
  readonly start: number;
  readonly end: number;
};

export type DaySketch = {
  readonly sessions: readonly SketchedSession[];
  /** The sum of all sessions' minutes. */
  readonly minutes: number;
};

/**
 * The sessions one after the other from the first hour, with the smallest gap, each not before its window. The
 * search may find a better order; this only shows how much of a day the template fills.
 */
export function sketchOfDay(template: LoopTemplate): DaySketch {
  const gap = template.gap?.min ?? 0;
  let clock = minutesOf(template.hours.from);
  const sessions = inLikelyOrder(template.modules).map((module) => {
    const start = Math.max(clock, module.window === undefined ? 0 : minutesOf(module.window.from));
    const end = start + module.minutes;
    clock = end + gap;
    return { id: module.id, title: module.title, kind: module.kind, start, end };
  });
  return { sessions, minutes: template.modules.reduce((sum, module) => sum + module.minutes, 0) };
}

export function minutesOf(time: LocalTime): number {
  const [hours, minutes] = time.split(':').map(Number);
  return (hours ?? 0) * 60 + (minutes ?? 0);
}

/** First ones first, last ones last, the others as they stand, each after what it must follow. */
function inLikelyOrder(modules: readonly InterviewModule[]): readonly InterviewModule[] {
  const rank = (module: InterviewModule): number =>
    module.first === true ? 0 : module.last === true ? 2 : 1;
  const waiting = modules.toSorted((a, b) => rank(a) - rank(b));
  const ordered: InterviewModule[] = [];
  while (waiting.length > 0) {
    const open = new Set(waiting.map((module) => module.id));
    const next = waiting.findIndex((module) => module.after?.some((id) => open.has(id)) !== true);
    // In a circle nothing is free; the server names the circle when the template is saved.
    ordered.push(...waiting.splice(Math.max(next, 0), 1));
  }
  return ordered;
}
