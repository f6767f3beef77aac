/**
 * The plan with some loops left out, so that others can be placed as if these gave way.
 *
 * A loop that is *undecided* leaves its people, rooms and time free, but its sessions still count for how much its
 * people have to do: it will hold as many of them wherever it ends up.
 */
import { at } from '#solver/at.ts';
import { planCost, shareOf } from '#solver/search/cost.ts';
import { forgetLoad } from '#solver/search/rows.ts';
import { fork, insertLoop, put, take } from '#solver/search/state.ts';
import type { Placement, State } from '#solver/search/state.ts';
import type { Insertion } from '#solver/one-loop/ranking.ts';
import { clearLoop, ownSessions } from './standing.ts';

export type Worlds = {
  /** Everything stands but the loops that must be placed. */
  readonly full: State;
  /** What that costs. */
  readonly cost: number;
  /** As `full`, with every loop that may move undecided. */
  readonly bare: State;
  readonly movable: ReadonlySet<number>;
};

export function worldsOf({ full, cost }: Priced, movable: ReadonlySet<number>): Worlds {
  const bare = fork(full);
  for (const loop of movable) leaveUndecided(bare, loop);
  return { full, cost, bare, movable };
}

function leaveUndecided(state: State, loop: number): void {
  const left = ownSessions(state, loop).flatMap((session) => take(state, session) ?? []);
  state.active[loop] = false;
  countLoad(state, left, 1);
}

function countLoad({ model, held, rows }: State, placements: readonly Placement[], by: number): void {
  for (const person of placements.flatMap(({ people }) => people)) {
    const { recent, fair } = at(model.people, person);
    const before = at(held, person);
    held[person] = before + by;
    if (recent + before >= fair !== recent + before + by >= fair) forgetLoad(rows, person);
  }
}

/** What a loop holds of its own, where it stands. */
export function placementsIn(state: State, loop: number): Placement[] {
  return ownSessions(state, loop).flatMap((session) => state.placed[session] ?? []);
}

/** Loops in `stands` stand, those in `moved` are gone, all others that may move are undecided. */
export function worldFor(
  { full, bare }: Worlds,
  moved: Iterable<number>,
  stands: ReadonlySet<number>,
): State {
  const world = fork(bare);
  for (const loop of stands) {
    const placements = placementsIn(full, loop);
    countLoad(world, placements, -1);
    for (const placement of placements) put(world, placement);
    world.active[loop] = true;
  }
  for (const loop of moved) countLoad(world, placementsIn(full, loop), -1);
  return world;
}

/** A plan with what it costs. */
export type Priced = Pick<Worlds, 'full' | 'cost'>;

export function priced(full: State): Priced {
  return { full, cost: planCost(full).total };
}

/** What the plan costs where only these loops differ. */
export function costWith({ full, cost }: Priced, state: State, loops: Iterable<number>): number {
  const changed = [...loops];
  return cost - shareOf(full, changed) + shareOf(state, changed);
}

/** What the plan costs without these loops, and without what leaving them out costs. */
export function costWithout(plan: Priced, moved: Iterable<number>): number {
  const { full } = plan;
  const loops = [...moved];
  const standing = loops.filter((loop) => full.active[loop] === true);
  const state = standing.length === 0 ? full : fork(full);
  for (const loop of standing) clearLoop(state, loop);
  return costWith(plan, state, loops) - sum(loops.map((loop) => costOfLeaving(state, loop)));
}

/** What a loop costs that is given up: it is not placed, and its sessions are gone. */
export function costOfLeaving(state: State, loop: number): number {
  const { unplaced, moved } = state.model.weights;
  const gone = ownSessions(state, loop).filter(
    (session) => at(state.model.sessions, session).previous !== undefined,
  );
  return unplaced + gone.length * moved;
}

export type Plans = ReadonlyMap<number, Insertion | undefined>;

/** The whole plan with the loops placed so; loops without an insertion are given up. */
export function stateWith(full: State, plans: Plans): State {
  const state = fork(full);
  for (const loop of plans.keys()) clearLoop(state, loop);
  for (const [loop, plan] of plans) if (plan !== undefined) insertLoop(state, loop, plan.placements);
  return state;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
