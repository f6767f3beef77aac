import assert from 'node:assert/strict';
import type { LoopPlan, LoopProblem } from '#domain/planning/loop-problem.ts';
import { brokenLine, checkPlan } from '#solver/check.ts';
import { solve } from '#solver/solve.ts';
import { assertRight, CALM } from './cheapest.ts';
import { randomProblem } from './random-problem.ts';
import { leastTinyCost } from './tiny-plans.ts';
import { asProblem, tinyProblem } from './tiny-problem.ts';

/**
 * The solver's plans are right and cost what the cheapest of all plans costs; the bound is never above that. One
 * loop is exact; of two hundred problems with two loops one may be found a little dear in so few iterations.
 */
export function assertCheapestOfAll(seeds: { readonly from: number; readonly to: number }): void {
  const counts = { whole: 0, lost: 0, two: 0, dear: 0 };
  for (let seed = seeds.from; seed < seeds.to; seed += 1) {
    const tiny = tinyProblem(seed);
    const problem = asProblem(tiny);
    const plan = solve(problem, { ...CALM, limits: { iterations: 60 } });
    const least = leastTinyCost(tiny);
    assertRight(problem, plan);
    const one = tiny.loops.length === 1;
    const { total } = plan.cost;
    assert.ok(one ? total === least : total >= least, `seed ${seed}: ${total} instead of ${least}`);
    assert.ok(plan.bound !== null && plan.bound <= least, `seed ${seed}: bound ${plan.bound}, but ${least}`);
    if (one) assert.equal(plan.bound, least, `seed ${seed}`);
    counts[plan.status === 'complete' ? 'whole' : 'lost'] += 1;
    counts.two += Number(!one);
    counts.dear += Number(total > least);
  }
  const few = (seeds.to - seeds.from) / 8;
  assert.ok(counts.whole > few && counts.lost > few && counts.two > few, JSON.stringify(counts));
  assert.ok(counts.dear <= counts.two / 200, JSON.stringify(counts));
}

/** Random problems that use every field: a plan comes out, breaks no rule, and gives reasons for what is missing. */
export function assertNoneBroken(seeds: { readonly from: number; readonly to: number }): void {
  for (let seed = seeds.from; seed < seeds.to; seed += 1) {
    const problem = randomProblem(seed);
    const plan = solve(problem, { ...CALM, alternatives: seed % 3 });
    for (const one of [plan, ...(plan.alternatives ?? [])]) assertRightButFrozen(problem, one);
    assert.ok(
      plan.unplaced.every(({ because }) => because.length > 0),
      `seed ${seed}: no reason`,
    );
  }
}

/** The frozen sessions of a loop that cannot be placed are gone with it. */
function assertRightButFrozen(problem: LoopProblem, plan: LoopPlan): void {
  const { broken, cost } = checkPlan(problem, plan);
  const lost = plan.unplaced.length > 0;
  const rules = broken.filter(({ rule }) => !lost || rule !== 'frozen');
  assert.deepEqual(rules.map(brokenLine), []);
  assert.deepEqual(plan.cost, cost);
}
