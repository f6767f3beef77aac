import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { at } from '#solver/at.ts';
import { compile } from '#solver/model/compile.ts';
import { NEVER } from '#solver/model/model.ts';
import { newEffort } from '#solver/one-loop/effort.ts';
import { ONE_CLASS, placeLoop } from '#solver/one-loop/one-loop.ts';
import { newRanking, ranked } from '#solver/one-loop/ranking.ts';
import { crowded, rowsOn } from './crowded-example.ts';
import { newRows } from './rows.ts';
import { planCost, shareOf } from './cost.ts';
import { insertBest } from './insert.ts';
import { draw, seeded } from './random.ts';
import { restore, snapshotOf } from './snapshot.ts';
import { emptyState, fork, insertLoop, removeLoop } from './state.ts';
import type { State } from './state.ts';

const NEVER_STOP = (): boolean => false;

/** Puts loops in and takes them out by chance; `each` looks at the state after every change. */
function wander(seed: number, each: (state: State, loop: number, before: number) => void): void {
  const state = emptyState(compile(crowded(seed)));
  const random = seeded(seed + 1);
  for (let step = 0; step < 12; step += 1) {
    const loop = draw(random, state.active.length);
    const before = planCost(state).total - shareOf(state, [loop]);
    if (state.active[loop] === true) removeLoop(state, loop);
    else insertBest(state, loop, { stop: NEVER_STOP });
    each(state, loop, before);
  }
}

const RUNS = { seed: 7, numRuns: 40 };
const SEEDS = fc.integer({ min: 0, max: 1_000_000 });

test('rows that are kept from change to change are what they would be if computed anew', () => {
  let taken = 0;
  fc.assert(
    fc.property(SEEDS, (seed) => {
      wander(seed, (state) => {
        for (let day = 0; day < 3; day += 1) {
          const kept = rowsOn(state, day);
          assert.deepEqual(kept, rowsOn({ ...state, rows: newRows(state.model) }, day));
          taken += kept.filter((row) => row.some((cost) => cost >= NEVER)).length;
        }
      });
    }),
    RUNS,
  );
  assert.ok(taken > 1000, 'nobody was ever taken');
});

test('a copy knows what the original knew, and each changes by itself', () => {
  fc.assert(
    fc.property(SEEDS, (seed) => {
      wander(seed, (state, loop) => {
        const before = [0, 1, 2].map((day) => rowsOn(state, day));
        const copy = fork(state);
        removeLoop(copy, loop);
        for (const one of [copy, state]) {
          for (let day = 0; day < 3; day += 1)
            assert.deepEqual(rowsOn(one, day), rowsOn({ ...one, rows: newRows(one.model) }, day));
        }
        assert.deepEqual(
          [0, 1, 2].map((day) => rowsOn(state, day)),
          before,
        );
      });
    }),
    RUNS,
  );
});

test('what a loop shares of the cost changes by as much as the whole plan costs more or less', () => {
  fc.assert(
    fc.property(SEEDS, (seed) => {
      wander(seed, (state, loop, others) => {
        assert.equal(others + shareOf(state, [loop]), planCost(state).total);
      });
    }),
    RUNS,
  );
});

test('an insertion adds to the plan what it says', () => {
  let inserted = 0;
  fc.assert(
    fc.property(SEEDS, (seed) => {
      wander(seed, (state, loop) => {
        if (state.active[loop] === true) removeLoop(state, loop);
        const before = planCost(state).total - state.model.weights.unplaced;
        const ranking = newRanking(3);
        const effort = newEffort(20_000, NEVER_STOP);
        placeLoop(state, at(state.model.loops, loop), ranking, {
          effort,
          classOf: (stands) => String(stands[0]?.option.slot),
        });
        for (const insertion of ranked(ranking)) {
          inserted += 1;
          insertLoop(state, loop, insertion.placements);
          assert.equal(planCost(state).total - before, insertion.cost);
          removeLoop(state, loop);
        }
      });
    }),
    RUNS,
  );
  assert.ok(inserted > 500);
});

test('nothing dearer than the limit is inserted, and the best is found just below it', () => {
  fc.assert(
    fc.property(SEEDS, (seed) => {
      wander(seed, (state, loop) => {
        if (state.active[loop] === true) removeLoop(state, loop);
        const cost = insertBest(state, loop, { stop: NEVER_STOP });
        if (cost === undefined) return;
        removeLoop(state, loop);
        assert.equal(insertBest(state, loop, { stop: NEVER_STOP, limit: cost }), undefined);
        assert.equal(insertBest(state, loop, { stop: NEVER_STOP, limit: cost + 1 }), cost);
      });
    }),
    RUNS,
  );
});

test('a snapshot brings back what stood', () => {
  fc.assert(
    fc.property(SEEDS, (seed) => {
      const state = emptyState(compile(crowded(seed)));
      const all = state.model.loops.map(({ index }) => index);
      for (const loop of all) insertBest(state, loop, { stop: NEVER_STOP });
      const [placed, held, weekly] = [[...state.placed], [...state.held], [...state.weekly]];
      const snapshot = snapshotOf(state, all);
      for (const loop of all.slice(1)) removeLoop(state, loop);
      restore(state, snapshot);
      assert.deepEqual([state.placed, state.held, state.weekly], [placed, held, weekly]);
    }),
    RUNS,
  );
});

test('with one class the cheapest insertion is the best of many classes', () => {
  fc.assert(
    fc.property(SEEDS, (seed) => {
      wander(seed, (state, loop) => {
        if (state.active[loop] === true) removeLoop(state, loop);
        const costs = [ONE_CLASS, (stands: readonly unknown[]) => JSON.stringify(stands.at(-1))].map(
          (classOf) => {
            const ranking = newRanking(classOf === ONE_CLASS ? 1 : 50);
            placeLoop(state, at(state.model.loops, loop), ranking, {
              effort: newEffort(200_000, NEVER_STOP),
              classOf,
            });
            return ranked(ranking)[0]?.cost;
          },
        );
        assert.equal(costs[0], costs[1]);
      });
    }),
    { seed: 3, numRuns: 10 },
  );
});
