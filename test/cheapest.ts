import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { LoopPlan, LoopProblem } from '#domain/planning/loop-problem.ts';
import { brokenLine, checkPlan } from '#solver/check.ts';
import { solve } from '#solver/solve.ts';
import type { SolveOptions } from '#solver/solve.ts';
import { leastCost } from './every-plan.ts';
import { randomProblem } from './random-problem.ts';

export const CALM: SolveOptions = {
  seed: 1,
  alternatives: 0,
  limits: {},
  stop: () => false,
  elapsedSeconds: () => 0,
};

/** Nothing broken by our own judge, and the cost as stated. */
export function assertRight(problem: LoopProblem, plan: LoopPlan): void {
  const verdict = checkPlan(problem, plan);
  assert.deepEqual(verdict.broken.map(brokenLine), []);
  assert.deepEqual(plan.cost, verdict.cost);
}

/** Over random tiny problems: the plan is right, costs the least of all plans, and says so; or none fits. */
export function assertCheapest(runs: { readonly seed: number; readonly numRuns: number }): void {
  let placed = 0;
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000 }), (seed) => {
      const problem = randomProblem(seed);
      const plan = solve(problem, { ...CALM, alternatives: 2 });
      const least = leastCost(problem);
      if (least === null) {
        assert.notEqual(plan.status, 'complete');
        assert.ok((plan.unplaced[0]?.because.length ?? 0) > 0);
        return;
      }
      placed += 1;
      assert.deepEqual([plan.status, plan.cost.total, plan.bound], ['complete', least, least]);
      for (const one of [plan, ...(plan.alternatives ?? [])]) assertRight(problem, one);
    }),
    runs,
  );
  assert.ok(placed > runs.numRuns / 5, `only ${placed} problems could be placed`);
}
