import type { LoopPlan, LoopProblem, PlanCost } from '#domain/planning/loop-problem.ts';
import type { Broken } from '#solver/judge/broken.ts';
import { factsOf } from '#solver/judge/facts.ts';
import { JUDGED } from '#solver/judge/rules.ts';
import { costOfFacts } from './cost.ts';

export { type Broken, brokenLine } from '#solver/judge/broken.ts';

/** `cost` is recomputed; `costStated` is true when the plan states the same total. */
export type Verdict = {
  readonly broken: readonly Broken[];
  readonly cost: PlanCost;
  readonly costStated: boolean;
};

/** Judges a plan by the rules that always hold, rule by rule. Its alternatives are plans of their own. */
export function checkPlan(
  problem: LoopProblem,
  plan: Pick<LoopPlan, 'sessions' | 'unplaced' | 'cost'>,
): Verdict {
  const facts = factsOf(
    problem,
    plan.sessions,
    plan.unplaced.map(({ loop }) => loop),
  );
  const cost = costOfFacts(facts);
  return {
    broken: Object.values(JUDGED).flatMap((judged) => judged(facts)),
    cost,
    costStated: plan.cost.total === cost.total,
  };
}
