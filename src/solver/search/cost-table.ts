/**
 * What one more session would cost each person at each slot, kept up to date as sessions come and go.
 *
 * Building a loop's choices asks this for every person, slot and length many times over, while one insertion changes
 * it for a handful of people; so rows are computed when first asked for and forgotten when their person changes.
 * Walking is not in it (it depends on the room), nor is what a previous plan gives back.
 *
 * This file is a kernel: indices are known to exist, and casts say so.
 */
import { NEVER } from '#solver/model/model.ts';
import type { Model } from '#solver/model/model.ts';
import type { Placement } from './state.ts';

export type CostTable = {
  /** Index of each length of session that occurs. */
  readonly lengths: ReadonlyMap<number, number>;
  readonly days: number;
  /** By person and length; what holds of a row is told by `known`, per day. */
  readonly rows: (Int32Array | undefined)[];
  readonly known: Uint8Array;
  readonly roomRows: (Uint8Array | undefined)[];
  readonly roomKnown: Uint8Array;
};

type Lists = {
  readonly model: Model;
  readonly ofPerson: Placement[][];
  readonly ofRoom: Placement[][];
  readonly held: number[];
  readonly weekly: number[];
  readonly table: CostTable;
};

export function newCostTable(model: Model): CostTable {
  const lengths = [...new Set(model.sessions.map((session) => session.minutes))];
  const days = model.calendar.days.length;
  const people = model.people.length * lengths.length;
  const rooms = model.rooms.length * lengths.length;
  return {
    lengths: new Map(lengths.map((minutes, index) => [minutes, index])),
    days,
    rows: Array.from({ length: people }, () => undefined),
    known: new Uint8Array(people * days),
    roomRows: Array.from({ length: rooms }, () => undefined),
    roomKnown: new Uint8Array(rooms * days),
  };
}

/** Everything about the person: the load has changed so much that each day costs something else. */
export function forgetPerson(table: CostTable, person: number): void {
  const size = table.lengths.size * table.days;
  table.known.fill(0, person * size, (person + 1) * size);
}

/** One day of the person: a session came or went there. */
export function forgetPersonDay(table: CostTable, person: number, day: number): void {
  forgetDay(table, table.known, person, day);
}

export function forgetRoomDay(table: CostTable, room: number, day: number): void {
  forgetDay(table, table.roomKnown, room, day);
}

function forgetDay({ lengths, days }: CostTable, known: Uint8Array, of: number, day: number): void {
  for (let length = 0; length < lengths.size; length += 1)
    known[(of * lengths.size + length) * days + day] = 0;
}

/** Preference and overload of one more session of that length by slot of the day; NEVER where the person cannot come. */
export function costsOf(state: Lists, person: number, minutes: number, day: number): Int32Array {
  const { table } = state;
  const index = person * table.lengths.size + (table.lengths.get(minutes) as number);
  const row = (table.rows[index] ??= new Int32Array(state.model.calendar.start.length));
  if (table.known[index * table.days + day] === 1) return row;
  table.known[index * table.days + day] = 1;
  const { firstSlot } = state.model.calendar;
  row.fill(NEVER, firstSlot[day], firstSlot[day + 1]);
  fillDay(state, row, { person, minutes, day });
  return row;
}

function fillDay(state: Lists, row: Int32Array, at: { person: number; minutes: number; day: number }): void {
  const { model } = state;
  const { calendar } = model;
  const days = calendar.days.length;
  const person = model.people[at.person] as Model['people'][number];
  const mine = state.ofPerson[at.person * days + at.day] as Placement[];
  const week = at.person * calendar.weeks + (calendar.weekOf[at.day] as number);
  if (mine.length >= person.maxPerDay || (state.weekly[week] as number) >= person.maxPerWeek) return;
  const near = model.nightly
    ? [
        ...(state.ofPerson[at.person * days + at.day - 1] ?? []),
        ...mine,
        ...(state.ofPerson[at.person * days + at.day + 1] ?? []),
      ]
    : mine;
  const overload =
    person.recent + (state.held[at.person] as number) >= person.fair ? model.weights.overload : 0;
  const free = model.free[at.person] as Int32Array;
  const preferred = model.preferred[at.person] as Int32Array;
  const end = calendar.firstSlot[at.day + 1] as number;
  for (let slot = calendar.firstSlot[at.day] as number; slot < end; slot += 1) {
    if ((free[slot] as number) < at.minutes) continue;
    const start = calendar.start[slot] as number;
    if (!clear(near, start, start + at.minutes, person.gap)) continue;
    row[slot] = overload + ((preferred[slot] as number) < at.minutes ? model.weights.preference : 0);
  }
}

function clear(others: readonly Placement[], start: number, end: number, gap: number): boolean {
  for (const other of others) {
    if (other.start < end + gap && start < other.end + gap) return false;
  }
  return true;
}

/** 1 at each slot of the day where the room is free for that long. */
export function roomRow(state: Lists, room: number, minutes: number, day: number): Uint8Array {
  const { table } = state;
  const index = room * table.lengths.size + (table.lengths.get(minutes) as number);
  const { calendar, roomFree } = state.model;
  const row = (table.roomRows[index] ??= new Uint8Array(calendar.start.length));
  if (table.roomKnown[index * table.days + day] === 1) return row;
  table.roomKnown[index * table.days + day] = 1;
  const free = roomFree[room] as Int32Array;
  const others = state.ofRoom[room * table.days + day] as Placement[];
  for (
    let slot = calendar.firstSlot[day] as number;
    slot < (calendar.firstSlot[day + 1] as number);
    slot += 1
  ) {
    const start = calendar.start[slot] as number;
    row[slot] = Number((free[slot] as number) >= minutes && clear(others, start, start + minutes, 0));
  }
  return row;
}
