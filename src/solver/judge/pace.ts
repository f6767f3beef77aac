import type { ProblemLoop } from '#domain/planning/loop-problem.ts';
import { type Broken, brokenIn } from './broken.ts';
import { attendedOf, type Facts, inTime, loopsPlaced, type Placed, wholeMinutes } from './facts.ts';

/** On each date, the time between sessions is neither too short nor too long, and a rest comes in time. */
export function pace(facts: Facts): readonly Broken[] {
  return loopsPlaced(facts).flatMap((loop) => {
    const byDate = Map.groupBy(attendedOf(facts, loop.id), ({ date }) => date);
    return [...byDate.values()].flatMap((sessions) => {
      const order = inTime(sessions);
      return [...gaps(loop, order), ...stretches(loop, order)];
    });
  });
}

function gaps(loop: ProblemLoop, order: readonly Placed[]): readonly Broken[] {
  const { min = 0, max = Infinity } = loop.gap ?? {};
  return order.flatMap((at, index) => {
    const before = order[index - 1];
    if (before === undefined) return [];
    const free = wholeMinutes(at.from - before.to);
    return [
      ...(free < min ? [brokenIn('pace', loop.id, at, tooSoon(free, before, min))] : []),
      ...(free > max
        ? [brokenIn('pace', loop.id, at, `${free} minutes after ${before.id}, at most ${max}`)]
        : []),
    ];
  });
}

function tooSoon(free: number, before: Placed, min: number): string {
  const what = free < 0 ? `starts before ${before.id} has ended` : `${free} minutes after ${before.id}`;
  return min === 0 ? what : `${what}, at least ${min}`;
}

function stretches(loop: ProblemLoop, order: readonly Placed[]): readonly Broken[] {
  const most = loop.stretch;
  const [first] = order;
  if (most === undefined || first === undefined) return [];
  let since = first.from;
  return order.flatMap((at) => {
    const rest = at.session.kind === 'meal' || at.session.kind === 'break';
    const long = wholeMinutes((rest ? at.from : at.to) - since);
    if (rest) since = at.to;
    return long > most
      ? [brokenIn('pace', loop.id, at, `${long} minutes without a rest, at most ${most}`)]
      : [];
  });
}
