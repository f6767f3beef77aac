/**
 * The scheduler: a loop problem in, the best plan found out. See README.md for the model and the reading order.
 */
import { instantText } from '#domain/zoned.ts';
import type { LoopPlan, LoopProblem, STOPS } from '#domain/loop-problem.ts';
import { compile } from '#solver/model/compile.ts';
import type { Model } from '#solver/model/model.ts';
import { explain, notFound } from '#solver/explain/explain.ts';
import { newEffort } from '#solver/one-loop/effort.ts';
import { rankInsertions } from '#solver/one-loop/alternatives.ts';
import type { Insertion } from '#solver/one-loop/ranking.ts';
import { keepOthers } from '#solver/search/others.ts';
import { aloneCosts, lowerBound } from '#solver/search/bound.ts';
import { planCost } from '#solver/search/cost.ts';
import { at } from './at.ts';
import { construct } from '#solver/search/construct.ts';
import { putFrozen } from '#solver/search/frozen.ts';
import { reseatableOf } from '#solver/search/moves/reseatable.ts';
import { improve } from '#solver/search/improve.ts';
import { seeded } from '#solver/search/random.ts';
import { pleasanter, tidy } from '#solver/search/tidy.ts';
import { emptyState, insertLoop, removeLoop } from '#solver/search/state.ts';
import type { State } from '#solver/search/state.ts';
import { writePlan } from '#solver/search/write-plan.ts';

/** `bound`: no plan costs less; null while nothing is proven. */
export type Progress = {
  readonly iteration: number;
  readonly placed: number;
  readonly total: number;
  readonly cost: number;
  readonly bound: number | null;
};

/** Why a search is to end: its time is up, or nobody wants the plan any more. */
export type Stop = 'time' | 'cancelled' | false;

export type SolveOptions = {
  readonly seed: number;
  /** How many further plans to add, best first. */
  readonly alternatives: number;
  readonly limits: { readonly iterations?: number };
  /** Asked often; anything but false ends the search with the best plan so far, and says why. */
  readonly stop: () => Stop;
  readonly onProgress?: (progress: Progress) => void;
  readonly elapsedSeconds: () => number;
};

/** Where neither a limit nor `stop` ends the search. */
const DEFAULT_ITERATIONS = 20_000;
/** Loops that are explained even after `stop` said so; the plan should not keep anybody waiting for long. */
const EXPLAINED = 3;
/** Seconds that explaining may go on after `stop` said so. */
const LATE_SECONDS = 0.8;
/** Nodes for one loop alone: far beyond what real loops need, so that the search always ends. */
const ONE_LOOP_NODES = 3_000_000;

export function solve(problem: LoopProblem, options: SolveOptions): LoopPlan {
  const model = compile(problem);
  const state = emptyState(model);
  const refused = new Set(putFrozen(state).flatMap((session) => session.loops));
  const movable = model.loops.map((loop) => loop.index).filter((loop) => !refused.has(loop));
  const run: Run = {
    model,
    state,
    movable,
    options,
    textOf: rememberTexts(problem.timeZone),
    ...listen(options),
  };
  if (model.loops.length === 1 && movable.length === 1) return solveOne(run);
  return solveMany(run);
}

type Run = {
  readonly model: Model;
  readonly state: State;
  /** Loops that can be placed at all: none of their frozen sessions breaks a rule. */
  readonly movable: readonly number[];
  readonly options: SolveOptions;
  /** How a minute is written in the problem's zone. */
  readonly textOf: (minute: number) => string;
  readonly stop: () => boolean;
  /** What ended the search, where nothing was proven. */
  readonly ended: () => 'time' | 'cancelled' | 'iterations';
};

/** Several plans share most of their times, and zone arithmetic is slow. */
function rememberTexts(zone: string): (minute: number) => string {
  const known = new Map<number, string>();
  return (minute) => {
    const text = known.get(minute) ?? instantText(minute, zone);
    known.set(minute, text);
    return text;
  };
}

/** Hears the caller's first word and keeps to it. */
function listen(options: SolveOptions): Pick<Run, 'stop' | 'ended'> {
  let heard: Stop = false;
  return {
    stop: () => {
      if (heard === false) heard = options.stop();
      return heard !== false;
    },
    ended: () => (heard === false ? 'iterations' : heard),
  };
}

function solveOne(run: Run): LoopPlan {
  const { model, state, options, stop } = run;
  const loop = at(model.loops, 0);
  // One loop is solved to the end whatever the limit on iterations: what counts here are nodes.
  const effort = newEffort(ONE_LOOP_NODES, stop);
  const { insertions, least, proven } = rankInsertions(state, loop, options.alternatives, effort);
  const ending: Ending = { iterations: Math.max(1, effort.nodes), stopped: proven ? 'proven' : run.ended() };
  const [best] = insertions;
  if (best === undefined) return plan(run, proven ? planCost(state).total : null, ending);
  const others = insertions.slice(1).map((insertion) => placedWith(run, insertion, ending));
  insertLoop(state, loop.index, pleasanter(state, loop, best).placements);
  tidy(state, [loop.index]);
  const total = planCost(state).total;
  const first = plan(run, Math.max(0, total - best.cost + Math.min(least, best.cost)), ending);
  return others.length === 0 ? first : { ...first, alternatives: others };
}

function placedWith(run: Run, insertion: Insertion, ending: Ending): LoopPlan {
  insertLoop(run.state, 0, insertion.placements);
  tidy(run.state, [0]);
  const written = plan(run, null, ending);
  removeLoop(run.state, 0);
  return written;
}

function solveMany(run: Run): LoopPlan {
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
  const best = plan(run, bound, ending);
  const further = others.plans(state).map((other) => {
    tidy(other, movable);
    return plan({ ...run, state: other }, bound, ending);
  });
  return further.length === 0 ? best : { ...best, alternatives: further };
}

type Ending = { readonly iterations: number; readonly stopped: (typeof STOPS)[number] };

function plan(run: Run, bound: number | null, ending: Ending): LoopPlan {
  const { model, options, state, stop } = run;
  const missing = model.loops.filter((loop) => state.active[loop.index] !== true);
  const began = options.elapsedSeconds();
  const over = (): boolean => stop() && options.elapsedSeconds() - began >= LATE_SECONDS;
  const unplaced = missing.map((loop, index) =>
    index < EXPLAINED || !stop() ? explain(state, loop.index, { stop, over }) : notFound(loop.id),
  );
  const seconds = Math.round(options.elapsedSeconds() * 1000) / 1000;
  return {
    format: 'loop-plan/1',
    ...writePlan(state, run.textOf, { bound, unplaced }),
    run: { seed: options.seed, seconds, ...ending },
  };
}
