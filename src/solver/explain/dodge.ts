/**
 * Other times where the earliest ones leave too few people: sessions that fall short together cannot all stand where
 * they do, so one of them is kept from there, and the date is tried again. Limited, and no proof of anything.
 */
import { at } from '#solver/at.ts';
import type { Placement } from '#solver/search/state.ts';
import { arrange } from './arrange.ts';
import { hasBit, withoutBit } from './bits.ts';
import { earliestEnds, nextStands, timelineOf } from './earliest.ts';
import type { Ends } from './earliest.ts';
import { reachableSets } from './precedence.ts';
import type { Question } from './question.ts';

/** Times tried on one date. */
const TRIES = 40;

export type Chance = { readonly day: number; readonly ends: Ends };

/** All sessions with the candidate on that date. */
export function dodge(question: Question, chance: Chance): readonly Placement[] | undefined {
  const reachable = reachableSets(question.precedes);
  const full = (1 << question.pieces.length) - 1;
  const waiting: { question: Question; ends: Ends }[] = [{ question, ends: chance.ends }];
  for (let tries = 0; tries < TRIES; tries += 1) {
    const next = waiting.shift();
    if (next === undefined) return undefined;
    const { placements, short } = arrange(next.question, timelineOf(next.ends, full, 0));
    if (placements !== undefined) return placements;
    for (const { ask, slot } of short) {
      const pieces = next.question.pieces.map((piece) =>
        piece.session === ask.session && hasBit(piece.stands, slot)
          ? { ...piece, stands: withoutBit(piece.stands, slot) }
          : piece,
      );
      const changed = { ...next.question, pieces };
      const ends = earliestEnds(changed, nextStands(changed), { day: chance.day, base: 0, reachable });
      if (at(ends.end, full) !== Infinity) waiting.push({ question: changed, ends });
    }
  }
  return undefined;
}
