import { type Broken, brokenBetween } from './broken.ts';
import type { Facts } from './facts.ts';
import { candidatesAttending, pairsOf, peopleAttending } from './pairs.ts';

/** People and candidates have time for the way between rooms of two sites. Sessions too close anyway are not told. */
export function walking(facts: Facts): readonly Broken[] {
  return [...peopleAttending(facts), ...candidatesAttending(facts)].flatMap(({ id, sessions, gap }) =>
    pairsOf(facts, sessions, gap)
      .filter(({ crowded, free, walk }) => !crowded && free < walk)
      .map(({ sessions: pair, free, walk }) =>
        brokenBetween('walking', pair, `${id} has ${free} minutes for a way of ${walk}`),
      ),
  );
}
