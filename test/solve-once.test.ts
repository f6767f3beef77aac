import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LoopPlan, LoopProblem } from '#domain/planning/loop-problem.ts';
import { solveOnce } from '#solver/solve-once.ts';
import { solve } from '#solver/solve.ts';
import { oneLoopProblem } from '../bench/generate/one-loop.ts';

const OPTIONS = {
  seed: 1,
  alternatives: 2,
  limits: { iterations: 20 },
  stop: () => false as const,
  elapsedSeconds: () => 0,
};

const ONE = oneLoopProblem(1);
const [LOOP] = ONE.loops;
assert.ok(LOOP !== undefined);
const IMPOSSIBLE: LoopProblem = { ...ONE, candidates: [{ id: 'c', available: [] }] };
const TWO: LoopProblem = {
  ...ONE,
  candidates: [{ id: 'c' }, { id: 'd' }],
  loops: [
    LOOP,
    {
      ...LOOP,
      id: 'other',
      candidate: 'd',
      sessions: LOOP.sessions.map((each) => ({ ...each, id: `${each.id}2`, after: [] })),
    },
  ],
};

for (const [what, problem, status] of [
  ['one loop', ONE, 'complete'],
  ['one loop that does not fit', IMPOSSIBLE, 'empty'],
  ['two loops', TWO, 'complete'],
] as const satisfies readonly (readonly [string, LoopProblem, LoopPlan['status']])[]) {
  test(`solving once gives the plan of solve: ${what}`, async () => {
    const plan = await solveOnce(problem, OPTIONS);
    assert.equal(plan.status, status);
    assert.deepEqual(plan, solve(problem, OPTIONS));
  });
}
