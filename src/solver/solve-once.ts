import type { LoopPlan, LoopProblem } from '#domain/planning/loop-problem.ts';
import { solveOne } from '#solver/solving/one.ts';
import { isOneLoop, startRun } from '#solver/solving/run.ts';
import type { SolveOptions } from './solve.ts';

/**
 * For a process that solves one problem and ends: the plan of `solve`, with only those parts of the solver loaded that
 * the problem needs. Loading all of them takes longer than planning one loop.
 */
export async function solveOnce(problem: LoopProblem, options: SolveOptions): Promise<LoopPlan> {
  const run = startRun(problem, options);
  if (!isOneLoop(run)) {
    const { solveMany } = await import('#solver/solving/many.ts');
    return solveMany(run);
  }
  const found = solveOne(run);
  if (found.plan !== undefined) return found.plan;
  const { explainedPlan } = await import('#solver/solving/explained-plan.ts');
  return explainedPlan(run, found.bound, found.ending);
}
