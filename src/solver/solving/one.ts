import type { LoopPlan } from '#domain/planning/loop-problem.ts';
import { at } from '#solver/at.ts';
import { rankInsertions } from '#solver/one-loop/alternatives.ts';
import { newEffort } from '#solver/one-loop/effort.ts';
import type { Insertion } from '#solver/one-loop/ranking.ts';
import { planCost } from '#solver/search/cost.ts';
import { insertLoop, removeLoop } from '#solver/search/state.ts';
import { pleasanter, tidy } from '#solver/search/tidy.ts';
import type { Ending, Run } from './run.ts';
import { writtenPlan } from './written-plan.ts';

/** Nodes for one loop alone: far beyond what real loops need, so that the search always ends. */
const ONE_LOOP_NODES = 3_000_000;

/** The plan, or what is known where there is none; then the reasons are still to be found. */
export type OneLoop =
  | { readonly plan: LoopPlan }
  | { readonly plan: undefined; readonly bound: number | null; readonly ending: Ending };

/** One loop is solved to the end whatever the limit on iterations: what counts here are nodes. */
export function solveOne(run: Run): OneLoop {
  const { model, state, options, stop } = run;
  const loop = at(model.loops, 0);
  const effort = newEffort(ONE_LOOP_NODES, stop);
  const { insertions, least, proven } = rankInsertions(state, loop, options.alternatives, effort);
  const ending: Ending = { iterations: Math.max(1, effort.nodes), stopped: proven ? 'proven' : run.ended() };
  const [best] = insertions;
  if (best === undefined) return { plan: undefined, bound: proven ? planCost(state).total : null, ending };
  const others = insertions.slice(1).map((insertion) => placedWith(run, insertion, ending));
  insertLoop(state, loop.index, pleasanter(state, loop, best).placements);
  tidy(state, [loop.index]);
  const total = planCost(state).total;
  const bound = Math.max(0, total - best.cost + Math.min(least, best.cost));
  const first = writtenPlan(run, { bound, unplaced: [] }, ending);
  return { plan: others.length === 0 ? first : { ...first, alternatives: others } };
}

function placedWith(run: Run, insertion: Insertion, ending: Ending): LoopPlan {
  insertLoop(run.state, 0, insertion.placements);
  tidy(run.state, [0]);
  const written = writtenPlan(run, { bound: null, unplaced: [] }, ending);
  removeLoop(run.state, 0);
  return written;
}
