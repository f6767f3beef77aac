/** Ruin a few related loops, recreate each exactly (Shaw 1998; Schrimpf et al. 2000). */
import { at } from '#solver/at.ts';
import { draw, shuffled } from '#solver/search/random.ts';
import type { Random } from '#solver/search/random.ts';
import type { State } from '#solver/search/state.ts';
import { drawSeed, placementsOf, tryWith } from './move.ts';
import type { Costs, Field } from './move.ts';
import { recreate } from './recreate.ts';

export function ruin(field: Field, costs: Costs): number | undefined {
  const loops = relatedLoops(field);
  return tryWith(field, loops, costs, (slack) => recreate(field, loops, slack()));
}

/** Related loops are chosen out of so many; out of more it would be the same ones again and again. */
const SAMPLE = 20;

/**
 * Loops to ruin together: one worth moving, and loops that stand where it could stand: on a date its candidate can
 * come, or with people in common. Few, because two or three loops are rebuilt better than seven.
 */
function relatedLoops(field: Field): number[] {
  const { state, movable, random } = field;
  const seed = drawSeed(field);
  const chosen = new Set([seed]);
  const size = 2 + (draw(random, 3) === 0 ? 1 + draw(random, 2) : 0);
  const day = betterDay(state, seed, random);
  const people = new Set(placementsOf(state, seed).flatMap((placement) => placement.people));
  const related = sampleOf(random, movable, SAMPLE)
    .map((loop) => ({ loop, nearness: nearness(state, { people, day }, loop) + draw(random, 4) }))
    .toSorted((a, b) => b.nearness - a.nearness);
  for (const { loop } of related) {
    if (chosen.size >= size) break;
    chosen.add(loop);
  }
  return shuffled(random, [...chosen]);
}

/** So many drawn, some of them perhaps twice. */
function sampleOf(random: Random, loops: readonly number[], count: number): number[] {
  if (loops.length <= count) return shuffled(random, loops);
  return Array.from({ length: count }, () => at(loops, draw(random, loops.length)));
}

/** A day on which the candidate can come; of a few draws rather one that is no later than where the loop stands. */
function betterDay(state: State, loop: number, random: Random): number {
  const days = possibleDays(state, loop);
  if (days.length === 0) return 0;
  // The earlier of two draws, because later costs more.
  const one = (): number => at(days, Math.min(draw(random, days.length), draw(random, days.length)));
  const now = Math.min(Infinity, ...placementsOf(state, loop).map((placement) => placement.day));
  let day = one();
  for (let draws = 0; draws < 3 && day > now; draws += 1) day = one();
  return day;
}

function possibleDays({ model }: State, loop: number): number[] {
  const { calendar, candidates, loops } = model;
  const { available } = at(candidates, at(loops, loop).candidate);
  const days = calendar.days.map((_, day) => day);
  if (available === undefined) return days;
  return days.filter((day) => {
    const [open, close] = [calendar.start[at(calendar.firstSlot, day)] ?? 0, at(calendar.close, day)];
    return available.some(([from, to]) => from < close && open < to);
  });
}

type Near = { readonly people: ReadonlySet<number>; readonly day: number };

function nearness(state: State, to: Near, loop: number): number {
  let near = 0;
  for (const placement of placementsOf(state, loop)) {
    if (placement.day === to.day) near += 1;
    for (const person of placement.people) if (to.people.has(person)) near += 1;
  }
  return near;
}
