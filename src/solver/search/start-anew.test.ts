import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compile } from '#solver/model/compile.ts';
import { reseatableOf } from '#solver/search/moves/reseatable.ts';
import { construct } from './construct.ts';
import { planCost } from './cost.ts';
import { brokenIn, crowded, crowdedGroups } from './crowded-example.ts';
import { improve } from './improve.ts';
import { seeded } from './random.ts';
import { startAnew } from './start-anew.ts';
import { emptyState } from './state.ts';

const never = (): false => false;

test('a plan started anew breaks no rule and costs what is said', () => {
  for (let seed = 0; seed < 40; seed += 1) {
    const problem = seed % 2 === 0 ? crowded(seed) : crowdedGroups(seed);
    const state = emptyState(compile(problem));
    const movable = state.model.loops.map(({ index }) => index);
    const field = {
      state,
      movable,
      reseatable: new Uint8Array(),
      alone: [],
      random: seeded(seed),
      stop: never,
    };
    for (let start = 0; start < 3; start += 1) {
      assert.equal(startAnew(field), planCost(state).total);
      assert.deepEqual(brokenIn(problem, state), []);
      assert.ok(state.active.some(Boolean));
    }
  }
});

test('a search that starts anew ends with the best plan of all its starts', () => {
  let starts = 0;
  for (let seed = 0; seed < 20; seed += 1) {
    const problem = crowdedGroups(seed);
    const state = emptyState(compile(problem));
    const movable = state.model.loops.map(({ index }) => index);
    construct(state, movable, never);
    const costs = [planCost(state).total];
    improve({
      state,
      movable,
      reseatable: reseatableOf(state.model, movable),
      alone: movable.map(() => 0),
      random: seeded(seed),
      stop: never,
      iterations: 60,
      patience: 7,
      bound: null,
      onPlan: (cost) => costs.push(cost),
      onIteration: () => {
        const now = planCost(state).total;
        // Only a new start may cost more than every plan before it.
        starts += Number(now > Math.max(...costs));
        costs.push(now);
      },
    });
    assert.equal(planCost(state).total, Math.min(...costs));
    assert.deepEqual(brokenIn(problem, state), []);
  }
  assert.ok(starts > 3, `${starts} new starts`);
});
