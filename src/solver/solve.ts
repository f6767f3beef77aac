/**
 * The scheduler: a loop problem in, the best plan found out. See README.md for the model and the reading order.
 */
import type { LoopPlan, LoopProblem, STOPS } from '#domain/loop-problem.ts';
import { compile } from '#solver/model/compile.ts';
import type { Model } from '#solver/model/model.ts';
import { explain, notFound } from '#solver/explain/explain.ts';
import { newEffort } from '#solver/one-loop/effort.ts';
import { rankInsertions } from '#solver/one-loop/alternatives.ts';
import type { Insertion } from '#solver/one-loop/ranking.ts';
import { keepOthers } from '#solver/search/others.ts';
import { lowerBound } from '#solver/search/bound.ts';
import { planCost } from '#solver/search/cost.ts';
import { at } from './at.ts';
import { construct } from '#solver/search/construct.ts';
import { putFrozen } from '#solver/search/frozen.ts';
import { improve } from '#solver/search/improve.ts';
import { seeded } from '#solver/search/random.ts';
import { emptyState, insertLoop, removeLoop } from '#solver/search/state.ts';
import type { State } from '#solver/search/state.ts';
import { writePlan } from '#solver/search/write-plan.ts';

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

/** Where neither a limit nor `stop` ends the search. */
const DEFAULT_ITERATIONS = 20_000;
/** Loops that are explained even after `stop` said so; the plan should not keep anybody waiting for long. */
const EXPLAINED = 3;
/** Nodes for one loop alone: far beyond what real loops need, so that the search always ends. */
const ONE_LOOP_NODES = 3_000_000;

export function solve(problem: LoopProblem, options: SolveOptions): LoopPlan {
  const model = compile(problem);
  const state = emptyState(model);
  const refused = new Set(putFrozen(state).flatMap((session) => session.loops));
  const movable = model.loops.map((loop) => loop.index).filter((loop) => !refused.has(loop));
  const run: Run = { model, state, movable, options };
  if (model.loops.length === 1 && movable.length === 1) return solveOne(run);
  return solveMany(run);
}

type Run = {
  readonly model: Model;
  readonly state: State;
  /** Loops that can be placed at all: none of their frozen sessions breaks a rule. */
  readonly movable: readonly number[];
  readonly options: SolveOptions;
};

function solveOne(run: Run): LoopPlan {
  const { model, state, options } = run;
  const loop = at(model.loops, 0);
  // One loop is solved to the end whatever the limit on iterations: what counts here are nodes.
  const effort = newEffort(ONE_LOOP_NODES, options.stop);
  const { insertions, least, proven } = rankInsertions(state, loop, options.alternatives, effort);
  const ending: Ending = { iterations: effort.nodes, stopped: proven ? 'proven' : stopOf(options) };
  const [best] = insertions;
  if (best === undefined) return plan(run, proven ? planCost(state).total : null, ending);
  const others = insertions.slice(1).map((insertion) => placedWith(run, insertion, ending));
  insertLoop(state, loop.index, best.placements);
  const total = planCost(state).total;
  const first = plan(run, Math.max(0, total - best.cost + Math.min(least, best.cost)), ending);
  return others.length === 0 ? first : { ...first, alternatives: others };
}

function placedWith(run: Run, insertion: Insertion, ending: Ending): LoopPlan {
  insertLoop(run.state, 0, insertion.placements);
  const written = plan(run, null, ending);
  removeLoop(run.state, 0);
  return written;
}

function solveMany(run: Run): LoopPlan {
  const { model, state, movable, options } = run;
  const others = keepOthers(options.alternatives);
  construct(state, movable, options.stop);
  const bound = lowerBound(model, options.stop);
  const limit = options.limits.iterations ?? DEFAULT_ITERATIONS;
  const iterations = improve({
    state,
    movable,
    random: seeded(options.seed),
    iterations: limit,
    bound,
    stop: options.stop,
    onPlan: (cost) => others.keep(state, cost),
    onIteration: (iteration, cost, placed) =>
      options.onProgress?.({ iteration, placed, total: model.loops.length, cost }),
  });
  const proven = planCost(state).total === bound;
  const ending: Ending = {
    iterations,
    stopped: proven ? 'proven' : iterations >= limit ? 'iterations' : 'time',
  };
  const best = plan(run, bound, ending);
  const further = others.plans(state).map((other) => plan({ ...run, state: other }, bound, ending));
  return further.length === 0 ? best : { ...best, alternatives: further };
}

type Ending = { readonly iterations: number; readonly stopped: (typeof STOPS)[number] };

/** The caller knows whether its `stop` meant the time limit or a cancel; here both are time. */
function stopOf(options: SolveOptions): 'time' | 'iterations' {
  return options.stop() ? 'time' : 'iterations';
}

function plan(run: Run, bound: number | null, ending: Ending): LoopPlan {
  const { model, options, state } = run;
  const missing = model.loops.filter((loop) => state.active[loop.index] !== true);
  const unplaced = missing.map((loop, index) =>
    index < EXPLAINED || !options.stop() ? explain(state, loop.index, options.stop) : notFound(loop.id),
  );
  return {
    format: 'loop-plan/1',
    ...writePlan(state, bound, unplaced),
    run: { seed: options.seed, seconds: options.elapsedSeconds(), ...ending },
  };
}
