/**
 * The scheduler: a loop problem in, the best plan found out. See README.md for the model and the reading order.
 */
import type { LoopPlan, LoopProblem, PlanBody, STOPS } from '#domain/loop-problem.ts';
import { compile } from './model/compile.ts';
import type { Model } from './model/model.ts';
import { newEffort } from './one-loop/effort.ts';
import { ONE_CLASS, placeLoop } from './one-loop/one-loop.ts';
import { newRanking, ranked } from './one-loop/ranking.ts';
import { construct } from './search/construct.ts';
import { planCost } from './search/cost.ts';
import { putFrozen } from './search/frozen.ts';
import { improve } from './search/improve.ts';
import { seeded } from './search/random.ts';
import { emptyState, insertLoop, removeLoop } from './search/state.ts';
import type { State } from './search/state.ts';
import { writePlan } from './search/write-plan.ts';

export type Progress = {
  readonly iteration: number;
  readonly placed: number;
  readonly total: number;
  readonly cost: number;
};

export type SolveOptions = {
  readonly seed: number;
  /** How many further plans to add, best first. */
  readonly alternatives: number;
  readonly limits: { readonly iterations?: number };
  /** Asked often; true ends the search with the best plan so far. */
  readonly stop: () => boolean;
  readonly onProgress?: (progress: Progress) => void;
  readonly elapsedSeconds: () => number;
};

const DEFAULT_ITERATIONS = 2_000;

export function solve(problem: LoopProblem, options: SolveOptions): LoopPlan {
  const model = compile(problem);
  const state = emptyState(model);
  const refused = new Set(putFrozen(state).flatMap((session) => session.loops));
  const movable = model.loops.map((loop) => loop.index).filter((loop) => !refused.has(loop));
  if (model.loops.length === 1) solveOne(model, state, options);
  else {
    construct(state, movable, options.stop);
    improve({
      state,
      movable,
      random: seeded(options.seed),
      iterations: options.limits.iterations ?? DEFAULT_ITERATIONS,
      bound: null,
      stop: options.stop,
      onIteration: (iteration, cost) => {
        options.onProgress?.({
          iteration,
          placed: state.active.filter(Boolean).length,
          total: movable.length,
          cost,
        });
      },
    });
  }
  for (const loop of model.loops) if (state.active[loop.index] !== true) removeLoop(state, loop.index);
  return finished(writePlan(state, null, []), options, 0, 'proven');
}

function solveOne(model: Model, state: State, options: SolveOptions): void {
  const ranking = newRanking(1);
  const loop = model.loops[0];
  if (loop === undefined) return;
  placeLoop(state, loop, ranking, { effort: newEffort(5_000_000, options.stop), classOf: ONE_CLASS });
  const best = ranked(ranking)[0];
  if (best !== undefined) insertLoop(state, 0, best.placements);
}

function finished(
  body: PlanBody,
  options: SolveOptions,
  iterations: number,
  stopped: (typeof STOPS)[number],
): LoopPlan {
  return {
    format: 'loop-plan/1',
    ...body,
    run: { seed: options.seed, seconds: options.elapsedSeconds(), iterations, stopped },
  };
}
void planCost;
