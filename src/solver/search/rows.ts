/**
 * Who and which room is free where, as bits over the slots of each day, kept up to date as sessions come and go.
 *
 * Building a loop's choices asks this for every person, slot and length many times over, while one insertion changes
 * it for a handful of people on one date; so rows are computed when first asked for and forgotten when their day
 * changes. Slot `firstSlot[day] + i` is bit `i % 32` of word `i >> 5`. Walking is not in it (it depends on the room),
 * nor is what a previous plan gives back.
 *
 * This file is a kernel: indices are known to exist, and casts say so.
 */
import type { Model } from '#solver/model/model.ts';
import type { Skeleton } from '#solver/one-loop/pieces.ts';
import type { Placement } from './state.ts';

/** When another session may follow on the same date after one that began at a slot (-1: none), and what waiting until then costs. */
export type Steps = { readonly next: Int32Array; readonly wait: Int32Array };

/** What never changes while sessions come and go; computed when first asked for. */
type Fixed = {
  readonly free: (Int32Array | undefined)[];
  readonly preferred: (Int32Array | undefined)[];
  /** By the list of minutes they are made of, then by length: what `free` and `preferred` hold. */
  readonly shared: Map<Int32Array, (Int32Array | undefined)[]>;
  readonly rooms: (Int32Array | undefined)[];
  readonly sessions: (Int32Array | undefined)[];
  readonly candidates: (Int32Array | undefined)[];
  /** The sets of people (`SeatModel.set`) that each person is in. */
  readonly setsOf: readonly (readonly number[])[];
  /** By length, least gap and days; see one-loop/relaxation.ts. */
  readonly steps: Map<number, Steps>;
  /** Tables that are not in use, to be used again; see one-loop/relaxation.ts. */
  readonly tables: Int32Array[];
  /** By loop; see one-loop/pieces.ts. */
  readonly skeletons: (Skeleton | undefined)[];
};

export type Rows = {
  /** Index of each length of session that occurs. */
  readonly lengths: ReadonlyMap<number, number>;
  readonly days: number;
  /** Words of bits for the longest day. */
  readonly words: number;
  /** Slots of the longest day. */
  readonly slots: number;
  readonly fixed: Fixed;
  /** Where a person can start one more session: bits by (person, length, day); what holds is told by `personKnown`. */
  readonly person: Int32Array;
  readonly personKnown: Uint8Array;
  readonly room: Int32Array;
  readonly roomKnown: Uint8Array;
  /** What the cheapest of a set of people costs, by (set, length, day). */
  readonly set: (Int32Array | undefined)[];
  readonly setKnown: Uint8Array;
  /** The same if people could be taken away from other loops, at a price. */
  readonly soft: (Int32Array | undefined)[];
  readonly softKnown: Uint8Array;
};

/** What the rows are computed from. */
export type Lists = {
  readonly model: Model;
  readonly ofPerson: Placement[][];
  readonly ofRoom: Placement[][];
  readonly held: number[];
  readonly weekly: number[];
  readonly rows: Rows;
};

export function newRows(model: Model): Rows {
  const { calendar, sessions } = model;
  const lengths = [...new Set(sessions.map((session) => session.minutes))];
  const days = calendar.days.length;
  const slots = calendar.days.reduce(
    (most, _, day) =>
      Math.max(most, (calendar.firstSlot[day + 1] as number) - (calendar.firstSlot[day] as number)),
    0,
  );
  const words = Math.max(1, Math.ceil(slots / 32));
  const people = model.people.length * lengths.length * days;
  const rooms = model.rooms.length * lengths.length * days;
  const sets = model.sets.length * lengths.length * days;
  return {
    lengths: new Map(lengths.map((minutes, index) => [minutes, index])),
    days,
    words,
    slots,
    fixed: newFixed(model, lengths.length),
    person: new Int32Array(people * words),
    personKnown: new Uint8Array(people),
    room: new Int32Array(rooms * words),
    roomKnown: new Uint8Array(rooms),
    set: Array.from({ length: sets }, () => undefined),
    setKnown: new Uint8Array(sets),
    soft: Array.from({ length: sets }, () => undefined),
    softKnown: new Uint8Array(sets),
  };
}

