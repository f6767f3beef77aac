/**
 * Where a piece can stand: for each slot the rooms worth trying, and what each person would cost in each place.
 *
 * The costs are exact for people who hold one of the loop's sessions and a lower bound for those who hold several,
 * because overload is convex in the load.
 */
import { at } from '#solver/at.ts';
import { NEVER, siteOf, walkBetween } from '#solver/model/model.ts';
import { costsOf } from '#solver/search/cost-table.ts';
import { activeLoops, clearOfAll, personClear } from '#solver/search/state.ts';
import type { Span } from '#solver/search/state.ts';
import type { Model } from '#solver/model/model.ts';
import { oneRoomDoes, roomBySlot, roomsAt } from './rooms.ts';
import type { Horizon, Piece, Place, Task } from './pieces.ts';

export type Option = Span & {
  readonly slot: number;
  readonly room: number;
  /** What standing here costs whoever sits: moved, rerouted, and everybody of the previous plan replaced. */
  readonly base: number;
  /** base less what `everyone` may earn back: the part of a lower bound that does not depend on places. */
  readonly floor: number;
  /** What a non-shadow seat costs each person at the debrief, `day * columns + column`; undefined without one. */
  readonly prices: Int32Array | undefined;
  /** base plus the cheapest of each place by itself, as priced. */
  readonly least: number;
};

/** Options of a piece by slot, the cheapest first; absent where it cannot stand. */
export type Options = readonly (readonly Option[] | undefined)[];

export function optionsOf(task: Task, piece: Piece, horizon: Horizon): Options {
  const { firstSlot } = task.model.calendar;
  const [first, end] = [at(firstSlot, horizon.firstDay), at(firstSlot, horizon.endDay)];
  const found: (readonly Option[] | undefined)[] = [];
  for (let slot = 0; slot < end; slot += 1) found.push(undefined);
  if (piece.fixed !== undefined) {
    const option = fixedOption(task, piece);
    if (option !== undefined && option.slot >= first && option.slot < end) found[option.slot] = [option];
    return found;
  }
  fillOptions(task, piece, horizon, found);
  return found;
}

function fillOptions(
  task: Task,
  piece: Piece,
  horizon: Horizon,
  found: (readonly Option[] | undefined)[],
): void {
  const { calendar } = task.model;
  const first = at(calendar.firstSlot, Math.max(horizon.firstDay, task.loop.dayFrom));
  const end = at(calendar.firstSlot, Math.min(horizon.endDay, task.loop.dayTo));
  const [from, to] = outerLimits(task, piece);
  const cheapest = cheapestSeats(task, piece, { ...horizon, prices: undefined });
  const rooms = oneRoomDoes(task, piece) ? roomBySlot(task, piece, first, end) : undefined;
  for (const slot of piece.session.slots) {
    if (slot < first || slot >= end || rooms?.[slot - first] === -1) continue;
    const start = calendar.start[slot] as number;
    if ((cheapest[slot] as number) >= NEVER || start < from || start + piece.session.minutes > to) continue;
    const options = optionsAt(task, piece, { slot, room: rooms?.[slot - first] }, cheapest[slot] as number);
    if (options.length > 0) found[slot] = options;
  }
}

/** Over which days, and with what a debrief asks of each person. */
type Pricing = Horizon & { readonly prices: Int32Array | undefined };

/** For each slot the sum over the places of the cheapest person; walking apart, which depends on the room. */
export function cheapestSeats(task: Task, piece: Piece, pricing: Pricing): Int32Array {
  const { start, firstSlot } = task.model.calendar;
  const total = new Int32Array(start.length);
  const [first, end] = [at(firstSlot, pricing.firstDay), at(firstSlot, pricing.endDay)];
  let [before, cheapest]: [Place | undefined, Int32Array] = [undefined, total];
  for (const place of piece.places) {
    if (before?.seat !== place.seat) cheapest = cheapestPerson(task, piece, place, pricing);
    before = place;
    for (let slot = first; slot < end; slot += 1) {
      total[slot] = Math.min(NEVER, (total[slot] as number) + (cheapest[slot] as number));
    }
  }
  return total;
}

function cheapestPerson(task: Task, piece: Piece, place: Place, pricing: Pricing): Int32Array {
  const { model, state } = task;
  const least = new Int32Array(model.calendar.start.length).fill(
    place.column >= 0 ? model.weights.unfilled : NEVER,
  );
  const from = Math.max(task.loop.dayFrom, pricing.firstDay);
  const to = Math.min(task.loop.dayTo, pricing.endDay);
  for (const person of place.seat.people) {
    for (let day = from; day < to; day += 1) {
      const extra = extraOf(task, piece, place, { person, prices: pricing.prices, day });
      if (extra < NEVER)
        lowerOn(model, least, costsOf(state, person, piece.session.minutes, day), { extra, day });
    }
  }
  return least;
}

