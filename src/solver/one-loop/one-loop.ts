/**
 * One loop, exactly: the cheapest way to place it while everything else stays where it is.
 */
import { at } from '#solver/at.ts';
import { NEVER } from '#solver/model/model.ts';
import type { LoopModel } from '#solver/model/model.ts';
import { costsOf } from '#solver/search/cost-table.ts';
import type { State } from '#solver/search/state.ts';
import { assignedColumns, newAssignment, pushPlace } from './assignment.ts';
import type { Assignment } from './assignment.ts';
import { gatheringsOf, price } from './debrief.ts';
import type { Gathering } from './debrief.ts';
import type { Effort } from './effort.ts';
import { placementOf } from './gathering.ts';
import { optionsOf } from './options.ts';
import type { Options } from './options.ts';
import { takeApart } from './pieces.ts';
import type { Piece, Place, Task } from './pieces.ts';
import { limitFor, offer } from './ranking.ts';
import type { Insertion, Ranking } from './ranking.ts';
import { relax } from './relaxation.ts';
import type { Horizon, Relaxation } from './relaxation.ts';
import { seatEverybody } from './seating.ts';
import type { Item } from './seating.ts';
import { searchTimelines } from './timeline.ts';
import type { Search, Stand } from './timeline.ts';

export type Classes = (stands: readonly Stand[]) => string;

const NOBODY: ReadonlySet<number> = new Set();

export const ONE_CLASS: Classes = () => '';

export type How = {
  readonly effort: Effort;
  readonly classOf: Classes;
  readonly absent?: ReadonlySet<number>;
  /** The times for the debriefs in the order of trying; those that may be cheapest where it is absent. */
  readonly gatherings?: (task: Task) => Iterable<Gathering>;
};

/**
 * Fills the ranking with the cheapest insertion of each class. Returns a lower bound on the cost of any insertion
 * (NEVER when there is none); with `effort.cut` unset and one class that is the cost of the best itself, or the
 * ranking's first limit where nothing cheaper exists.
 */
export function placeLoop(state: State, loop: LoopModel, ranking: Ranking, how: How): number {
  const task = takeApart(state, loop, how.absent ?? NOBODY);
  if (everyoneMeetsAgain(task) || shortOfPeople(task)) return NEVER;
  const options = task.pieces.map((piece) => optionsOf(task, piece));
  let least = NEVER;
  for (const gathering of (how.gatherings ?? gatheringsOf)(task)) {
    if (gathering.cost >= ranking.limit || !standsSomewhere(task, options, gathering.until)) continue;
    const priced = options.map((of, index) => price(task, at(task.pieces, index), of, gathering.prices));
    for (const part of partsOf(task, priced, gathering)) {
      const bound = part.bound + gathering.cost;
      least = Math.min(least, bound);
      if (bound >= ranking.limit) break;
      const assignment = newAssignment(task.columns);
      const search: Search = {
        task,
        options: priced,
        relaxation: part.relaxation,
        horizon: part.horizon,
        assignment,
        ranking,
        effort: how.effort,
        until: gathering.until,
        extra: gathering.cost,
        classOf: how.classOf,
        complete: (stands, cost) => complete({ task, ranking, assignment, gathering, how }, stands, cost),
      };
      searchTimelines(search);
    }
  }
  return least;
}

type Part = { readonly horizon: Horizon; readonly relaxation: Relaxation; readonly bound: number };

/** A loop of one date is solved date by date, the most promising first; others over all days at once. */
function partsOf(task: Task, options: readonly Options[], gathering: Gathering): Part[] {
  const parts: Part[] = [];
  for (const horizon of horizonsOf(task)) {
    if (!everyPieceStands(task, options, horizon, gathering.until)) continue;
    if (!enoughPeople(task, options, horizon)) continue;
    const relaxation = relax(task, options, horizon);
    let bound = task.pieces.length === 0 ? 0 : NEVER;
    for (let day = horizon.firstDay; day < horizon.endDay; day += 1) {
      if (task.pieces.length > 0) bound = Math.min(bound, relaxation.fromDay(day));
    }
    if (bound < NEVER) parts.push({ horizon, relaxation, bound });
  }
  return parts.toSorted((a, b) => a.bound - b.bound);
}

function horizonsOf(task: Task): Horizon[] {
  const days = task.model.calendar.days.length;
  if (task.loop.maxDays > 1 || task.pieces.length === 0) return [{ firstDay: 0, endDay: days }];
  return Array.from({ length: days }, (_, day) => ({ firstDay: day, endDay: day + 1 }));
}

function standsSomewhere(task: Task, options: readonly Options[], until: number): boolean {
  return horizonsOf(task).some((horizon) => everyPieceStands(task, options, horizon, until));
}

function everyPieceStands(task: Task, options: readonly Options[], horizon: Horizon, until: number): boolean {
  const { firstSlot } = task.model.calendar;
  const [from, to] = [at(firstSlot, horizon.firstDay), at(firstSlot, horizon.endDay)];
  return options.every((of) => {
    for (let slot = from; slot < to; slot += 1) if ((of[slot]?.[0]?.end ?? Infinity) <= until) return true;
    return false;
  });
}

/** True when there are too few people, whatever the time: for a session alone, or for all that meet nobody twice. */
function shortOfPeople(task: Task): boolean {
  const together = task.pieces.filter((piece) => piece.distinct).flatMap(mustFill);
  if (shortFor(task, together)) return true;
  return [...task.pieces, ...task.debriefs].some((piece) => shortFor(task, mustFill(piece)));
}

