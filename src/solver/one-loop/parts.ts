/**
 * A loop's possible plans cut into parts: one date (or all dates, where a loop may use several) with one time for the
 * debriefs. A part knows what its plans cost at least, and each look at it costs more work and tells more.
 */
import { at } from '#solver/at.ts';
import { NEVER } from '#solver/model/model.ts';
import type { Assignment } from './assignment.ts';
import type { Gathering } from './debrief.ts';
import type { Effort } from './effort.ts';
import { timesOf } from './times.ts';
import type { Times } from './times.ts';
import type { Horizon, Task } from './pieces.ts';
import type { Ranking } from './ranking.ts';
import { relax } from './relaxation.ts';
import type { Relaxation } from './relaxation.ts';
import { enoughPeople, everyPieceStands } from './shortage.ts';
import { searchTimelines } from './timeline.ts';
import type { Stand } from './timeline.ts';

export type Placing = {
  readonly task: Task;
  readonly ranking: Ranking;
  readonly effort: Effort;
  /** Empty between two looks. */
  readonly assignment: Assignment;
  /** True where any plan will do, the cheapest or not. */
  readonly any: boolean;
  readonly classOf: (stands: readonly Stand[]) => string;
  /** Called with every complete timeline worth looking at; `bound` is what it costs at least. */
  readonly complete: (found: {
    readonly stands: readonly Stand[];
    readonly bound: number;
    readonly gathering: Gathering;
  }) => void;
};

/**
 * `bound`: what the part's plans that are not found yet cost at least; NEVER when there are none. `times` holds the
 * first pieces' times, as far as they were asked; `relaxation` knows all that costs less than `reach`.
 */
export type Part = {
  readonly horizon: Horizon;
  readonly gathering: Gathering;
  bound: number;
  looks: number;
  readonly times: Times[];
  relaxation: Relaxation | undefined;
  reach: number;
};

/** Each date by itself, where a loop uses one; all of them together else. */
export function horizonsOf({ loop, pieces, model }: Task): Horizon[] {
  const days = model.calendar.days.length;
  if (loop.maxDays > 1 || pieces.length === 0) return [{ firstDay: 0, endDay: days }];
  const found: Horizon[] = [];
  for (let day = loop.dayFrom; day < loop.dayTo; day += 1) found.push({ firstDay: day, endDay: day + 1 });
  return found;
}

export function partOf(task: Task, horizon: Horizon, gathering: Gathering): Part {
  const bound = firstBound(task, horizon, gathering);
  return { horizon, gathering, bound, looks: 0, times: [], relaxation: undefined, reach: 0 };
}

/** For another search; what is known of the part's times stays known. */
export function startOver(part: Part, task: Task): void {
  part.bound = firstBound(task, part.horizon, part.gathering);
  part.looks = 0;
}

function firstBound(task: Task, horizon: Horizon, gathering: Gathering): number {
  return ownCostOf(task, horizon, gathering) + earnedAt(gathering);
}

function ownCostOf({ model, pieces }: Task, { firstDay }: Horizon, { cost }: Gathering): number {
  return cost + (pieces.length === 0 ? 0 : model.weights.delay * firstDay);
}

/** What sitting at the debrief again may give back to those who sat there before; not above 0. */
function earnedAt({ attendance }: Gathering): number {
  return attendance.reduce((sum, price) => sum + Math.min(0, price), 0);
}

/** One look deeper into the part: its times, then what they cost together, then plans, dearer ones each time. */
export function lookInto(part: Part, placing: Placing): void {
  part.looks += 1;
  if (part.looks === 1) countTimes(part, placing);
  else if (part.looks === 2 || part.relaxation === undefined) countTogether(part, placing);
  else findPlans(part, part.relaxation, placing);
}

function countTimes(part: Part, { task, ranking }: Placing): void {
  const { horizon, gathering, times } = part;
  const earned = earnedAt(gathering);
  let bound = ownCostOf(task, horizon, gathering);
  for (let index = 0; index < task.pieces.length; index += 1) {
    const piece = at(task.pieces, index);
    const own = (times[index] ??= timesOf(task, piece, { ...horizon, prices: gathering.prices }));
    bound = Math.min(NEVER, bound + own.cheapest);
    // More than enough; which sessions are left does not matter.
    if (bound + earned >= ranking.limit) break;
  }
  const known = bound + earned >= ranking.limit || gathering.until === Infinity;
  part.bound = known || everyPieceStands(task, times, horizon, gathering.until) ? bound : NEVER;
}

function countTogether(part: Part, { task, ranking }: Placing): void {
  const { cost } = part.gathering;
  const reach = ranking.limit - cost - earnedAt(part.gathering);
  if (part.relaxation === undefined || part.reach < reach) {
    part.relaxation?.release();
    part.relaxation = relax(task, part.times, part.horizon, reach);
    part.reach = reach;
  }
  part.bound = Math.min(NEVER, Math.max(part.bound, part.relaxation.least + cost));
}

/** How much further than the cheapest that is possible the first deeper look goes; each after it twice as far. */
const FURTHER = 5;

/**
 * What costs as much is left for the next look. Where seating people is a search of its own, or any plan would do,
 * looking twice at the same times costs more than it spares.
 */
function thresholdOf({ bound, looks }: Part, { task, any }: Placing): number {
  if (looks <= 3) return any ? NEVER : bound + 1;
  return task.simple ? bound + 1 + FURTHER * 2 ** Math.min(20, looks - 4) : NEVER;
}

function findPlans(part: Part, relaxation: Relaxation, placing: Placing): void {
  const { task, ranking, effort, classOf, complete, assignment } = placing;
  const { gathering, horizon, times } = part;
  // Asked at once where any plan would do; else worth asking only where the cheapest times did not do.
  const asked = ranking.limit >= NEVER ? 3 : 4;
  if (part.looks === asked && !enoughPeople(task, times, horizon)) {
    part.bound = NEVER;
    return;
  }
  const search = {
    task,
    times,
    relaxation,
    horizon,
    assignment,
    ranking,
    effort,
    until: gathering.until,
    extra: gathering.cost,
    classOf,
    complete: (stands: readonly Stand[], bound: number): void => complete({ stands, bound, gathering }),
    threshold: thresholdOf(part, placing),
    postponed: NEVER,
  };
  searchTimelines(search);
  if (!effort.cut) part.bound = search.postponed;
}

/** The part whose plans may be the cheapest, the first of equals. */
export function mostPromising(parts: readonly Part[]): Part | undefined {
  let best: Part | undefined;
  for (let index = 0; index < parts.length; index += 1) {
    const part = at(parts, index);
    if (part.bound < (best?.bound ?? NEVER)) best = part;
  }
  return best;
}
