/**
 * Where a piece can stand: for each slot the rooms worth trying, and what each person would cost in each place.
 *
 * The costs are exact for people who hold one of the loop's sessions and a lower bound for those who hold several,
 * because overload is convex in the load.
 */
import { at } from '#solver/at.ts';
import { NEVER, siteOf, walkBetween } from '#solver/model/model.ts';
import { activeLoops, clearOfAll, personClear, roomClear } from '#solver/search/state.ts';
import type { Span } from '#solver/search/state.ts';
import type { Piece, Place, Task } from './pieces.ts';

export type Option = Span & {
  readonly slot: number;
  readonly room: number;
  /** What standing here costs whoever sits: moved, rerouted, and everybody of the previous plan replaced. */
  readonly base: number;
  /** base less what `everyone` may earn back: the part of a lower bound that does not depend on places. */
  readonly floor: number;
  /** Cost per column for each place; sitting again where one sat before earns the replacement back. */
  readonly rows: readonly Int32Array[];
  /** `rows` plus what a seat here brings at the debrief; `rows` themselves where there is none. */
  readonly priced: readonly Int32Array[];
  /** base plus the cheapest of each place by itself, as priced. */
  readonly least: number;
};

/** Options of a piece by slot, the cheapest first; absent where it cannot stand. */
export type Options = readonly (readonly Option[] | undefined)[];

export function optionsOf(task: Task, piece: Piece): Options {
  const found: (readonly Option[] | undefined)[] = Array.from({ length: task.model.calendar.start.length });
  if (piece.fixed !== undefined) {
    const option = fixedOption(task, piece);
    if (option !== undefined) found[option.slot] = [option];
    return found;
  }
  const [from, to] = outerLimits(task, piece);
  const { calendar } = task.model;
  for (const slot of piece.session.slots) {
    const start = at(calendar.start, slot);
    const day = at(calendar.dayOf, slot);
    if (day < task.loop.dayFrom || day >= task.loop.dayTo) continue;
    if (start < from || start + piece.session.minutes > to) continue;
    const options = optionsAt(task, piece, slot);
    if (options.length > 0) found[slot] = options;
  }
  return found;
}

/** Sessions outside this loop's pieces (of a group's other loops) that must end before, or start after. */
function outerLimits(task: Task, piece: Piece): readonly [number, number] {
  let [from, to] = [-Infinity, Infinity];
  if (!piece.session.group) return [from, to];
  const own = new Set(task.loop.sessions);
  for (const index of piece.session.after) {
    if (!own.has(index)) from = Math.max(from, task.state.placed[index]?.end ?? from);
  }
  for (const loop of piece.session.loops) {
    for (const index of at(task.model.loops, loop).sessions) {
      const other = at(task.model.sessions, index);
      if (own.has(index) || !other.after.includes(piece.session.index)) continue;
      to = Math.min(to, task.state.placed[index]?.start ?? to);
    }
  }
  return [from, to];
}

function fixedOption(task: Task, piece: Piece): Option | undefined {
  const { fixed, session } = piece;
  if (fixed === undefined || fixed.day < task.loop.dayFrom || fixed.day >= task.loop.dayTo) return undefined;
  const span = { day: fixed.day, start: fixed.start, end: fixed.end, site: siteOf(task.model, fixed.room) };
  if (!session.debrief) {
    if (!candidateClear(task, span)) return undefined;
    const there = fixed.people.length + activeLoops(task.state, session.index) + 1;
    if (session.needsRoom && at(task.model.rooms, fixed.room).seats < there) return undefined;
  }
  return { ...span, slot: fixed.slot, room: fixed.room, base: 0, floor: 0, rows: [], priced: [], least: 0 };
}

function optionsAt(task: Task, piece: Piece, slot: number): Option[] {
  const { calendar } = task.model;
  const start = at(calendar.start, slot);
  const bare = { day: at(calendar.dayOf, slot), start, end: start + piece.session.minutes, site: -1 };
  const options: Option[] = [];
  for (const room of roomsAt(task, piece, slot, bare)) {
    const span = { ...bare, site: siteOf(task.model, room) };
    if (!piece.session.debrief && !candidateClear(task, span)) continue;
    const option = optionIn(task, piece, { ...span, slot, room });
    if (option !== undefined) options.push(option);
  }
  return options.toSorted((a, b) => a.least - b.least);
}

