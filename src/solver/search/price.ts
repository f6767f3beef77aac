/**
 * What one more session would cost people: preference, and overload beyond what is fair.
 *
 * This file is a kernel: indices are known to exist, and casts say so.
 */
import { NEVER } from '#solver/model/model.ts';
import type { Model } from '#solver/model/model.ts';
import { fixedBits, personBits } from './free.ts';
import { hasBit, wordOf } from './rows.ts';
import type { Lists } from './rows.ts';

/**
 * A length of session on a day. `price`: what taking a person away from another session counts, be it in the way or one
 * more than is fair; undefined: not allowed.
 */
export type Asked = { readonly minutes: number; readonly day: number; readonly price?: number | undefined };

/** What one more session of that length costs the person at the slot; NEVER where the person cannot come. */
export function costAt(
  state: Lists,
  person: number,
  {
    minutes,
    slot,
    price,
  }: { readonly minutes: number; readonly slot: number; readonly price?: number | undefined },
): number {
  const { model, rows } = state;
  const day = model.calendar.dayOf[slot] as number;
  const index = slot - (model.calendar.firstSlot[day] as number);
  const fixed = day * rows.words;
  let cost = price ?? NEVER;
  if (hasBit(rows.person, personBits(state, person, minutes, day), index))
    cost = Math.min(cost, nextOverload(state, person));
  else if (cost >= NEVER || !hasBit(fixedBits(state, 'free', person, minutes), fixed, index)) return NEVER;
  const prefers = hasBit(fixedBits(state, 'preferred', person, minutes), fixed, index);
  return prefers ? cost : cost + model.weights.preference;
}

/** What one more session costs the person in overload. */
export function nextOverload({ model, held }: Lists, person: number): number {
  const { recent, fair } = model.people[person] as Model['people'][number];
  return recent + (held[person] as number) >= fair ? model.weights.overload : 0;
}

/** What the person's sessions would cost less in overload with one of them gone. */
export function lastOverload({ model, held }: Lists, person: number): number {
  const { recent, fair } = model.people[person] as Model['people'][number];
  return recent + (held[person] as number) > fair ? model.weights.overload : 0;
}

/** What the cheapest of the set costs at each slot of the day (the day's first is 0); NEVER where nobody can come. */
export function setRow(state: Lists, set: number, asked: Asked): Int32Array {
  const { rows } = state;
  const index = wordOf(rows, set, asked.minutes, asked.day) / rows.words;
  const [kept, known] = asked.price === undefined ? [rows.set, rows.setKnown] : [rows.soft, rows.softKnown];
  const row = (kept[index] ??= new Int32Array(rows.slots));
  if (known[index] === 1) return row;
  known[index] = 1;
  row.fill(NEVER);
  for (const person of state.model.sets[set] as readonly number[]) lowerBy(state, row, person, asked);
  return row;
}

/** Lowers the row to what the people cost, where each costs `extraOf` more or less, or (NEVER) does not count. */
export function cheapestInto(
  state: Lists,
  row: Int32Array,
  people: readonly number[],
  { extraOf, ...asked }: Asked & { readonly extraOf: (person: number) => number },
): void {
  for (const person of people) {
    const extra = extraOf(person);
    if (extra < NEVER) lowerBy(state, row, person, { ...asked, extra });
  }
}

function lowerBy(
  state: Lists,
  row: Int32Array,
  person: number,
  { minutes, day, price, extra = 0 }: Asked & { readonly extra?: number },
): void {
  const { rows, model } = state;
  const word = personBits(state, person, minutes, day);
  const fixed = fixedBits(state, 'free', person, minutes);
  const preferred = fixedBits(state, 'preferred', person, minutes);
  const cost = Math.min(nextOverload(state, person), price ?? NEVER) + extra;
  const { preference } = model.weights;
  for (let i = 0; i < rows.words; i += 1) {
    const free = rows.person[word + i] as number;
    const likes = preferred[day * rows.words + i] as number;
    lower(row, i, free & likes, cost);
    lower(row, i, free & ~likes, cost + preference);
    if (price === undefined) continue;
    const taken = (fixed[day * rows.words + i] as number) & ~free;
    lower(row, i, taken & likes, price + extra);
    lower(row, i, taken & ~likes, price + extra + preference);
  }
}

function lower(row: Int32Array, word: number, bits: number, cost: number): void {
  let left = bits;
  while (left !== 0) {
    const index = word * 32 + 31 - Math.clz32(left & -left);
    if (cost < (row[index] as number)) row[index] = cost;
    left &= left - 1;
  }
}