/** A copy that can be changed without changing the original; what is known stays known. */
export function copyRows(rows: Rows): Rows {
  const { set, setKnown, soft, softKnown } = rows;
  return {
    ...rows,
    person: rows.person.slice(),
    personKnown: rows.personKnown.slice(),
    room: rows.room.slice(),
    roomKnown: rows.roomKnown.slice(),
    set: set.map((row, index) => (setKnown[index] === 1 ? row?.slice() : undefined)),
    setKnown: setKnown.slice(),
    soft: soft.map((row, index) => (softKnown[index] === 1 ? row?.slice() : undefined)),
    softKnown: softKnown.slice(),
  };
}

/** Of whom and what a model says something else than the model that the rows are of. */
export type Changed = {
  readonly people?: readonly number[];
  readonly rooms?: readonly number[];
  readonly candidates?: readonly number[];
  readonly sessions?: readonly number[];
  readonly loops?: readonly number[];
};

/** A copy for a model that differs in these alone. */
export function copyFor(rows: Rows, { people, rooms, candidates, sessions, loops }: Changed): Rows {
  const { fixed, lengths, days } = rows;
  const each = (of: readonly number[] = []): number[] =>
    of.flatMap((one) => Array.from({ length: lengths.size }, (_, length) => one * lengths.size + length));
  const copy: Rows = {
    ...copyRows(rows),
    fixed: {
      ...fixed,
      free: withoutAt(fixed.free, each(people)),
      rooms: withoutAt(fixed.rooms, each(rooms)),
      candidates: withoutAt(fixed.candidates, each(candidates)),
      sessions: withoutAt(fixed.sessions, sessions),
      skeletons: withoutAt(fixed.skeletons, loops),
    },
  };
  for (const person of people ?? []) forgetPerson(copy, person);
  for (const room of rooms ?? []) for (let day = 0; day < days; day += 1) forgetRoomDay(copy, room, day);
  return copy;
}

function withoutAt<T>(list: (T | undefined)[], indices: readonly number[] = []): (T | undefined)[] {
  if (indices.length === 0) return list;
  const copy = [...list];
  for (const index of indices) copy[index] = undefined;
  return copy;
}

function newFixed(model: Model, lengths: number): Fixed {
  const empty = (count: number): undefined[] => Array.from({ length: count }, () => undefined);
  const setsOf: number[][] = model.people.map(() => []);
  model.sets.forEach((people, set) => {
    for (const person of people) setsOf[person]?.push(set);
  });
  return {
    free: empty(model.people.length * lengths),
    preferred: empty(model.people.length * lengths),
    shared: new Map(),
    rooms: empty(model.rooms.length * lengths),
    sessions: empty(model.sessions.length),
    candidates: empty(model.candidates.length * lengths),
    setsOf,
    steps: new Map(),
    tables: [],
    skeletons: empty(model.loops.length),
  };
}

/** Everything about the person: a limit was reached or left, so that other days cost something else. */
export function forgetPerson(rows: Rows, person: number): void {
  for (let day = 0; day < rows.days; day += 1) forgetPersonDay(rows, person, day);
}

/** One day of the person: a session came or went there. */
export function forgetPersonDay(rows: Rows, person: number, day: number): void {
  forgetDay(rows, rows.personKnown, person, day);
  for (const set of rows.fixed.setsOf[person] as readonly number[]) {
    forgetDay(rows, rows.setKnown, set, day);
    forgetDay(rows, rows.softKnown, set, day);
  }
}

/** The person's load passes what is fair: no bits change, but what the sets cost does. */
export function forgetLoad(rows: Rows, person: number): void {
  for (const set of rows.fixed.setsOf[person] as readonly number[]) {
    for (let day = 0; day < rows.days; day += 1) {
      forgetDay(rows, rows.setKnown, set, day);
      forgetDay(rows, rows.softKnown, set, day);
    }
  }
}

export function forgetRoomDay(rows: Rows, room: number, day: number): void {
  forgetDay(rows, rows.roomKnown, room, day);
}

function forgetDay({ lengths, days }: Rows, known: Uint8Array, of: number, day: number): void {
  for (let length = 0; length < lengths.size; length += 1)
    known[(of * lengths.size + length) * days + day] = 0;
}

/** Index of the first word of (thing, length, day). */
export function wordOf(rows: Rows, of: number, minutes: number, day: number): number {
  return ((of * rows.lengths.size + (rows.lengths.get(minutes) as number)) * rows.days + day) * rows.words;
}

export function hasBit(bits: Int32Array, word: number, index: number): boolean {
  return ((bits[word + (index >> 5)] as number) & (1 << (index & 31))) !== 0;
}
