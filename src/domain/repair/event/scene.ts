import type { Instant, LoopProblem, PlannedSession } from '#domain/planning/loop-problem.ts';
import type { RepairEvent } from '#domain/repair/repair.ts';
import { minuteFrom, minuteOf, timeAt } from '#domain/time/zoned.ts';
import { spanOf, type Span } from './spans.ts';

/** The plan at the moment of the event. */
export type Scene = {
  readonly problem: LoopProblem;
  readonly now: number | undefined;
  readonly sessions: readonly PlannedSession[];
  /** Ids of sessions that have begun; not those that wait for a candidate who is late. */
  readonly begun: ReadonlySet<string>;
  readonly debriefs: ReadonlySet<string>;
};

export function sceneOf(
  problem: LoopProblem,
  sessions: readonly PlannedSession[],
  event: RepairEvent,
): Scene {
  const now = event.now === undefined ? undefined : minuteOf(event.now);
  const all = [...problem.loops.flatMap((loop) => loop.sessions), ...(problem.groups ?? [])];
  const debriefs = new Set(all.filter(({ kind }) => kind === 'debrief').map(({ id }) => id));
  const scene = { problem, now, sessions, begun: new Set<string>(), debriefs };
  if (now === undefined) return scene;
  return { ...scene, begun: new Set(begunBy(scene, now, event)) };
}

/** Where it is known which have begun, those and the ones that are over; otherwise by the clock. */
function begunBy(scene: Scene, now: number, { happened, begun }: RepairEvent): string[] {
  const expected = happened.flatMap((one) => ('candidate' in one ? [one.candidate] : []));
  return scene.sessions
    .filter((session) => {
      const over = minuteFrom(session.end) <= now;
      if (begun !== undefined) return over || begun.includes(session.session);
      const waits = !over && expected.some((who) => attends(scene, who, session));
      return minuteOf(session.start) <= now && !waits;
    })
    .map(({ session }) => session);
}

/** Those whose time has come and that nothing keeps from having begun. */
export function withBegun(scene: Scene, isKept: (session: PlannedSession) => boolean): Scene {
  const { now, begun, sessions } = scene;
  if (now === undefined) return scene;
  const more = sessions.filter((session) => minuteOf(session.start) <= now && !isKept(session));
  return { ...scene, begun: new Set([...begun, ...more.map(({ session }) => session)]) };
}

export function attends({ problem, debriefs }: Scene, candidate: string, session: PlannedSession): boolean {
  if (debriefs.has(session.session)) return false;
  return problem.loops.some((loop) => loop.candidate === candidate && session.loops.includes(loop.id));
}

const USUAL_GRID = 15;

/** The nearest start on the grid of the wall clock. */
export function wantedStart({ problem }: Scene, start: Instant): number {
  const { grid = USUAL_GRID, timeZone } = problem;
  const [hours = 0, minutes = 0] = timeAt(minuteOf(start), timeZone).split(':').map(Number);
  const shown = hours * 60 + minutes;
  return minuteOf(start) + Math.round(shown / grid) * grid - shown;
}

export function sits(person: string, session: PlannedSession): boolean {
  return session.people.some((seated) => seated.person === person);
}

/** The times of the sessions that have begun, of which this holds. */
export function begunTimes(scene: Scene, holds: (session: PlannedSession) => boolean): Span[] {
  return scene.sessions.filter((session) => scene.begun.has(session.session) && holds(session)).map(spanOf);
}

/** When the candidate's next session starts. */
export function nextStart(scene: Scene, candidate: string): number | undefined {
  const starts = scene.sessions
    .filter((session) => attends(scene, candidate, session) && !scene.begun.has(session.session))
    .map(({ start }) => minuteOf(start));
  return starts.length === 0 ? undefined : Math.min(...starts);
}
