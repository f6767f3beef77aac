import type { LoopPlan } from '#domain/planning/loop-problem.ts';
import { aloneCosts, lowerBound } from '#solver/search/bound.ts';
import { construct } from '#solver/search/construct.ts';
import { planCost } from '#solver/search/cost.ts';
import { improve } from '#solver/search/improve.ts';
import { keepOthers } from '#solver/search/others.ts';
import { reseatableOf } from '#solver/search/moves/reseatable.ts';
import { seeded } from '#solver/search/random.ts';
import { tidy } from '#solver/search/tidy.ts';
import { explainedPlan } from './explained-plan.ts';
import type { Ending, Run } from './run.ts';

/** Where neither a limit nor `stop` ends the search. */
const DEFAULT_ITERATIONS = 20_000;
/** Plans of 20 to 50 loops are seldom bettered after so many iterations; starting anew finds better ones. */
const PATIENCE = 10_000;

export function solveMany(run: Run): LoopPlan {
  const { model, state, movable, options, stop } = run;
  const others = keepOthers(options.alternatives);
  let bound: number | null = null;
  const tell = (iteration: number, cost: number, placed: number): void =>
    options.onProgress?.({ iteration, placed, total: model.loops.length, cost, bound });
  construct(state, movable, stop);
  if (options.onProgress !== undefined) tell(0, planCost(state).total, state.active.filter(Boolean).length);
  const alone = aloneCosts(model, stop);
  bound = lowerBound(model, alone, stop);
  const limit = options.limits.iterations ?? DEFAULT_ITERATIONS;
  // A loop that costs more than leaving it out, wherever it stands, is not looked for.
  const hopeful = movable.filter((loop) => (alone?.[loop] ?? 0) < model.weights.unplaced);
  const iterations = improve({
    state,
    movable: hopeful,
    reseatable: reseatableOf(model, hopeful),
    random: seeded(options.seed),
    iterations: limit,
    patience: PATIENCE,
    bound,
    alone: alone ?? model.loops.map(() => 0),
    stop,
    onPlan: (cost) => others.keep(state, cost),
    onIteration: tell,
  });
  tidy(state, movable);
  const proven = planCost(state).total === bound;
  const ending: Ending = {
    iterations,
    stopped: proven ? 'proven' : iterations >= limit ? 'iterations' : run.ended(),
  };
  const best = explainedPlan(run, bound, ending);
  const further = others.plans(state).map((other) => {
    tidy(other, movable);
    return explainedPlan({ ...run, state: other }, bound, ending);
  });
  return further.length === 0 ? best : { ...best, alternatives: further };
}
