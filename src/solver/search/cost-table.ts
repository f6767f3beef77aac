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
  readonly rows: (Int32Array | undefined)[];
  readonly roomRows: (Uint8Array | undefined)[];
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
  return {
    lengths: new Map(lengths.map((minutes, index) => [minutes, index])),
    rows: Array.from({ length: model.people.length * lengths.length }, () => undefined),
    roomRows: Array.from({ length: model.rooms.length * lengths.length }, () => undefined),
  };
}

export function forgetPerson(table: CostTable, person: number): void {
  const size = table.lengths.size;
  for (let index = 0; index < size; index += 1) table.rows[person * size + index] = undefined;
}

export function forgetRoom(table: CostTable, room: number): void {
  const size = table.lengths.size;
  for (let index = 0; index < size; index += 1) table.roomRows[room * size + index] = undefined;
}

/** Preference and overload of one more session of that length by slot; NEVER where the person cannot come. */
export function costsOf(state: Lists, person: number, minutes: number): Int32Array {
  const index = person * state.table.lengths.size + (state.table.lengths.get(minutes) as number);
  const known = state.table.rows[index];
  if (known !== undefined) return known;
  const row = new Int32Array(state.model.calendar.start.length).fill(NEVER);
  for (let day = 0; day < state.model.calendar.days.length; day += 1)
    fillDay(state, row, { person, minutes, day });
  state.table.rows[index] = row;
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

/** 1 at each slot where the room is free for that long. */
export function roomRow(state: Lists, room: number, minutes: number): Uint8Array {
  const index = room * state.table.lengths.size + (state.table.lengths.get(minutes) as number);
  const known = state.table.roomRows[index];
  if (known !== undefined) return known;
  const { calendar, roomFree } = state.model;
  const free = roomFree[room] as Int32Array;
  const row = new Uint8Array(calendar.start.length);
  for (let slot = 0; slot < row.length; slot += 1) {
    if ((free[slot] as number) < minutes) continue;
    const start = calendar.start[slot] as number;
    const others = state.ofRoom[
      room * calendar.days.length + (calendar.dayOf[slot] as number)
    ] as Placement[];
    row[slot] = clear(others, start, start + minutes, 0) ? 1 : 0;
  }
  state.table.roomRows[index] = row;
  return row;
}
