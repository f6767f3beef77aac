import { at } from '#solver/at.ts';
import type { Leeway } from '#solver/one-loop/pieces.ts';
import { draw } from '#solver/search/random.ts';
import type { Random } from '#solver/search/random.ts';
import type { State } from '#solver/search/state.ts';

/**
 * For every other insertion a few people or times to leave out of account, as blinks of Christiaens and Vanden Berghe
 * (2020) leave out positions: the exact insertion would otherwise rebuild the same plan again and again.
 */
export function blink(
  state: State,
  loop: number,
  random: Random,
): Pick<Leeway, 'absent' | 'closed'> | undefined {
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
