import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { NO_COST, type LoopProblem, type PlannedSession } from '#domain/planning/loop-problem.ts';
import { checkPlan } from '#solver/check.ts';
import { compile } from '#solver/model/compile.ts';
import { aloneCosts, lowerBound } from './bound.ts';
import { leastOverload, mostMatched } from './load.ts';
import { draw, seeded } from './random.ts';

const IDS = ['a', 'b', 'c'];
const STARTS = ['2026-12-07T09:00:00Z', '2026-12-08T09:00:00Z'];

/** Three loops of one session each on two days with one start: small enough for every plan to be tried. */
function tiny(seed: number): LoopProblem {
  const random = seeded(seed);
  const some = IDS.filter(() => draw(random, 2) === 0);
  return {
    format: 'loop-problem/1',
    timeZone: 'UTC',
    days: ['2026-12-07', '2026-12-08'],
    hours: { from: '09:00', to: '09:30' },
    grid: 30,
    people: IDS.map((id) => ({
      id,
      recent: draw(random, 3),
      fair: draw(random, 3),
      maxPerWeek: 1 + draw(random, 3),
      ...(draw(random, 3) === 0 ? { prefers: { from: '10:00', to: '11:00' } } : {}),
      ...(draw(random, 4) === 0
        ? { busy: [{ start: '2026-12-07T08:00:00Z', end: '2026-12-07T20:00:00Z' }] }
        : {}),
    })),
    pools: { all: IDS, some },
    candidates: ['k', 'l', 'm'].map((id) => ({ id })),
    loops: ['k', 'l', 'm'].map((id) => ({
      id,
      candidate: id,
      sessions: [
        {
          id: `s${id}`,
          kind: 'individual' as const,
          minutes: 30,
          seats: [{ pool: draw(random, 2) === 0 ? 'all' : 'some' }],
        },
      ],
    })),
    // Now and then leaving a loop out is cheaper than the overload it brings.
    weights: { unplaced: draw(random, 3) === 0 ? 20 : 1000 },
  };
}

function leastOfAll(problem: LoopProblem): number {
  let least = Infinity;
  const walk = (loop: number, sessions: readonly PlannedSession[]): void => {
    const id = problem.loops[loop]?.id;
    if (id === undefined) {
      const unplaced = problem.loops
        .filter((one) => !sessions.some(({ loops }) => loops.includes(one.id)))
        .map((one) => ({ loop: one.id, because: [], text: '', relax: [] }));
      const verdict = checkPlan(problem, { sessions, unplaced, cost: NO_COST });
      if (verdict.broken.length === 0) least = Math.min(least, verdict.cost.total);
      return;
    }
    walk(loop + 1, sessions);
    for (const start of STARTS) {
      for (const person of IDS) {
        const end = start.replace('09:00', '09:30');
        const people = [{ person, seat: 0, role: 'panelist' as const }];
        walk(loop + 1, [...sessions, { session: `s${id}`, loops: [id], start, end, people }]);
      }
    }
  };
  walk(0, []);
  return least;
}

test('no plan costs less than the bound, and where people are short the load often raises it', () => {
  let raised = 0;
  let met = 0;
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000 }), (seed) => {
      const problem = tiny(seed);
      const model = compile(problem);
      const alone = aloneCosts(model, () => false);
      assert.ok(alone !== null);
      const bound = lowerBound(model, alone, () => false);
      const plain = lowerBound(model, alone, () => true);
      const least = leastOfAll(problem);
      assert.ok(bound !== null && plain !== null);
      assert.ok(bound <= least, `bound ${bound}, but a plan costs ${least}`);
      raised += Number(bound > plain);
      met += Number(bound === least);
    }),
    { seed: 5, numRuns: 30 },
  );
  assert.ok(raised > 3, `raised ${raised} times`);
  assert.ok(met > 4, `met ${met} times`);
});

test('places are matched to people over a path of others where the first choice was wrong', () => {
  const demands = [
    { people: [0, 1], places: 2 },
    { people: [0], places: 2 },
  ];
  assert.equal(mostMatched(demands, [2, 2]), 4);
  assert.equal(mostMatched(demands, [2, 1]), 3);
  assert.equal(mostMatched(demands, [0, 5]), 2);
});

test('people without a fair load are never overloaded', () => {
  const problem = tiny(1);
  const people = IDS.map((id) => ({ id }));
  assert.equal(leastOverload(compile({ ...problem, people })), 0);
});
