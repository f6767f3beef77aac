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
import { gatheringsOf } from './debrief.ts';
import type { Gathering } from './debrief.ts';
import type { Effort } from './effort.ts';
import { placementOf } from './gathering.ts';
import { horizonsOf, lookInto, mostPromising, partOf, startOver } from './parts.ts';
import type { Part, Placing } from './parts.ts';
import { takeApart } from './pieces.ts';
import type { Leeway, Task } from './pieces.ts';
import { limitFor, offer } from './ranking.ts';
import type { Insertion, Ranking } from './ranking.ts';
import { everyoneMeetsAgain, shortOfPeople } from './shortage.ts';
import { seatEverybody } from './seating.ts';
import type { Item } from './seating.ts';
import type { Stand } from './timeline.ts';

export type Classes = (stands: readonly Stand[]) => string;

export const ONE_CLASS: Classes = () => '';

export type How = Leeway & {
  readonly effort: Effort;
  readonly classOf: Classes;
  /** True where any plan will do, so that the cheapest is not looked for first. */
  readonly any?: boolean;
  /** The times for the debriefs in the order of trying; those that may be cheapest where it is absent. */
  readonly gatherings?: (task: Task) => Iterable<Gathering>;
};

/**
 * Fills the ranking with the cheapest insertion of each class. Returns a lower bound on the cost of any insertion
 * (NEVER when there is none); with `effort.cut` unset and one class that is the cost of the best itself, or the
 * ranking's first limit where nothing cheaper exists.
 */
export function placeLoop(state: State, loop: LoopModel, ranking: Ranking, how: How): number {
  const task = takeApart(state, loop, how);
  if (isImpossible(task)) return NEVER;
  if (how.gatherings === undefined) {
    const opened = opening(task, gatheringsOf(task));
    const least = searchOpened(opened, ranking, how);
    close(opened);
    return least;
  }
  let least = NEVER;
  for (const gathering of how.gatherings(task)) {
    const opened = opening(task, [gathering]);
    least = Math.min(least, searchOpened(opened, ranking, how));
    close(opened);
  }
  return least;
}

/** A loop with its parts, which may be searched several times while nothing in the state moves. */
export type Opened = {
  readonly task: Task;
  readonly parts: readonly Part[];
  readonly assignment: Assignment;
};

/** Undefined where it is plain that the loop cannot be placed. */
export function open(state: State, loop: LoopModel, leeway: Leeway): Opened | undefined {
  const task = takeApart(state, loop, leeway);
  return isImpossible(task) ? undefined : opening(task, gatheringsOf(task));
}

function isImpossible(task: Task): boolean {
  return contradictory(task) || everyoneMeetsAgain(task) || shortOfPeople(task);
}

function opening(task: Task, gatherings: readonly Gathering[]): Opened {
  const horizons = horizonsOf(task);
  const parts = gatherings.flatMap((gathering) =>
    horizons.map((horizon) => partOf(task, horizon, gathering)),
  );
  return { task, parts, assignment: newAssignment(task.columns) };
}

/** As `placeLoop`; what an earlier search learnt of the parts is not learnt again. */
export function searchOpened(
  { task, parts, assignment }: Opened,
  ranking: Ranking,
  how: Pick<How, 'effort' | 'classOf' | 'any'>,
): number {
  const placing: Placing = {
    task,
    ranking,
    assignment,
    effort: how.effort,
    classOf: how.classOf,
    any: how.any ?? false,
    complete: (found) => seatAt(placing, found),
  };
  for (const part of parts) startOver(part, task);
  return searchParts(parts, placing);
}

/** Gives the tables back; nothing may be searched after that. */
export function close({ parts }: Opened): void {
  for (const { relaxation } of parts) relaxation?.release();
}

/**
 * Looks into the parts, the most promising first, each a little deeper at every look, until none can hold anything
 * that costs less than what is wanted. Returns what any insertion costs at least.
 */
function searchParts(parts: readonly Part[], placing: Placing): number {
  const { ranking, effort } = placing;
  for (;;) {
    const part = mostPromising(parts);
    if (part === undefined || part.bound >= ranking.limit || effort.cut)
      return Math.min(part?.bound ?? NEVER, ranking.limit);
    lookInto(part, placing);
  }
}

type Found = Parameters<Placing['complete']>[0];

function seatAt(
  { task, ranking, effort, classOf, assignment }: Placing,
  { stands, bound, gathering }: Found,
): void {
  if (!datesHold(task, stands, gathering)) return;
  const name = classOf(stands);
  const items: Item[] = stands.map(({ piece, option }) => itemOf(task.pieces, piece, option));
  gathering.options.forEach((option, index) => items.push(itemOf(task.debriefs, index, option)));
  const found = (insertion: Insertion): void => offer(ranking, name, insertion);
  if (task.simple) {
    seatAsAssigned(task, assignment, items);
    found({ cost: bound, placements: items.flatMap((item) => placementOf(item, []) ?? []) });
    return;
  }
  const timeCost = timeCostOf(task, stands);
  seatEverybody({ task, items, timeCost, effort, limit: () => limitFor(ranking, name), found });
}

function itemOf(pieces: Task['pieces'], index: number, option: Item['option']): Item {
  const piece = at(pieces, index);
  return { piece, option, people: piece.places.map(() => -1) };
}

/** Places were pushed in the order of the stands; columns beyond the people stand for "left empty". */
function seatAsAssigned(task: Task, assignment: Assignment, items: readonly Item[]): void {
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
