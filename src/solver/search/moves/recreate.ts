import { at } from '#solver/at.ts';
import { insertBest } from '#solver/search/insert.ts';
import { draw } from '#solver/search/random.ts';
import type { Random } from '#solver/search/random.ts';
import type { State } from '#solver/search/state.ts';
import type { Field } from './move.ts';

/**
 * Puts the loops back in the given order, each where it costs least. For every other insertion a few people are left
 * out of account by chance, as blinks of Christiaens and Vanden Berghe (2020) leave out positions: the exact
 * insertion would otherwise rebuild the same plan again and again.
 *
 * `slack` is what the loops may cost together beyond what each costs alone. False as soon as it is used up: then the
 * loops are left half built.
 */
export function recreate(
  { state, random, stop, alone }: Field,
  loops: readonly number[],
  slack: number,
): boolean {
  const { unplaced } = state.model.weights;
  let left = slack;
  for (const loop of loops) {
    const least = at(alone, loop);
    const limit = left + least + 1;
    const absent = blink(state, loop, random);
    let cost = insertBest(state, loop, { stop, limit, absent });
    // A loop may stay out where one was out before; then at least nobody is left out of account.
    if (cost === undefined && limit > unplaced && absent !== undefined)
      cost = insertBest(state, loop, { stop, limit });
    left -= (cost ?? unplaced) - least;
    if (left < 0) return false;
  }
  return true;
}

function blink(state: State, loop: number, random: Random): Set<number> | undefined {
  if (draw(random, 2) === 0) return undefined;
  const absent = new Set<number>();
  const sessions = at(state.model.loops, loop).sessions.map((index) => at(state.model.sessions, index));
  for (const seat of sessions.flatMap((session) => session.seats)) {
    for (const person of seat.people) if (draw(random, 12) === 0) absent.add(person);
  }
  return absent;
}
