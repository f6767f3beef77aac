import {
  COST_PARTS,
  type CostPart,
  DEFAULT_WEIGHTS,
  type LoopProblem,
  type PlanCost,
  type PlannedSession,
} from '#domain/planning/loop-problem.ts';
import { AMOUNTS } from '#solver/judge/cost-parts.ts';
import { type Facts, factsOf } from '#solver/judge/facts.ts';

/** What the sessions cost under the problem's weights; `unplaced` are the ids of the loops left out. */
export function costOf(
  problem: LoopProblem,
  sessions: readonly PlannedSession[],
  unplaced: readonly string[],
): PlanCost {
  return costOfFacts(factsOf(problem, sessions, unplaced));
}

/** As `costOf`, for facts already at hand. */
export function costOfFacts(facts: Facts): PlanCost {
  const weights = facts.problem.weights ?? {};
  const weighed = COST_PARTS.map((part): [CostPart, number] => [
    part,
    // Waiting is negative where sessions overlap; adding zero makes -5 × 0 the zero that a file can state.
    AMOUNTS[part](facts) * (weights[part] ?? DEFAULT_WEIGHTS[part]) + 0,
  ]);
  return {
    total: weighed.reduce((total, [, amount]) => total + amount, 0),
    ...(Object.fromEntries(weighed) as Record<CostPart, number>),
  };
}
