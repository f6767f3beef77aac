import type { LoopPlan, PlanBody } from '#domain/planning/loop-problem.ts';
import { writePlan } from '#solver/search/write-plan.ts';
import type { Ending, Run } from './run.ts';

export function writtenPlan(
  { state, options, textOf }: Run,
  known: Pick<PlanBody, 'bound' | 'unplaced'>,
  ending: Ending,
): LoopPlan {
  const seconds = Math.round(options.elapsedSeconds() * 1000) / 1000;
  return {
    format: 'loop-plan/1',
    ...writePlan(state, textOf, known),
    run: { seed: options.seed, seconds, ...ending },
  };
}