function lowerOn(
  { calendar }: Model,
  least: Int32Array,
  costs: Int32Array,
  by: { readonly extra: number; readonly day: number },
): void {
  const end = calendar.firstSlot[by.day + 1] as number;
  for (let slot = calendar.firstSlot[by.day] as number; slot < end; slot += 1) {
    const cost = costs[slot] as number;
    if (cost < NEVER && cost + by.extra < (least[slot] as number)) least[slot] = cost + by.extra;
  }
}

/** What a person costs here beyond the slot: the debrief's price, less what sitting here again gives back. */
function extraOf(
  task: Task,
  piece: Piece,
  place: Place,
  who: { readonly person: number; readonly prices: Int32Array | undefined; readonly day: number },
): number {
  if (task.absent.has(who.person) || (piece.distinct && task.met.has(who.person))) return NEVER;
  const price = place.seat.shadow
    ? 0
    : (who.prices?.[who.day * task.columns + (task.columnOf.get(who.person) ?? 0)] ?? 0);
  if (price >= NEVER) return NEVER;
  const back = piece.session.previous?.people.includes(who.person) === true;
  return back ? price - task.model.weights.replaced : price;
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
  return { ...span, slot: fixed.slot, room: fixed.room, base: 0, floor: 0, prices: undefined, least: 0 };
}

/** `room`: the only one worth trying; undefined where there may be several. */
function optionsAt(
  task: Task,
  piece: Piece,
  { slot, room: only }: { readonly slot: number; readonly room: number | undefined },
  cheapest: number,
): Option[] {
  const { calendar } = task.model;
  const start = at(calendar.start, slot);
  const bare = { day: at(calendar.dayOf, slot), start, end: start + piece.session.minutes, site: -1 };
  const options: Option[] = [];
  for (const room of only === undefined ? roomsAt(task, piece, slot) : [only]) {
    const span = { ...bare, site: siteOf(task.model, room) };
    if (!piece.session.debrief && !candidateClear(task, span)) continue;
    const option = optionIn(task, piece, { ...span, slot, room }, cheapest);
    if (option.least < NEVER) options.push(option);
  }
  return options.length > 1 ? options.toSorted((a, b) => a.least - b.least) : options;
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
  cheapest: number,
): Option {
  const { weights } = task.model;
  const was = piece.session.previous;
  let base = 0;
  if (was !== undefined) {
    base += was.start === where.start ? 0 : weights.moved;
    base += was.room === where.room ? 0 : weights.rerouted;
    base += was.people.length * weights.replaced;
  }
  const floor = base - hope(task, piece);
  const option = { ...where, base, floor, prices: undefined, least: floor + cheapest };
  return { ...option, least: leastAt(task, piece, option) };
}

/** floor plus the cheapest person of each place by itself; `option.least` says so already where nobody walks. */
export function leastAt(task: Task, piece: Piece, option: Option): number {
  if (task.model.walk.length === 0) return Math.min(NEVER, option.least);
  let least = option.floor;
  for (const place of piece.places) least = Math.min(NEVER, least + cheapestOf(task, piece, place, option));
  return least;
}

function cheapestOf(task: Task, piece: Piece, place: Place, where: Option): number {
  const prices = place.seat.shadow ? undefined : where.prices;
  let least = place.column >= 0 ? task.model.weights.unfilled : NEVER;
  for (const person of place.seat.people) {
    let cost = personCost(task, piece, person, where);
    if (cost < NEVER && prices !== undefined)
      cost += prices[where.day * task.columns + (task.columnOf.get(person) ?? 0)] as number;
    if (cost < least) least = cost;
  }
  return least;
}

/** Cost per column for each place; sitting again where one sat before earns the replacement back. */
export function rowsAt(task: Task, piece: Piece, option: Option): Int32Array[] {
  return piece.places.map((place) => rowOf(task, piece, place, option));
}

/** As `rowsAt`, with what the debrief brings. */
export function pricedRowsAt(task: Task, piece: Piece, option: Option): Int32Array[] {
  const { prices } = option;
  const rows = rowsAt(task, piece, option);
  if (prices === undefined) return rows;
  return rows.map((row, index) =>
    at(piece.places, index).seat.shadow
      ? row
      : row.map((cost, column) => Math.min(NEVER, cost + (prices[option.day * task.columns + column] ?? 0))),
  );
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
  const cost = costsOf(state, person, where.end - where.start, where.day)[where.slot] as number;
  if (cost >= NEVER || task.absent.has(person)) return NEVER;
  if (piece.distinct && task.met.has(person)) return NEVER;
  if (model.walk.length > 0 && !personClear(state, person, where)) return NEVER;
  const back = piece.session.previous?.people.includes(person) === true;
  return back ? cost - model.weights.replaced : cost;
}

/** Minutes that the candidate walks between two options. */
export function walkOf(task: Task, from: Option, to: Option): number {
  return task.model.walk.length === 0 ? 0 : walkBetween(task.model, from.site, to.site);
}
