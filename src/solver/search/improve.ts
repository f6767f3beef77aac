/**
 * Large-neighbourhood search: ruin a few related loops, recreate each exactly (Shaw 1998; Schrimpf et al. 2000).
 *
 * A new plan is taken when it costs no more than the plan before it, or than the plan some iterations ago: late
 * acceptance (Burke and Bykov 2017), which needs no schedule and so no idea of how long the search will last.
 */
import { at } from '#solver/at.ts';
import { ownCost, planCost, shareOf } from './cost.ts';
import { insertBest } from './insert.ts';
import { draw, shuffled } from './random.ts';
import type { Random } from './random.ts';
import { movableGroups, moveGroup } from './groups.ts';
import { restore, snapshotOf } from './snapshot.ts';
import type { Snapshot } from './snapshot.ts';
import { removeLoop } from './state.ts';
import type { Placement, State } from './state.ts';
import type { SessionModel } from '#solver/model/model.ts';

/**
 * Ruins the loops and recreates them in the given order. For each insertion a few people are left out of account by
 * chance, as blinks of Christiaens and Vanden Berghe (2020) leave out positions: the exact insertion would otherwise
 * rebuild the same plan again and again.
 *
 * `slack` is what the loops may cost together beyond what each costs alone. False as soon as it is used up: then the
 * loops are left half built.
 */
function recreate(
  { state, random, stop, alone }: Improvement,
  loops: readonly number[],
  slack: number,
): boolean {
  const { unplaced } = state.model.weights;
  let left = slack;
  for (const loop of loops) {
    const least = at(alone, loop);
    const limit = left + least + 1;
    const absent = blink(state, loop, random);
    let cost = insertBest(state, loop, { stop, limit, absent });
    // A loop may stay out where one was out before; then at least nobody is left out of account.
    if (cost === undefined && limit > unplaced && absent !== undefined)
      cost = insertBest(state, loop, { stop, limit });
    left -= (cost ?? unplaced) - least;
    if (left < 0) return false;
  }
  return true;
}

function blink(state: State, loop: number, random: Random): Set<number> | undefined {
  if (draw(random, 2) === 0) return undefined;
  const absent = new Set<number>();
  const sessions = at(state.model.loops, loop).sessions.map((index) => at(state.model.sessions, index));
  for (const seat of sessions.flatMap((session) => session.seats)) {
    for (const person of seat.people) if (draw(random, 12) === 0) absent.add(person);
  }
  return absent;
}

/**
 * Loops to ruin together: those not placed, one at random, and loops that stand where it could stand: on a date its
 * candidate can come, or with people in common.
 */
function chooseLoops(improvement: Improvement): number[] {
  const { state, movable, random } = improvement;
  const missing = movable.filter((loop) => state.active[loop] !== true);
  const chosen = new Set(shuffled(random, missing).slice(0, 3));
  const seed = missing.length > 0 ? at([...chosen], 0) : dearest(improvement, random);
  chosen.add(seed);
  const size = 2 + (draw(random, 3) === 0 ? 1 + draw(random, 2) : 0);
  const day = betterDay(state, seed, random);
  const related = shuffled(random, movable)
    .slice(0, SAMPLE)
    .map((loop) => ({ loop, nearness: nearness(state, { seed, day }, loop) + draw(random, 4) }))
    .toSorted((a, b) => b.nearness - a.nearness);
  for (const { loop } of related) {
    if (chosen.size >= size) break;
    chosen.add(loop);
  }
  return shuffled(random, [...chosen]);
}

/** Of a few loops drawn the one that costs most beyond what it costs alone. */
function dearest({ state, movable, alone }: Improvement, random: Random): number {
  let [seed, most] = [at(movable, draw(random, movable.length)), -Infinity];
  for (let drawn = 0; drawn < 3; drawn += 1) {
    const loop = at(movable, draw(random, movable.length));
    const excess = ownCost(state, loop) - at(alone, loop);
    if (excess > most) [seed, most] = [loop, excess];
  }
  return seed;
}

/** Related loops are chosen out of so many; out of more it would be the same ones again and again. */
const SAMPLE = 20;

/** A day on which the candidate can come; of a few draws rather one that is no later than where the loop stands. */
function betterDay(state: State, loop: number, random: Random): number {
  const now = Math.min(Infinity, ...placementsOf(state, loop).map((placement) => placement.day));
  let day = possibleDay(state, loop, random);
  for (let draws = 0; draws < 3 && day > now; draws += 1) day = possibleDay(state, loop, random);
  return day;
}

