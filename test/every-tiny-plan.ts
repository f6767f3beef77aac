import assert from 'node:assert/strict';
import { solve } from '#solver/solve.ts';
import { assertRight, CALM } from './cheapest.ts';
import { leastTinyCost } from './tiny-plans.ts';
import { asProblem, tinyProblem } from './tiny-problem.ts';

/** The solver's plans are right, and cost what the cheapest of all plans costs; their bound is never above it. */
export function assertCheapestOfAll(seeds: { readonly from: number; readonly to: number }): void {
  const counts = { whole: 0, lost: 0, two: 0 };
  for (let seed = seeds.from; seed < seeds.to; seed += 1) {
    const tiny = tinyProblem(seed);
    const problem = asProblem(tiny);
    const plan = solve(problem, { ...CALM, limits: { iterations: 60 } });
    const least = leastTinyCost(tiny);
    assertRight(problem, plan);
    assert.equal(plan.cost.total, least, `seed ${seed}: ${plan.cost.total} instead of ${least}`);
    assert.ok(plan.bound !== null && plan.bound <= least, `seed ${seed}: bound ${plan.bound}, but ${least}`);
    if (tiny.loops.length === 1) assert.equal(plan.bound, least, `seed ${seed}`);
    counts[plan.status === 'complete' ? 'whole' : 'lost'] += 1;
    counts.two += Number(tiny.loops.length === 2);
  }
  const few = (seeds.to - seeds.from) / 8;
  assert.ok(counts.whole > few && counts.lost > few && counts.two > few, JSON.stringify(counts));
}
