/**
 * Where a person, a room, a session or a candidate is free, as bits over the slots of a day (see rows.ts).
 *
 * This file is a kernel: indices are known to exist, and casts say so.
 */
import { NEVER } from '#solver/model/model.ts';
import { slotFrom } from '#solver/model/calendar.ts';
import type { Model, SessionModel } from '#solver/model/model.ts';
import { hasBit, wordOf } from './rows.ts';
import type { Lists } from './rows.ts';
import type { Placement } from './state.ts';

/** Bits of the slots from which `lasts` covers the minutes, all days after each other. */
function bitsOf({ model: { calendar }, rows }: Lists, lasts: Int32Array, minutes: number): Int32Array {
  const bits = new Int32Array(rows.days * rows.words);
  for (let day = 0; day < rows.days; day += 1) {
    const first = calendar.firstSlot[day] as number;
    const count = (calendar.firstSlot[day + 1] as number) - first;
    let word = 0;
    for (let index = 0; index < count; index += 1) {
      if ((lasts[first + index] as number) >= minutes) word |= 1 << (index & 31);
      if ((index & 31) < 31 && index + 1 < count) continue;
      bits[day * rows.words + (index >> 5)] = word;
      word = 0;
    }
  }
  return bits;
}

/** Where in `rows.person` the bits of the person's free slots for that length on that day begin, brought up to date. */
export function personBits(state: Lists, person: number, minutes: number, day: number): number {
  const { rows } = state;
  const word = wordOf(rows, person, minutes, day);
  const known = word / rows.words;
  if (rows.personKnown[known] !== 1) {
    rows.personKnown[known] = 1;
    fillPerson(state, word, { person, minutes, day });
  }
  return word;
}

function fillPerson(
  state: Lists,
  word: number,
  { person, minutes, day }: { person: number; minutes: number; day: number },
): void {
  const { model, rows } = state;
  const { calendar } = model;
  const { maxPerDay, maxPerWeek, gap } = model.people[person] as Model['people'][number];
  const mine = state.ofPerson[person * rows.days + day] as Placement[];
  const week = person * calendar.weeks + (calendar.weekOf[day] as number);
  if (mine.length >= maxPerDay || (state.weekly[week] as number) >= maxPerWeek) {
    rows.person.fill(0, word, word + rows.words);
    return;
  }
  const fixed = fixedBits(state, 'free', person, minutes);
  for (let i = 0; i < rows.words; i += 1) rows.person[word + i] = fixed[day * rows.words + i] as number;
  for (const other of mine) clearAround(state, rows.person, word, { other, minutes, day, gap });
  if (!model.nightly) return;
  for (const near of [day - 1, day + 1]) {
    if (near < 0 || near >= rows.days) continue;
    for (const other of state.ofPerson[person * rows.days + near] as Placement[])
      clearAround(state, rows.person, word, { other, minutes, day, gap });
  }
}

/** Clears the slots at which a session of that length would come too close to the other one. */
function clearAround(
  { model: { calendar } }: Lists,
  bits: Int32Array,
  word: number,
  by: { readonly other: Placement; readonly minutes: number; readonly day: number; readonly gap: number },
): void {
  const first = calendar.firstSlot[by.day] as number;
  const end = calendar.firstSlot[by.day + 1] as number;
  let slot = Math.max(first, slotFrom(calendar, by.other.start - by.minutes - by.gap + 1));
  for (; slot < end && (calendar.start[slot] as number) < by.other.end + by.gap; slot += 1) {
    const index = slot - first;
    bits[word + (index >> 5)] = (bits[word + (index >> 5)] as number) & ~(1 << (index & 31));
  }
}

/** Where the person could start if nothing was planned, or where all of it is as the person prefers; all days after each other. */
export function fixedBits(
  state: Lists,
  of: 'free' | 'preferred',
  person: number,
  minutes: number,
): Int32Array {
  const { fixed, lengths } = state.rows;
  const length = lengths.get(minutes) as number;
  const index = person * lengths.size + length;
  return (fixed[of][index] ??= sharedBits(state, state.model[of][person] as Int32Array, { minutes, length }));
}

