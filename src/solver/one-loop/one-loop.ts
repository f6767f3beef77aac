/**
 * One loop, exactly: the cheapest way to place it while everything else stays where it is.
 */
import { at } from '#solver/at.ts';
import { NEVER } from '#solver/model/model.ts';
import type { LoopModel } from '#solver/model/model.ts';
import type { State } from '#solver/search/state.ts';
import { assignedColumns, newAssignment } from './assignment.ts';
import type { Assignment } from './assignment.ts';
import { contradictory } from './contradiction.ts';
import { gatheringsOf, NO_DEBRIEF, price } from './debrief.ts';
import type { Gathering } from './debrief.ts';
import type { Effort } from './effort.ts';
import { placementOf } from './gathering.ts';
import { optionsOf } from './options.ts';
import type { Options } from './options.ts';
import { takeApart } from './pieces.ts';
import type { Horizon, Task } from './pieces.ts';
import { limitFor, offer } from './ranking.ts';
import type { Insertion, Ranking } from './ranking.ts';
import { relax } from './relaxation.ts';
import type { Relaxation } from './relaxation.ts';
import { enoughPeople, everyoneMeetsAgain, everyPieceStands, shortOfPeople } from './shortage.ts';
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
  if (contradictory(task) || everyoneMeetsAgain(task) || shortOfPeople(task)) return NEVER;
  const placing: Placing = { task, ranking, how };
  const plain = task.debriefs.length === 0 && task.loop.maxDays === 1 && task.pieces.length > 0;
  return plain ? placeDayByDay(placing) : placeAtOnce(placing);
}

type Placing = { readonly task: Task; readonly ranking: Ranking; readonly how: How };

/** One date without a debrief: a later day costs its delay, so the days from there on need not be looked at. */
function placeDayByDay(placing: Placing): number {
  const { task, ranking } = placing;
  let least = NEVER;
  for (let day = task.loop.dayFrom; day < task.loop.dayTo; day += 1) {
    const delay = task.model.weights.delay * day;
    if (delay >= ranking.limit) return Math.min(least, delay);
    const horizon = { firstDay: day, endDay: day + 1 };
    const options = optionsOnDay(task, horizon, ranking.limit - delay);
    if (typeof options === 'number') least = Math.min(least, delay + options);
    else
      least = Math.min(least, searchWith(placing, { options, gathering: NO_DEBRIEF, horizons: [horizon] }));
  }
  return least;
}

/** The options of each session; or what they cost at least, as soon as that is not less than the limit. */
function optionsOnDay(task: Task, horizon: Horizon, limit: number): Options[] | number {
  const found: Options[] = [];
  let cost = 0;
  for (const piece of task.pieces) {
    const options = optionsOf(task, piece, horizon);
    cost = Math.min(NEVER, cost + cheapestOf(options));
    if (cost >= limit) return cost;
    found.push(options);
  }
  return found;
}

function cheapestOf(options: Options): number {
  let least = NEVER;
  for (const choices of options)
    if (choices !== undefined) least = Math.min(least, choices[0]?.least ?? NEVER);
  return least;
}

function placeAtOnce(placing: Placing): number {
  const { task, ranking, how } = placing;
  const days = task.model.calendar.days.length;
  const all: Horizon = { firstDay: 0, endDay: days };
  const horizons =
    task.loop.maxDays > 1 || task.pieces.length === 0
      ? [all]
      : Array.from({ length: days }, (_, day) => ({ firstDay: day, endDay: day + 1 }));
  const options = task.pieces.map((piece) => optionsOf(task, piece, all));
  let least = NEVER;
  for (const gathering of (how.gatherings ?? gatheringsOf)(task)) {
    const { cost, until, prices } = gathering;
    // Who sat at the debrief before earns that back by sitting again.
    const earned = gathering.attendance.reduce((sum, price) => sum + Math.min(0, price), 0);
    const somewhere = horizons.some((horizon) => everyPieceStands(task, options, horizon, until));
    if (cost + earned >= ranking.limit || !somewhere) continue;
    const priced = options.map((of, index) => price(task, at(task.pieces, index), of, prices));
    least = Math.min(least, searchWith(placing, { options: priced, gathering, horizons }));
  }
  return least;
}

type Choices = {
  readonly options: readonly Options[];
  readonly gathering: Gathering;
  readonly horizons: readonly Horizon[];
};

/** Searches the dates, the most promising first; returns what any insertion there costs at least. */
function searchWith({ task, ranking, how }: Placing, choices: Choices): number {
  const { options, gathering } = choices;
  let least = NEVER;
  for (const part of partsOf(task, choices)) {
    const bound = part.bound + gathering.cost;
    least = Math.min(least, bound);
    if (bound >= ranking.limit) break;
    const assignment = newAssignment(task.columns);
    const search: Search = {
      task,
      options,
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
  return least;
}

type Part = { readonly horizon: Horizon; readonly relaxation: Relaxation; readonly bound: number };

function partsOf(task: Task, { options, gathering, horizons }: Choices): Part[] {
  const parts: Part[] = [];
  for (const horizon of horizons) {
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
