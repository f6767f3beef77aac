import type { PlannedSession } from '#domain/planning/loop-problem.ts';
import { exactMinuteOf } from '#domain/time/zoned.ts';
import { type Broken, brokenAt } from './broken.ts';
import type { Facts, Placed } from './facts.ts';

/** Frozen sessions keep start, people and room of the previous plan. One that it did not hold is free. */
export function frozen(facts: Facts): readonly Broken[] {
  const before = new Map(facts.problem.previous?.sessions.map((was) => [was.session, was]));
  return (facts.problem.frozen ?? []).flatMap((session): readonly Broken[] => {
    const was = before.get(session);
    const now = facts.placed.get(session);
    if (was === undefined) return [];
    if (now === undefined) return [{ rule: 'frozen', session, text: 'is gone' }];
    const changed = changes(was, now);
    return changed.length === 0 ? [] : [brokenAt('frozen', now, `has another ${changed.join(', another ')}`)];
  });
}

function changes(was: PlannedSession, now: Placed): readonly string[] {
  const whoWas = new Set(was.people.map(({ person }) => person));
  const whoIs = new Set(now.people.map(({ person }) => person));
  return [
    ...(exactMinuteOf(was.start) === now.from ? [] : ['start']),
    ...(whoWas.symmetricDifference(whoIs).size === 0 ? [] : ['panel']),
    ...(was.room === now.room ? [] : ['room']),
  ];
}