function mustFill(piece: Piece): Place[] {
  return piece.places.filter((place) => place.column < 0);
}

/** True when the places cannot all be filled with different people. */
function shortFor(task: Task, places: readonly Place[]): boolean {
  if (places.every((place) => place.seat.people.length >= places.length)) return false;
  const assignment = newAssignment(task.columns);
  return places.some((place) => {
    const row = new Int32Array(task.columns).fill(NEVER);
    for (const person of place.seat.people) row[task.columnOf.get(person) ?? 0] = 0;
    return pushPlace(assignment, row) >= NEVER;
  });
}

/**
 * True when there are different people for all places, each place at whatever time suits it. A place that more
 * people could take than there are places can never be short (Hall 1935), so most loops need no matching.
 */
function enoughPeople(task: Task, options: readonly Options[], horizon: Horizon): boolean {
  const all = task.pieces.reduce((sum, piece) => sum + (piece.distinct ? piece.places.length : 0), 0);
  const together = newAssignment(task.columns);
  return task.pieces.every((piece, index) => {
    // Who may be met again needs to be different people within the session only.
    const assignment = piece.distinct ? together : newAssignment(task.columns);
    const places = piece.distinct ? all : piece.places.length;
    return piece.places.every((place) => {
      if (place.column >= 0) return true;
      const free = somewhereFree(task, { piece, place }, at(options, index), { ...horizon, enough: places });
      if (free.length >= places) return true;
      const row = new Int32Array(task.columns).fill(NEVER);
      for (const person of free) row[task.columnOf.get(person) ?? 0] = 0;
      return pushPlace(assignment, row) < NEVER;
    });
  });
}

function somewhereFree(
  task: Task,
  { piece, place }: { piece: Piece; place: Place },
  options: Options,
  within: Horizon & { readonly enough: number },
): number[] {
  const { firstSlot } = task.model.calendar;
  const [from, to] = [at(firstSlot, within.firstDay), at(firstSlot, within.endDay)];
  const free: number[] = [];
  for (const person of place.seat.people) {
    if (free.length >= within.enough) break;
    if (piece.distinct && task.met.has(person)) continue;
    const costs = costsOf(task.state, person, piece.session.minutes);
    const column = task.columnOf.get(person) ?? 0;
    const comes = (slot: number): boolean => {
      const option = options[slot]?.[0];
      if (option === undefined || (costs[slot] as number) >= NEVER) return false;
      return place.seat.shadow || (option.prices?.[option.day * task.columns + column] ?? 0) < NEVER;
    };
    let slot = from;
    while (slot < to && !comes(slot)) slot += 1;
    if (slot < to) free.push(person);
  }
  return free;
}

type Completion = {
  readonly task: Task;
  readonly ranking: Ranking;
  readonly assignment: Assignment;
  readonly gathering: Gathering;
  readonly how: { readonly effort: Effort; readonly classOf: Classes };
};

function complete(completion: Completion, stands: readonly Stand[], cost: number): void {
  const { task, ranking, gathering, how } = completion;
  if (!datesHold(task, stands, gathering)) return;
  const name = how.classOf(stands);
  const items: Item[] = stands.map(({ piece, option }) => itemOf(task.pieces, piece, option));
  gathering.options.forEach((option, index) => items.push(itemOf(task.debriefs, index, option)));
  const found = (insertion: Insertion): void => offer(ranking, name, insertion);
  if (task.simple) {
    seatAsAssigned(completion, items);
    found({ cost, placements: items.flatMap((item) => placementOf(item, []) ?? []) });
    return;
  }
  const { effort } = how;
  const timeCost = timeCostOf(task, stands);
  seatEverybody({ task, items, timeCost, effort, limit: () => limitFor(ranking, name), found });
}

function itemOf(pieces: Task['pieces'], index: number, option: Item['option']): Item {
  const piece = at(pieces, index);
  return { piece, option, people: piece.places.map(() => -1) };
}

/** Places were pushed in the order of the stands; columns beyond the people stand for "left empty". */
function seatAsAssigned({ task, assignment }: Completion, items: readonly Item[]): void {
  const columns = assignedColumns(assignment);
  let next = 0;
  for (const item of items) {
    for (let place = 0; place < item.people.length; place += 1) {
      item.people[place] = task.persons[at(columns, next)] ?? -1;
      next += 1;
    }
  }
}

function timeCostOf(task: Task, stands: readonly Stand[]): number {
  const { waiting, delay } = task.model.weights;
  let cost = delay * (stands[0]?.option.day ?? 0);
  stands.forEach(({ option }, index) => {
    const before = stands[index - 1]?.option;
    if (before?.day === option.day) cost += (option.start - before.end) * waiting;
  });
  return cost;
}

/** With several debriefs their dates count too: at most one more than the loop may use. */
function datesHold(task: Task, stands: readonly Stand[], gathering: Gathering): boolean {
  const dates = new Set([
    ...stands.map(({ option }) => option.day),
    ...gathering.options.map(({ day }) => day),
  ]);
  return dates.size <= task.loop.maxDays + 1;
}

/** Everyone in a session with the candidate, while nobody may be met twice: no seating can be right. */
function everyoneMeetsAgain(task: Task): boolean {
  return task.pieces.some((piece) => {
    if (
      piece.everyone === undefined ||
      piece.everyone.optional ||
      !piece.distinct ||
      piece.fixed !== undefined
    )
      return false;
    return task.pieces.some(
      (other) =>
        other !== piece && other.distinct && other.places.some(({ seat }) => !seat.optional && !seat.shadow),
    );
  });
}
