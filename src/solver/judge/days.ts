import type { ProblemLoop } from '#domain/planning/loop-problem.ts';
import { type Broken, brokenIn } from './broken.ts';
import { attendedOf, type Facts, loopsPlaced, type Placed, placedOf } from './facts.ts';

/** A loop uses at most `maxDays` dates, one more with its debrief, between its earliest and its latest. */
export function days(facts: Facts): readonly Broken[] {
  return loopsPlaced(facts).flatMap((loop) => {
    const all = placedOf(facts, loop.id);
    const most = loop.maxDays ?? 1;
    const attended = datesOf(attendedOf(facts, loop.id));
    const altogether = datesOf(all);
    return [
      ...(attended > most ? [broken(loop, `uses ${attended} dates, at most ${most}`)] : []),
      ...(altogether > most + 1
        ? [broken(loop, `uses ${altogether} dates with its debrief, at most ${most + 1}`)]
        : []),
      ...all.flatMap((at) => outside(loop, at)),
    ];
  });
}

function outside(loop: ProblemLoop, at: Placed): readonly Broken[] {
  const { earliest, latest } = loop;
  return [
    ...(earliest !== undefined && at.date < earliest
      ? [brokenIn('days', loop.id, at, `on ${at.date}, earliest ${earliest}`)]
      : []),
    ...(latest !== undefined && at.date > latest
      ? [brokenIn('days', loop.id, at, `on ${at.date}, latest ${latest}`)]
      : []),
  ];
}

function datesOf(sessions: readonly Placed[]): number {
  return new Set(sessions.map(({ date }) => date)).size;
}

function broken(loop: ProblemLoop, text: string): Broken {
  return { rule: 'days', loop: loop.id, text };
}
