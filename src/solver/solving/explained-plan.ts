import type { LoopPlan } from '#domain/planning/loop-problem.ts';
import { explain, notFound } from '#solver/explain/explain.ts';
import type { Ending, Run } from './run.ts';
import { writtenPlan } from './written-plan.ts';

/** Loops that are explained even after `stop` said so; the plan should not keep anybody waiting for long. */
const EXPLAINED = 3;
/** Seconds that explaining may go on after `stop` said so. */
const LATE_SECONDS = 0.8;

/** The plan as it stands, with the reasons why loops are missing. */
export function explainedPlan(run: Run, bound: number | null, ending: Ending): LoopPlan {
  const { model, options, state, stop } = run;
  const missing = model.loops.filter((loop) => state.active[loop.index] !== true);
  const began = options.elapsedSeconds();
  const over = (): boolean => stop() && options.elapsedSeconds() - began >= LATE_SECONDS;
  const unplaced = missing.map((loop, index) =>
    index < EXPLAINED || !stop() ? explain(state, loop.index, { stop, over }) : notFound(loop.id),
  );
  return writtenPlan(run, { bound, unplaced }, ending);
}
