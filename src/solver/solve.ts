/**
 * The scheduler: a loop problem in, the best plan found out. See README.md for the model and the reading order.
 */
import type { LoopPlan, LoopProblem } from '#domain/planning/loop-problem.ts';
import { explainedPlan } from '#solver/solving/explained-plan.ts';
import { solveMany } from '#solver/solving/many.ts';
import { solveOne } from '#solver/solving/one.ts';
import { isOneLoop, startRun } from '#solver/solving/run.ts';

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

export function solve(problem: LoopProblem, options: SolveOptions): LoopPlan {
  const run = startRun(problem, options);
  if (!isOneLoop(run)) return solveMany(run);
  const found = solveOne(run);
  return found.plan ?? explainedPlan(run, found.bound, found.ending);
}
