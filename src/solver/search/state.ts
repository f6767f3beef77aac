/**
 * Which sessions stand where: the one mutable thing of the engine, with the lists that make looking up quick.
 *
 * A session is placed if its loop is active (a group session: if any of its loops is), except that frozen sessions
 * stand from the beginning, so that nobody takes their people, time or room.
 */
import { at } from '#solver/at.ts';
import { copyRows, forgetLoad, forgetPerson, forgetPersonDay, forgetRoomDay, newRows } from './rows.ts';
import type { Rows } from './rows.ts';
import { siteOf, walkBetween } from '#solver/model/model.ts';
import type { Model } from '#solver/model/model.ts';

export type Placement = {
  readonly session: number;
  readonly slot: number;
  readonly start: number;
  readonly end: number;
  readonly day: number;
  readonly room: number;
  readonly people: readonly number[];
  /** The seat (index into the session's seats) of each of `people`. */
  readonly seats: readonly number[];
};

export type State = {
  readonly model: Model;
  readonly placed: (Placement | undefined)[];
  readonly active: boolean[];
  /** Placements of a person on a day: `ofPerson[person * days + day]`. */
  readonly ofPerson: Placement[][];
  readonly ofRoom: Placement[][];
  /** Sessions of each person in this plan, and by week: `weekly[person * weeks + week]`. */
  readonly held: number[];
  readonly weekly: number[];
  readonly rows: Rows;
};

export function emptyState(model: Model): State {
  const { days, weeks } = { days: model.calendar.days.length, weeks: model.calendar.weeks };
  return {
    model,
    placed: model.sessions.map(() => undefined),
    active: model.loops.map(() => false),
    ofPerson: Array.from({ length: model.people.length * days }, () => []),
    ofRoom: Array.from({ length: model.rooms.length * days }, () => []),
    held: model.people.map(() => 0),
    weekly: Array.from({ length: model.people.length * weeks }, () => 0),
    rows: newRows(model),
  };
}

export function put(state: State, placement: Placement): void {
  state.placed[placement.session] = placement;
  count(state, placement, 1);
  for (const list of listsOf(state, placement)) list.push(placement);
}

export function take(state: State, session: number): Placement | undefined {
  const placement = state.placed[session];
  if (placement === undefined) return undefined;
  state.placed[session] = undefined;
  count(state, placement, -1);
  for (const list of listsOf(state, placement)) list.splice(list.indexOf(placement), 1);
  return placement;
}

function count(state: State, placement: Placement, by: number): void {
  if (placement.room >= 0) forgetRoomDay(state.rows, placement.room, placement.day);
  for (const person of placement.people) countPerson(state, person, placement.day, by);
}

/** The other days of a person cost something else only when a limit is reached or left. */
function countPerson({ model, held, weekly, rows }: State, person: number, day: number, by: number): void {
  const { weeks, weekOf } = model.calendar;
  const { recent, fair, maxPerWeek } = at(model.people, person);
  const week = person * weeks + at(weekOf, day);
  const [holds, inWeek] = [at(held, person), at(weekly, week)];
  held[person] = holds + by;
  weekly[week] = inWeek + by;
  if (recent + holds >= fair !== recent + holds + by >= fair) forgetLoad(rows, person);
  const flips = inWeek >= maxPerWeek !== inWeek + by >= maxPerWeek;
  if (flips || model.nightly) forgetPerson(rows, person);
  else forgetPersonDay(rows, person, day);
}

function listsOf(state: State, placement: Placement): Placement[][] {
  const days = state.model.calendar.days.length;
  const lists = placement.people.map((person) => at(state.ofPerson, person * days + placement.day));
  if (placement.room >= 0) lists.push(at(state.ofRoom, placement.room * days + placement.day));
  return lists;
}

/** Removes a loop: its own sessions (frozen ones stay) and the group sessions that no other active loop needs. */
export function removeLoop(state: State, loop: number): void {
  state.active[loop] = false;
  for (const index of at(state.model.loops, loop).sessions) {
    const session = at(state.model.sessions, index);
    const needed = session.frozen || session.loops.some((other) => state.active[other]);
    if (!needed) take(state, index);
  }
}

/** Places a loop as an insertion says; a placement of a session that stands already replaces it. */
export function insertLoop(state: State, loop: number, placements: readonly Placement[]): void {
  for (const placement of placements) {
    take(state, placement.session);
    put(state, placement);
  }
  state.active[loop] = true;
}

/** How many of a session's loops are placed. */
export function activeLoops(state: State, session: number): number {
  let found = 0;
  for (const loop of at(state.model.sessions, session).loops) if (state.active[loop] === true) found += 1;
  return found;
}

/** True when the person has no session too close to [start, end) at the site. Ignores work and busy times. */
export function personClear(state: State, person: number, span: Span): boolean {
  const { model } = state;
  const days = model.calendar.days.length;
  const gap = at(model.people, person).gap;
  if (!clearOfAll(model, at(state.ofPerson, person * days + span.day), span, gap)) return false;
  if (!model.nightly) return true;
  const before = span.day > 0 ? at(state.ofPerson, person * days + span.day - 1) : [];
  const after = span.day + 1 < days ? at(state.ofPerson, person * days + span.day + 1) : [];
  return clearOfAll(model, before, span, gap) && clearOfAll(model, after, span, gap);
}

export type Span = {
  readonly day: number;
  readonly start: number;
  readonly end: number;
  readonly site: number;
};

export function clearOfAll(model: Model, others: readonly Placement[], span: Span, gap: number): boolean {
  for (const other of others) {
    const need =
      model.walk.length === 0 ? gap : Math.max(gap, walkBetween(model, siteOf(model, other.room), span.site));
    if (other.start < span.end + need && span.start < other.end + need) return false;
  }
  return true;
}

/** True when the room is free of other sessions and of its own busy times. */
export function roomClear(state: State, room: number, slot: number, span: Span): boolean {
  const { model } = state;
  if ((model.roomFree[room]?.[slot] ?? 0) < span.end - span.start) return false;
  const others = at(state.ofRoom, room * model.calendar.days.length + span.day);
  return others.every((other) => other.end <= span.start || span.end <= other.start);
}

/** A copy that can be changed without changing the original. */
export function fork(state: State): State {
  return {
    ...state,
    placed: [...state.placed],
    active: [...state.active],
    ofPerson: state.ofPerson.map((list) => [...list]),
    ofRoom: state.ofRoom.map((list) => [...list]),
    held: [...state.held],
    weekly: [...state.weekly],
    rows: copyRows(state.rows),
  };
}
