/**
 * Large-neighbourhood search: ruin a few related loops, recreate each exactly (Shaw 1998; Schrimpf et al. 2000).
 *
 * A new plan is taken when it costs at most a little more than the best so far, the little shrinking to nothing:
 * record-to-record travel (Dueck 1993).
 */
import { at } from '#solver/at.ts';
import { planCost } from './cost.ts';
import { insertBest } from './insert.ts';
import { draw, shuffled } from './random.ts';
import type { Random } from './random.ts';
import { movableGroups, moveGroup } from './groups.ts';
import { restore, snapshotOf } from './snapshot.ts';
import type { Snapshot } from './snapshot.ts';
import { removeLoop } from './state.ts';
import type { Placement, State } from './state.ts';
import type { SessionModel } from '#solver/model/model.ts';

/** Ruins the loops and recreates them in the given order; the snapshot undoes it. */
function recreate(state: State, loops: readonly number[], stop: () => boolean): Snapshot {
  const snapshot = snapshotOf(state, loops);
  for (const loop of loops) removeLoop(state, loop);
  for (const loop of loops) insertBest(state, loop, stop);
  return snapshot;
}

/** Loops to ruin together: those not placed, one at random, and loops that share a group, people or a day with it. */
function chooseLoops(state: State, movable: readonly number[], random: Random): number[] {
  const missing = movable.filter((loop) => state.active[loop] !== true);
  const chosen = new Set(shuffled(random, missing).slice(0, 3));
  const seed = missing.length > 0 ? at([...chosen], 0) : at(movable, draw(random, movable.length));
  chosen.add(seed);
  const size = 2 + draw(random, 6);
  const related = shuffled(random, movable)
    .slice(0, 40)
    .map((loop) => ({ loop, nearness: nearness(state, seed, loop) + draw(random, 3) }))
    .toSorted((a, b) => b.nearness - a.nearness);
  for (const { loop } of related) {
    if (chosen.size >= size) break;
    chosen.add(loop);
  }
  return shuffled(random, [...chosen]);
}

function nearness(state: State, a: number, b: number): number {
  const people = new Set(placementsOf(state, a).flatMap((placement) => placement.people));
  const days = new Set(placementsOf(state, a).map((placement) => placement.day));
  let near = 0;
  for (const placement of placementsOf(state, b)) {
    if (days.has(placement.day)) near += 1;
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
  readonly stop: () => boolean;
  /** Called with each new plan taken, while the state holds it. */
  readonly onPlan: (cost: number) => void;
  /** Called after each iteration with the best plan's cost and how many loops it places. */
  readonly onIteration: (iteration: number, cost: number, placed: number) => void;
};

/** Returns the iterations done; the state holds the best plan found. */
export function improve(improvement: Improvement): number {
  const { state, movable, stop } = improvement;
  let current = planCost(state).total;
  let best = current;
  let kept = snapshotOf(state, movable);
  const groups = movableGroups(state, movable);
  let iteration = 0;
  while (
    movable.length > 0 &&
    iteration < improvement.iterations &&
    !stop() &&
    best > (improvement.bound ?? -1)
  ) {
    iteration += 1;
    const before = step(improvement, groups);
    const cost = planCost(state).total;
    if (cost <= allowed(best, iteration / improvement.iterations)) {
      current = cost;
      improvement.onPlan(cost);
    } else {
      restore(state, before);
    }
    if (current < best) {
      best = current;
      kept = snapshotOf(state, movable);
    }
    improvement.onIteration(iteration, best, kept.active.filter(Boolean).length);
  }
  restore(state, kept);
  return iteration;
}

/** One ruin and recreate: now and then a whole group at another time, else a few related loops. */
function step({ state, movable, random, stop }: Improvement, groups: readonly SessionModel[]): Snapshot {
  const group = groups.length > 0 && draw(random, 8) === 0 ? groups[draw(random, groups.length)] : undefined;
  if (group === undefined) return recreate(state, chooseLoops(state, movable, random), stop);
  const missing = movable.filter((loop) => state.active[loop] !== true).slice(0, 5);
  const loops = shuffled(random, [
    ...new Set([...group.loops.filter((loop) => movable.includes(loop)), ...missing]),
  ]);
  const before = snapshotOf(state, loops);
  moveGroup(state, group, { slot: at(group.slots, draw(random, group.slots.length)), order: loops, stop });
  return before;
}

function allowed(best: number, progress: number): number {
  return best + Math.floor(best * 0.01 * (1 - progress));
}