/** One room for each site that matters: the one with most seats; and the previous room wherever it is free. */
function roomsAt(task: Task, piece: Piece, slot: number, span: Span): number[] {
  if (!piece.session.needsRoom) return [-1];
  const { model, state } = task;
  const needed = piece.places.filter((place) => place.column < 0).length + (piece.session.debrief ? 0 : 1);
  const bySite = new Map<number, number>();
  const found: number[] = [];
  for (const room of piece.session.rooms) {
    const { seats, site } = at(model.rooms, room);
    if (seats < needed || !roomClear(state, room, slot, span)) continue;
    if (room === piece.session.previous?.room) found.push(room);
    const key = model.walk.length === 0 ? -1 : site;
    const best = bySite.get(key);
    if (best === undefined || at(model.rooms, best).seats < seats) bySite.set(key, room);
  }
  return [...new Set([...found, ...bySite.values()])];
}

function candidateClear(task: Task, span: Span): boolean {
  const { available } = at(task.model.candidates, task.loop.candidate);
  if (available !== undefined && !available.some(([from, to]) => from <= span.start && span.end <= to))
    return false;
  return clearOfAll(task.model, task.elsewhere, span, 0);
}

function optionIn(
  task: Task,
  piece: Piece,
  where: Span & { slot: number; room: number },
): Option | undefined {
  const { weights } = task.model;
  const was = piece.session.previous;
  let base = 0;
  if (was !== undefined) {
    base += was.start === where.start ? 0 : weights.moved;
    base += was.room === where.room ? 0 : weights.rerouted;
    base += was.people.length * weights.replaced;
  }
  const floor = base - hope(task, piece);
  let least = floor;
  const rows: Int32Array[] = [];
  for (const place of piece.places) {
    const twin = piece.places[rows.length - 1];
    const row =
      twin?.seat === place.seat && place.column < 0
        ? at(rows, rows.length - 1)
        : rowOf(task, piece, place, where);
    const cheapest = minimum(row);
    if (cheapest >= NEVER) return undefined;
    least += cheapest;
    rows.push(row);
  }
  return { ...where, base, floor, rows, priced: rows, least };
}

/**
 * People of the previous plan who may come back through an `everyone` seat. At a debrief the loop's own people are
 * left out: they earn it back where they sit (see debrief.ts).
 */
function hope(task: Task, piece: Piece): number {
  if (piece.everyone === undefined) return 0;
  const people = piece.session.previous?.people ?? [];
  const back = piece.session.debrief ? people.filter((person) => !task.columnOf.has(person)) : people;
  return back.length * task.model.weights.replaced;
}

function rowOf(task: Task, piece: Piece, place: Place, where: Span & { slot: number }): Int32Array {
  const row = new Int32Array(task.columns).fill(NEVER);
  for (const person of place.seat.people) {
    row[task.columnOf.get(person) ?? 0] = personCost(task, piece, person, where);
  }
  if (place.column >= 0) row[place.column] = task.model.weights.unfilled;
  return row;
}

/** What one more person costs in a piece: NEVER if that person cannot come. */
export function personCost(task: Task, piece: Piece, person: number, where: Span & { slot: number }): number {
  const { model, state } = task;
  const minutes = where.end - where.start;
  if ((model.free[person]?.[where.slot] ?? 0) < minutes) return NEVER;
  if (piece.distinct && task.met.has(person)) return NEVER;
  if (!hasRoomFor(task, person, where.day) || !personClear(state, person, where)) return NEVER;
  const { recent, fair } = at(model.people, person);
  let cost = 0;
  if ((model.preferred[person]?.[where.slot] ?? 0) < minutes) cost += model.weights.preference;
  if (recent + at(state.held, person) >= fair) cost += model.weights.overload;
  if (piece.session.previous?.people.includes(person) === true) cost -= model.weights.replaced;
  return cost;
}

function hasRoomFor(task: Task, person: number, day: number): boolean {
  const { calendar, people } = task.model;
  const { maxPerDay, maxPerWeek } = at(people, person);
  const week = person * calendar.weeks + at(calendar.weekOf, day);
  if (at(task.state.weekly, week) >= maxPerWeek) return false;
  return at(task.state.ofPerson, person * calendar.days.length + day).length < maxPerDay;
}

export function minimum(row: Int32Array): number {
  let least = NEVER;
  for (let column = 0; column < row.length; column += 1) {
    const cost = row[column] as number;
    if (cost < least) least = cost;
  }
  return least;
}

/** Minutes that the candidate walks between two options. */
export function walkOf(task: Task, from: Option, to: Option): number {
  return task.model.walk.length === 0 ? 0 : walkBetween(task.model, from.site, to.site);
}
