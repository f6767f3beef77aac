import { type Broken, brokenBetween, timeBetween } from './broken.ts';
import type { Facts } from './facts.ts';
import { pairsOf, peopleAttending } from './pairs.ts';

/** Nobody sits in two sessions at once, or with less than their gap between them. */
export function overlap(facts: Facts): readonly Broken[] {
  return peopleAttending(facts).flatMap(({ id, sessions, gap }) =>
    pairsOf(facts, sessions, gap)
      .filter(({ crowded }) => crowded)
      .map((pair) => brokenBetween('overlap', pair.sessions, timeBetween(id, pair.free))),
  );
}
