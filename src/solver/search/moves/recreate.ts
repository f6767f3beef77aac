import { at } from '#solver/at.ts';
import type { Leeway } from '#solver/one-loop/pieces.ts';
import { insertBest } from '#solver/search/insert.ts';
import { draw } from '#solver/search/random.ts';
import type { Random } from '#solver/search/random.ts';
import type { State } from '#solver/search/state.ts';
import type { Field } from './move.ts';

/**
 * Puts the loops back in the given order, each where it costs least. For every other insertion a few people or times
 * are left out of account by chance, as blinks of Christiaens and Vanden Berghe (2020) leave out positions: the
 * exact insertion would otherwise rebuild the same plan again and again.
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

function blink(state: State, loop: number, random: Random): Pick<Leeway, 'absent' | 'closed'> | undefined {
  const kind = draw(random, 4);
  if (kind < 2) return undefined;
  return kind === 2 ? { absent: somePeople(state, loop, random) } : { closed: someTimes(state, random) };
}

function somePeople(state: State, loop: number, random: Random): Set<number> {
  const absent = new Set<number>();
  const sessions = at(state.model.loops, loop).sessions.map((index) => at(state.model.sessions, index));
  for (const seat of sessions.flatMap((session) => session.seats)) {
    for (const person of seat.people) if (draw(random, 12) === 0) absent.add(person);
  }
  return absent;
}

/** Each slot with a chance of one in eight. */
function someTimes({ rows }: State, random: Random): Int32Array {
  const word = (): number => draw(random, 2 ** 32) | 0;
  return Int32Array.from({ length: rows.days * rows.words }, () => word() & word() & word());
}