/** A day on which the loop's candidate can come, the earlier of two draws, because later costs more. */
function possibleDay(state: State, loop: number, random: Random): number {
  const { calendar, candidates, loops } = state.model;
  const { available } = at(candidates, at(loops, loop).candidate);
  const days = calendar.days
    .map((_, day) => day)
    .filter((day) => {
      const [open, close] = [calendar.start[at(calendar.firstSlot, day)] ?? 0, at(calendar.close, day)];
      return available === undefined || available.some(([from, to]) => from < close && open < to);
    });
  if (days.length === 0) return 0;
  return at(days, Math.min(draw(random, days.length), draw(random, days.length)));
}

function nearness(state: State, to: { readonly seed: number; readonly day: number }, loop: number): number {
  const people = new Set(placementsOf(state, to.seed).flatMap((placement) => placement.people));
  let near = 0;
  for (const placement of placementsOf(state, loop)) {
    if (placement.day === to.day) near += 1;
    for (const person of placement.people) if (people.has(person)) near += 1;
  }
  return near;
}

function placementsOf(state: State, loop: number): Placement[] {
  return at(state.model.loops, loop).sessions.flatMap((session) => state.placed[session] ?? []);
}

export type Improvement = {
  readonly state: State;
  readonly movable: readonly number[];
  readonly random: Random;
  readonly iterations: number;
  readonly bound: number | null;
  /** What each loop costs at least. */
  readonly alone: readonly number[];
  readonly stop: () => boolean;
  /** Called with each new plan taken, while the state holds it. */
  readonly onPlan: (cost: number) => void;
  /** Called after each iteration with the best plan's cost and how many loops it places. */
  readonly onIteration: (iteration: number, cost: number, placed: number) => void;
};

/**
 * For so many iterations a plan's cost is remembered as a yardstick. Few, because an iteration is dear here: with 60
 * or 300 the search of ten seconds ends far higher. Small ruins for the same reason: two or three loops are rebuilt
 * better than seven (measured on plans of 20 and 50 loops).
 */
const MEMORY = 5;

/** Returns the iterations done; the state holds the best plan found. */
export function improve(improvement: Improvement): number {
  const { state, movable, stop } = improvement;
  let current = planCost(state).total;
  let best = current;
  let kept = snapshotOf(state, movable);
  let placed = placedOf(kept);
  const memory = Array.from({ length: MEMORY }, () => current);
  const groups = movableGroups(state, movable);
  let iteration = 0;
  const goesOn = (): boolean =>
    iteration < improvement.iterations && !stop() && best > (improvement.bound ?? -1);
  while (movable.length > 0 && goesOn()) {
    const allowed = Math.max(current, at(memory, iteration % MEMORY));
    const cost = step(improvement, groups, { current, allowed });
    if (cost !== undefined) {
      current = cost;
      improvement.onPlan(cost);
    }
    memory[iteration % MEMORY] = current;
    iteration += 1;
    if (current < best) {
      best = current;
      kept = snapshotOf(state, movable);
      placed = placedOf(kept);
    }
    improvement.onIteration(iteration, best, placed);
  }
  restore(state, kept);
  return iteration;
}

function placedOf(snapshot: Snapshot): number {
  return snapshot.active.filter(Boolean).length;
}

type Costs = { readonly current: number; readonly allowed: number };

/** One ruin and recreate; the new cost, or undefined where it would cost more than allowed and nothing changed. */
function step(improvement: Improvement, groups: readonly SessionModel[], costs: Costs): number | undefined {
  const { state, movable, random, stop } = improvement;
  const group = groups.length > 0 && draw(random, 8) === 0 ? groups[draw(random, groups.length)] : undefined;
  const loops =
    group === undefined ? chooseLoops(improvement) : loopsAround(state, group, { movable, random });
  const before = snapshotOf(state, loops);
  const others = costs.current - shareOf(state, loops);
  let done = true;
  if (group === undefined) {
    for (const loop of loops) removeLoop(state, loop);
    const alone = loops.reduce((sum, loop) => sum + at(improvement.alone, loop), 0);
    const bare = others + shareOf(state, loops) - loops.length * state.model.weights.unplaced;
    done = recreate(improvement, loops, costs.allowed - bare - alone);
  } else {
    moveGroup(state, group, { slot: at(group.slots, draw(random, group.slots.length)), order: loops, stop });
  }
  const cost = done ? others + shareOf(state, loops) : Infinity;
  if (cost <= costs.allowed) return cost;
  restore(state, before);
  return undefined;
}

/** The loops of the group, and a few that are not placed. */
function loopsAround(
  state: State,
  group: SessionModel,
  { movable, random }: Pick<Improvement, 'movable' | 'random'>,
): number[] {
  const missing = movable.filter((loop) => state.active[loop] !== true).slice(0, 5);
  return shuffled(random, [
    ...new Set([...group.loops.filter((loop) => movable.includes(loop)), ...missing]),
  ]);
}
