/**
 * Who sits where, once every start is known, for loops in which people may hold several sessions.
 *
 * Groups, debriefs with everyone, `meetAgain` and rooms that may be too small couple the places in ways that an
 * assignment does not see; here every place is tried in turn, cheapest people first, with the sum of the cheapest
 * rest as bound. Where the assignment alone decides, this file is not used.
 */
import { at } from '#solver/at.ts';
import { NEVER } from '#solver/model/model.ts';
import { spent } from './effort.ts';
import type { Effort } from './effort.ts';
import { finish } from './gathering.ts';
import type { Insertion } from './ranking.ts';
import { pricedRowsAt, rowsAt } from './options.ts';
import type { Option } from './options.ts';
import type { Piece, Place, Task } from './pieces.ts';
import { newLedger, noteSitting, surcharge, sittingFits, strikeSitting } from './ledger.ts';
import type { Ledger } from './ledger.ts';

/** A session being filled: `people` by place, -1 while open or left empty. */
export type Item = { readonly piece: Piece; readonly option: Option; readonly people: number[] };

export type Seating = {
  readonly task: Task;
  readonly items: readonly Item[];
  /** Waiting and delay. */
  readonly timeCost: number;
  readonly effort: Effort;
  readonly limit: () => number;
  readonly found: (insertion: Insertion) => void;
};

type Variable = {
  readonly item: Item;
  readonly place: number;
  readonly row: Int32Array;
  readonly order: readonly number[];
};

type Walk = {
  readonly seating: Seating;
  readonly variables: readonly Variable[];
  /** What the variables from each one on cost at least. */
  readonly rest: readonly number[];
  readonly ledger: Ledger;
  /** What `everyone` seats may still earn back from the previous plan. */
  readonly hope: number;
};

export function seatEverybody(seating: Seating): void {
  const variables = seating.items.flatMap((item) => variablesOf(seating.task, item));
  const rest: number[] = [0];
  for (const { row, order } of variables.toReversed())
    rest.unshift((rest[0] ?? 0) + (row[order[0] ?? 0] ?? NEVER));
  const base = seating.items.reduce((sum, item) => sum + item.option.base, seating.timeCost);
  let hope = 0;
  for (const { piece } of seating.items) {
    if (piece.everyone !== undefined && piece.fixed === undefined)
      hope += piece.session.previous?.people.length ?? 0;
  }
  hope *= seating.task.model.weights.replaced;
  fill({ seating, variables, rest, ledger: newLedger(seating.task), hope }, 0, base);
}

function variablesOf(task: Task, item: Item): Variable[] {
  // Who cannot come to the debrief afterwards is priced out; what it costs is told where it is held.
  const priced = pricedRowsAt(task, item.piece, item.option);
  return rowsAt(task, item.piece, item.option).map((row, place) => {
    const order = [...row.keys()].filter((column) => (priced[place]?.[column] ?? NEVER) < NEVER);
    return { item, place, row, order: order.toSorted((a, b) => (row[a] ?? 0) - (row[b] ?? 0) || a - b) };
  });
}

function fill(walk: Walk, index: number, cost: number): void {
  const { seating, variables, rest } = walk;
  if (spent(seating.effort) || cost + at(rest, index) - walk.hope >= seating.limit()) return;
  const variable = variables[index];
  if (variable === undefined) {
    finish(seating, walk.ledger, cost);
    return;
  }
  for (const column of variable.order) {
    const next = cost + at(variable.row, column);
    if (next + at(rest, index + 1) - walk.hope >= seating.limit()) return;
    tryColumn(walk, index, column, next);
  }
}

function tryColumn(walk: Walk, index: number, column: number, cost: number): void {
  const { item, place } = at(walk.variables, index);
  const { task } = walk.seating;
  if (!inOrderOfTwins(task, item, place, column)) return;
  const person = task.persons[column] ?? -1;
  if (person < 0) {
    fill(walk, index + 1, cost);
    return;
  }
  if (item.people.includes(person) || !sittingFits(walk.ledger, person, item)) return;
  const extra = surcharge(walk.ledger, person);
  item.people[place] = person;
  noteSitting(walk.ledger, person, item);
  fill(walk, index + 1, cost + extra);
  strikeSitting(walk.ledger, person, item);
  item.people[place] = -1;
}

/** Places of one seat are alike: their people ascend and the empty ones come last. */
function inOrderOfTwins(task: Task, item: Item, place: number, column: number): boolean {
  const seatOf = (index: number): Place | undefined => item.piece.places[index];
  if (place === 0 || seatOf(place - 1)?.seat !== seatOf(place)?.seat) return true;
  const before = at(item.people, place - 1);
  const person = task.persons[column] ?? -1;
  return person < 0 || (before >= 0 && before < person);
}
