/**
 * A piece at one slot: the rooms worth trying, and what each person would cost in each place.
 *
 * This file is a kernel: indices are known to exist, and casts say so.
 */
import { NEVER, siteOf, walkBetween } from '#solver/model/model.ts';
import { costAt } from '#solver/search/price.ts';
import { clearOfAll, personClear } from '#solver/search/state.ts';
import type { Placement, Span } from '#solver/search/state.ts';
import type { Piece, Place, Task } from './pieces.ts';
import { roomsAt } from './rooms.ts';
import { hope } from './times.ts';
import type { Times } from './times.ts';

/** Nothing of it changes while the state stands still. */
export type Option = Span & {
  readonly slot: number;
  readonly room: number;
  /** What standing here costs whoever sits: moved, rerouted, and everybody of the previous plan replaced. */
  readonly base: number;
  /** base less what `everyone` may earn back: the part of a lower bound that does not depend on places. */
  readonly floor: number;
  /** What a non-shadow seat costs each person at the debrief, `day * columns + column`; undefined without one. */
  readonly prices: Int32Array | undefined;
  /** floor plus the cheapest of each place by itself, as priced. */
  readonly least: number;
  /** The cost per column for each place, once it was asked for: see `pricedRowsAt`. */
  rows: readonly Int32Array[] | undefined;
};

/** The piece at a slot, in each of the rooms worth trying, the cheapest first; none where it cannot stand. */
export function choicesAt(task: Task, piece: Piece, times: Times, slot: number): readonly Option[] {
  const known = times.choices.get(slot);
  if (known !== undefined) return known;
  const made = makeChoices(task, piece, times, slot);
  times.choices.set(slot, made);
  return made;
}

function makeChoices(task: Task, piece: Piece, times: Times, slot: number): readonly Option[] {
  const least = times.least[slot - times.first] as number;
  if (least >= NEVER) return [];
  if (piece.fixed !== undefined) return [fixedOption(task, piece.fixed)];
  const { calendar } = task.model;
  const start = calendar.start[slot] as number;
  const bare = { day: calendar.dayOf[slot] as number, slot, start, end: start + piece.session.minutes };
  const options: Option[] = [];
  for (const room of roomsAt(task, piece, slot)) {
    const where = { ...bare, room, site: siteOf(task.model, room) };
    if (!piece.session.debrief && !clearOfAll(task.model, task.elsewhere, where, 0)) continue;
    const option = optionIn(task, piece, where, { least, prices: times.prices });
    if (option.least < NEVER) options.push(option);
  }
  return options.length > 1 ? options.toSorted((a, b) => a.least - b.least) : options;
}

function fixedOption(task: Task, { slot, day, start, end, room }: Placement): Option {
  const where = { slot, day, start, end, room, site: siteOf(task.model, room) };
  return { ...where, base: 0, floor: 0, prices: undefined, least: 0, rows: undefined };
}

type Where = Span & { readonly slot: number; readonly room: number };

function optionIn(
  task: Task,
  piece: Piece,
  where: Where,
  { least, prices }: { readonly least: number; readonly prices: Int32Array | undefined },
): Option {
  const { weights, walk } = task.model;
  const was = piece.session.previous;
  let base = 0;
  if (was !== undefined) {
    base += was.start === where.start ? 0 : weights.moved;
    base += was.room === where.room ? 0 : weights.rerouted;
    base += was.people.length * weights.replaced;
  }
  const rerouted = was === undefined || was.room === where.room ? 0 : weights.rerouted;
  const option = {
    ...where,
    base,
    floor: base - hope(task, piece),
    prices,
    least: least + rerouted,
    rows: undefined,
  };
  return walk.length === 0 ? option : { ...option, least: leastWalking(task, piece, option) };
}

/** floor plus the cheapest person of each place by itself, of those who can be here in time. */
function leastWalking(task: Task, piece: Piece, option: Option): number {
  let least = option.floor;
  for (const place of piece.places) {
    const row = pricedRow(task, piece, place, option);
    let cheapest = NEVER;
    for (const cost of row) cheapest = Math.min(cheapest, cost);
    least = Math.min(NEVER, least + cheapest);
  }
  return least;
}

/** Cost per column for each place; sitting again where one sat before earns the replacement back. */
export function rowsAt(task: Task, piece: Piece, option: Option): Int32Array[] {
  return piece.places.map((place) => pricedRow(task, piece, place, { ...option, prices: undefined }));
}

/** As `rowsAt`, with what the debrief brings. */
export function pricedRowsAt(task: Task, piece: Piece, option: Option): readonly Int32Array[] {
  return (option.rows ??= piece.places.map((place) => pricedRow(task, piece, place, option)));
}

function pricedRow(task: Task, piece: Piece, place: Place, option: Option): Int32Array {
  const row = new Int32Array(task.columns).fill(NEVER);
  const prices = place.seat.shadow ? undefined : option.prices;
  const { people } = place.seat;
  for (let index = 0; index < people.length; index += 1) {
    const cost = personCost(task, piece, people[index] as number, option);
    if (cost >= NEVER) continue;
    const column = place.columns[index] as number;
    const price = prices === undefined ? 0 : (prices[option.day * task.columns + column] as number);
    row[column] = Math.min(NEVER, cost + price);
  }
  if (place.column >= 0) row[place.column] = task.model.weights.unfilled;
  return row;
}

/** What one more person costs in a piece: NEVER if that person cannot come. */
export function personCost(task: Task, piece: Piece, person: number, where: Span & { slot: number }): number {
  const { model, state } = task;
  const cost = costAt(state, person, {
    minutes: where.end - where.start,
    slot: where.slot,
    price: task.soft,
  });
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