/** Many people prefer the same hours, or none, and then share the list of them. */
function sharedBits(
  state: Lists,
  lasts: Int32Array,
  { minutes, length }: { readonly minutes: number; readonly length: number },
): Int32Array {
  const { shared } = state.rows.fixed;
  const known = shared.get(lasts) ?? [];
  shared.set(lasts, known);
  return (known[length] ??= bitsOf(state, lasts, minutes));
}

/** Where in `rows.room` the bits of the room's free slots for that length on that day begin, brought up to date. */
export function roomBits(state: Lists, room: number, minutes: number, day: number): number {
  const { model, rows } = state;
  const word = wordOf(rows, room, minutes, day);
  if (rows.roomKnown[word / rows.words] === 1) return word;
  rows.roomKnown[word / rows.words] = 1;
  const index = room * rows.lengths.size + (rows.lengths.get(minutes) as number);
  const fixed = (rows.fixed.rooms[index] ??= bitsOf(state, model.roomFree[room] as Int32Array, minutes));
  for (let i = 0; i < rows.words; i += 1) rows.room[word + i] = fixed[day * rows.words + i] as number;
  for (const other of state.ofRoom[room * rows.days + day] as Placement[])
    clearAround(state, rows.room, word, { other, minutes, day, gap: 0 });
  return word;
}

/** True when the person is at work and not busy all the while; other sessions are not looked at. */
export function isAtWork(model: Model, person: number, { slot, start, end }: Placement): boolean {
  return (model.free[person]?.[slot] ?? 0) >= end - start;
}

/** True when the person could sit in one more session there, walking apart. */
export function personFreeAt(state: Lists, person: number, { slot, start, end, day }: Placement): boolean {
  const index = slot - (state.model.calendar.firstSlot[day] as number);
  return hasBit(state.rows.person, personBits(state, person, end - start, day), index);
}

/** True when the room is free for that long from the slot on. */
export function roomFreeAt(state: Lists, room: number, minutes: number, slot: number): boolean {
  const { dayOf, firstSlot } = state.model.calendar;
  const day = dayOf[slot] as number;
  return hasBit(state.rows.room, roomBits(state, room, minutes, day), slot - (firstSlot[day] as number));
}

/** Bits of the slots that the session's own rules allow, all days after each other. */
export function sessionBits(state: Lists, session: SessionModel): Int32Array {
  const { calendar } = state.model;
  const { rows } = state;
  const known = rows.fixed.sessions[session.index];
  if (known !== undefined) return known;
  const bits = new Int32Array(rows.days * rows.words);
  for (const slot of session.slots) {
    const day = calendar.dayOf[slot] as number;
    const index = slot - (calendar.firstSlot[day] as number);
    const word = day * rows.words + (index >> 5);
    bits[word] = (bits[word] as number) | (1 << (index & 31));
  }
  rows.fixed.sessions[session.index] = bits;
  return bits;
}

/** Bits of the slots at which the candidate can come for so long, all days after each other. */
export function candidateBits(state: Lists, candidate: number, minutes: number): Int32Array {
  const { calendar, candidates } = state.model;
  const { fixed, lengths } = state.rows;
  const index = candidate * lengths.size + (lengths.get(minutes) as number);
  const known = fixed.candidates[index];
  if (known !== undefined) return known;
  const lasts = new Int32Array(calendar.start.length);
  const { available } = candidates[candidate] as Model['candidates'][number];
  if (available === undefined) lasts.fill(NEVER);
  for (const [from, to] of available ?? []) {
    for (let slot = slotFrom(calendar, from); slot < lasts.length; slot += 1) {
      const start = calendar.start[slot] as number;
      if (start >= to) break;
      lasts[slot] = Math.max(lasts[slot] as number, to - start);
    }
  }
  const bits = bitsOf(state, lasts, minutes);
  fixed.candidates[index] = bits;
  return bits;
}
