/** What every move of the search knows, and how one is tried: built, judged, and undone where it costs too much. */
import { at } from '#solver/at.ts';
import { ownCost, shareOf } from '#solver/search/cost.ts';
import { draw } from '#solver/search/random.ts';
import type { Random } from '#solver/search/random.ts';
import { restore, snapshotOf } from '#solver/search/snapshot.ts';
import { removeLoop } from '#solver/search/state.ts';
import type { Placement, State } from '#solver/search/state.ts';

export type Field = {
  readonly state: State;
  /** Loops that a move may take out and put back. */
  readonly movable: readonly number[];
  /** 1 for each session whose people may change; see reseatable.ts. */
  readonly reseatable: Uint8Array;
  readonly random: Random;
  /** What each loop costs at least. */
  readonly alone: readonly number[];
  readonly stop: () => boolean;
};

/** The plan's cost now, and what it may cost after the move. */
export type Costs = { readonly current: number; readonly allowed: number };

/** Returns the new cost, at most what is allowed; or undefined, and then nothing has changed. */
export type Move = (field: Field, costs: Costs) => number | undefined;

/**
 * Takes the loops out and has them built anew; where `build` gives up, or the plan then costs more than allowed,
 * everything is as before. `slack`: what the loops not placed yet may cost together beyond what each costs alone.
 */
export function tryWith(
  { state, alone }: Field,
  loops: readonly number[],
  costs: Costs,
  build: (slack: () => number) => boolean,
): number | undefined {
  const before = snapshotOf(state, loops);
  const others = costs.current - shareOf(state, loops);
  const slack = (): number => {
    const open = loops.filter((loop) => state.active[loop] !== true);
    const least = open.reduce((sum, loop) => sum + at(alone, loop), 0);
    const bare = others + shareOf(state, loops) - open.length * state.model.weights.unplaced;
    return costs.allowed - bare - least;
  };
  for (const loop of loops) removeLoop(state, loop);
  const cost = build(slack) ? others + shareOf(state, loops) : Infinity;
  if (cost <= costs.allowed) return cost;
  restore(state, before);
  return undefined;
}

/** A loop worth moving: one that is not placed, else of a few drawn the one that costs most beyond what it costs alone. */
export function drawSeed({ state, movable, random, alone }: Field): number {
  const missing = movable.filter((loop) => state.active[loop] !== true);
  if (missing.length > 0) return at(missing, draw(random, missing.length));
  let [seed, most] = [at(movable, draw(random, movable.length)), -Infinity];
  for (let drawn = 0; drawn < 6; drawn += 1) {
    const loop = at(movable, draw(random, movable.length));
    const excess = ownCost(state, loop) - at(alone, loop);
    if (excess > most) [seed, most] = [loop, excess];
  }
  return seed;
}

export function placementsOf(state: State, loop: number): Placement[] {
  return at(state.model.loops, loop).sessions.flatMap((session) => state.placed[session] ?? []);
}
