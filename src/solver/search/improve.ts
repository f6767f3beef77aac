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

/**
 * Ruins the loops and recreates them in the given order; the snapshot undoes it. For each insertion a few people are
 * left out of account by chance, as blinks of Christiaens and Vanden Berghe (2020) leave out positions: the exact
 * insertion would otherwise rebuild the same plan again and again.
 */
function recreate({ state, random, stop }: Improvement, loops: readonly number[]): Snapshot {
  const snapshot = snapshotOf(state, loops);
  for (const loop of loops) removeLoop(state, loop);
  for (const loop of loops) {
    const absent = blink(state, loop, random);
    if (!insertBest(state, loop, stop, absent) && absent !== undefined) insertBest(state, loop, stop);
  }
  return snapshot;
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
function chooseLoops(state: State, movable: readonly number[], random: Random): number[] {
  const missing = movable.filter((loop) => state.active[loop] !== true);
  const chosen = new Set(shuffled(random, missing).slice(0, 3));
  const seed = missing.length > 0 ? at([...chosen], 0) : at(movable, draw(random, movable.length));
  chosen.add(seed);
  const size = 2 + draw(random, 6);
  const day = possibleDay(state, seed, random);
  const related = shuffled(random, movable)
    .slice(0, 60)
    .map((loop) => ({ loop, nearness: nearness(state, { seed, day }, loop) + draw(random, 4) }))
    .toSorted((a, b) => b.nearness - a.nearness);
  for (const { loop } of related) {
    if (chosen.size >= size) break;
    chosen.add(loop);
  }
  return shuffled(random, [...chosen]);
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
function step(improvement: Improvement, groups: readonly SessionModel[]): Snapshot {
  const { state, movable, random, stop } = improvement;
  const group = groups.length > 0 && draw(random, 8) === 0 ? groups[draw(random, groups.length)] : undefined;
  if (group === undefined) return recreate(improvement, chooseLoops(state, movable, random));
  const missing = movable.filter((loop) => state.active[loop] !== true).slice(0, 5);
  const loops = shuffled(random, [
    ...new Set([...group.loops.filter((loop) => movable.includes(loop)), ...missing]),
  ]);
  const before = snapshotOf(state, loops);
  moveGroup(state, group, { slot: at(group.slots, draw(random, group.slots.length)), order: loops, stop });
  return before;
}

function allowed(best: number, progress: number): number {
  return best + Math.floor(Math.max(25, best * 0.01) * (1 - progress));
}
