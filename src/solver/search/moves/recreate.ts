import { at } from '#solver/at.ts';
import { insertBest } from '#solver/search/insert.ts';
import { blink } from './blink.ts';
import type { Field } from './move.ts';

/**
 * Puts the loops back in the given order, each where it costs least, now and then with a blink.
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
    const without = blink(state, loop, random);
    let cost = insertBest(state, loop, { stop, limit, ...without });
    // A loop may stay out where one was out before; then at least nothing is left out of account.
    if (cost === undefined && limit > unplaced && without !== undefined)
      cost = insertBest(state, loop, { stop, limit });
    left -= (cost ?? unplaced) - least;
    if (left < 0) return false;
  }
  return true;
}
