/**
 * Large-neighbourhood search: small changes that each rebuild a few loops exactly.
 *
 * A new plan is taken when it costs no more than the plan before it, or than the plan some iterations ago: late
 * acceptance (Burke and Bykov 2017), which needs no schedule and so no idea of how long the search will last.
 */
import { at } from '#solver/at.ts';
import { planCost } from './cost.ts';
import { movableGroups } from './groups.ts';
import { eject } from '#solver/search/moves/eject.ts';
import type { Costs, Field } from '#solver/search/moves/move.ts';
import { regroup } from '#solver/search/moves/regroup.ts';
import { reseat } from '#solver/search/moves/reseat.ts';
import { ruin } from '#solver/search/moves/ruin.ts';
import { draw } from './random.ts';
import { startAnew } from './start-anew.ts';
import { restore, snapshotOf } from './snapshot.ts';
import type { Snapshot } from './snapshot.ts';
import type { SessionModel } from '#solver/model/model.ts';

export type Improvement = Field & {
  readonly iterations: number;
  /** Iterations without a better plan after which the search starts anew; the best plan is kept. */
  readonly patience: number;
  readonly bound: number | null;
  /** Called with each new plan taken, while the state holds it. */
  readonly onPlan: (cost: number) => void;
  /** Called after each iteration with the best plan's cost and how many loops it places. */
  readonly onIteration: (iteration: number, cost: number, placed: number) => void;
};

/**
 * For so many iterations a plan's cost is remembered as a yardstick, divided by the number of loops: the more there
 * are, the more moves are left undone at any time, and the less there is to be won by going astray. Ten times as many
 * end higher, ten times as few stay where they are (measured on plans of 20 to 200 loops).
 */
const MEMORY = 2000;
const LONGEST = 100;

/** Returns the iterations done; the state holds the best plan found. */
export function improve(improvement: Improvement): number {
  const { state, movable, stop } = improvement;
  let current = planCost(state).total;
  let best = current;
  let kept = snapshotOf(state, movable);
  let placed = placedOf(kept);
  const length = Math.min(LONGEST, Math.ceil(MEMORY / movable.length));
  const memory = Array.from({ length }, () => current);
  const groups = movableGroups(state, movable);
  // The least cost since the last start, and when it was reached.
  let [least, reached] = [best, 0];
  let iteration = 0;
  const goesOn = (): boolean =>
    iteration < improvement.iterations && !stop() && best > (improvement.bound ?? -1);
  while (movable.length > 0 && goesOn()) {
    if (iteration - reached >= improvement.patience) {
      current = least = startAnew(improvement);
      reached = iteration;
      memory.fill(current);
    }
    const allowed = Math.max(current, at(memory, iteration % length));
    const cost = step(improvement, groups, { current, allowed });
    if (cost !== undefined) {
      current = cost;
      improvement.onPlan(cost);
    }
    memory[iteration % length] = current;
    iteration += 1;
    if (current < least) [least, reached] = [current, iteration];
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

/** One move in eight is a group's, where there are any. */
function step(field: Field, groups: readonly SessionModel[], costs: Costs): number | undefined {
  const { random } = field;
  if (groups.length > 0 && draw(random, 8) === 0)
    return regroup(field, at(groups, draw(random, groups.length)), costs, smallMove);
  return smallMove(field, costs);
}

/** Four of five try to change seats first, which is quick; where that is of no use, two of three eject. */
function smallMove(field: Field, costs: Costs): number | undefined {
  const { random } = field;
  const reseated = draw(random, 5) > 0 ? reseat(field, costs) : undefined;
  if (reseated !== undefined) return reseated;
  return draw(random, 3) > 0 ? eject(field, costs) : ruin(field, costs);
}
