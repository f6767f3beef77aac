/**
 * The loop problem as immutable integers: what every part of the engine reads and none writes.
 *
 * Everything is an index: people, rooms, loops, sessions (group sessions after the loops' own), days and slots. A
 * *slot* is one minute at which a session may start (on a day, inside the hours, on the grid), ascending; times are
 * epoch minutes. `NEVER` stands for "not at any price" in cost tables.
 */
import type { CostPart, Kind, LocalDate, LoopProblem, Role } from '#domain/planning/loop-problem.ts';

export const NEVER = 1_000_000_000;

/** One seat of a session; `count` places, each for one of `people` (those who declined are already gone). */
export type SeatModel = {
  readonly seat: number;
  readonly people: readonly number[];
  /** Index of `people` among the model's sets; -1 for a list that no other seat shares. */
  readonly set: number;
  readonly everyone: boolean;
  readonly count: number;
  readonly role: Role;
  readonly shadow: boolean;
  readonly optional: boolean;
};

/** What the previous plan says of a session; `people` are indices, -1 for people the problem no longer knows. */
export type PreviousModel = {
  readonly start: number;
  readonly people: readonly number[];
  readonly room: number;
};

export type SessionModel = {
  readonly index: number;
  readonly id: string;
  readonly kind: Kind;
  readonly minutes: number;
  readonly seats: readonly SeatModel[];
  /** True when the session asks for a room; then one of `rooms`, which have the features and the seats asked. */
  readonly needsRoom: boolean;
  readonly rooms: readonly number[];
  /** Slots allowed by day, hours, window and the loop's earliest and latest date, ascending. */
  readonly slots: readonly number[];
  readonly loops: readonly number[];
  readonly group: boolean;
  readonly debrief: boolean;
  readonly rest: boolean;
  readonly after: readonly number[];
  readonly first: boolean;
  readonly last: boolean;
  readonly declined: ReadonlySet<number>;
  readonly previous: PreviousModel | undefined;
  readonly frozen: boolean;
  /** Equal for two sessions that ask for the same in every respect, their ids aside. */
  readonly wishes: string;
};

export type LoopModel = {
  readonly index: number;
  readonly id: string;
  readonly candidate: number;
  /** The loop's own sessions, then the group sessions it belongs to. */
  readonly sessions: readonly number[];
  readonly maxDays: number;
  readonly gapMin: number;
  readonly gapMax: number;
  readonly stretch: number;
  readonly meetAgain: boolean;
  /** Days from `dayFrom` up to but without `dayTo` lie between the loop's earliest and latest date. */
  readonly dayFrom: number;
  readonly dayTo: number;
};

export type PersonModel = {
  readonly index: number;
  readonly id: string;
  readonly gap: number;
  readonly maxPerDay: number;
  readonly maxPerWeek: number;
  readonly recent: number;
  readonly fair: number;
};

export type RoomModel = {
  readonly index: number;
  readonly id: string;
  readonly seats: number;
  readonly site: number;
};

export type CandidateModel = {
  readonly id: string;
  readonly available: readonly (readonly [number, number])[] | undefined;
  readonly loops: readonly number[];
};

export type Calendar = {
  readonly days: readonly LocalDate[];
  /** Index of the ISO week of each day. */
  readonly weekOf: readonly number[];
  readonly weeks: number;
  /** Start minute and day of each slot. */
  readonly start: Int32Array;
  readonly dayOf: Int32Array;
  /** First slot of each day, and one past the last at the end. */
  readonly firstSlot: readonly number[];
  /** The minute at which the hours of each day end. */
  readonly close: readonly number[];
};

export type Model = {
  readonly problem: LoopProblem;
  readonly calendar: Calendar;
  readonly people: readonly PersonModel[];
  readonly rooms: readonly RoomModel[];
  readonly candidates: readonly CandidateModel[];
  readonly sessions: readonly SessionModel[];
  readonly loops: readonly LoopModel[];
  readonly weights: Readonly<Record<CostPart, number>>;
  /** How much each person is asked for (see demand.ts); of equals who is asked for least should sit. */
  readonly demand: readonly number[];
  /** The different lists of people that seats ask for. */
  readonly sets: readonly (readonly number[])[];
  /** Minutes for which a person is at work and free from each slot on: `free[person][slot]`. */
  readonly free: readonly Int32Array[];
  /** Minutes from each slot on that lie inside what the person prefers; NEVER without a preference. */
  readonly preferred: readonly Int32Array[];
  /** Minutes for which a room is free from each slot on. */
  readonly roomFree: readonly Int32Array[];
  /** Minutes of walking between two sites, `walk[a * sites + b]`; empty when nobody ever walks. */
  readonly walk: readonly number[];
  readonly sites: number;
  /** True when sessions of neighbouring dates can be close enough for a gap or a walk to matter. */
  readonly nightly: boolean;
};

/** Minutes of walking between two sites; -1 stands for no site. */
export function walkBetween(model: Model, a: number, b: number): number {
  if (a < 0 || b < 0 || a === b) return 0;
  return model.walk[a * model.sites + b] ?? 0;
}

export function siteOf(model: Model, room: number): number {
  return room < 0 ? -1 : (model.rooms[room]?.site ?? -1);
}
