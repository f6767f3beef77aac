import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { at } from '#solver/at.ts';
import { compile } from '#solver/model/compile.ts';
import { aloneCosts } from '#solver/search/bound.ts';
import { construct } from '#solver/search/construct.ts';
import { planCost } from '#solver/search/cost.ts';
import { brokenIn, crowded, crowdedGroups } from '#solver/search/crowded-example.ts';
import { movableGroups } from '#solver/search/groups.ts';
import { draw, seeded } from '#solver/search/random.ts';
import { emptyState, removeLoop } from '#solver/search/state.ts';
import type { State } from '#solver/search/state.ts';
import { eject } from './eject.ts';
import type { Field, Move } from './move.ts';
import { regroup } from './regroup.ts';
import { reseat } from './reseat.ts';
import { reseatableOf } from './reseatable.ts';
import { ruin } from './ruin.ts';

const never = (): boolean => false;

function fieldOf(state: State, seed: number): Field {
  const movable = state.model.loops.map(({ index }) => index);
  construct(state, movable, never);
  const alone = aloneCosts(state.model, never) ?? movable.map(() => 0);
  return {
    state,
    movable,
    reseatable: reseatableOf(state.model, movable),
    random: seeded(seed),
    alone,
    stop: never,
  };
}

function standingOf(state: State): unknown {
  return [...state.placed.entries()].map(([session, placement]) =>
    placement === undefined ? [session] : [session, placement.start, placement.room, ...placement.people],
  );
}

const MOVES: readonly {
  readonly name: string;
  readonly groups: boolean;
  readonly moveOf: (field: Field) => Move;
}[] = [
  { name: 'ruin', groups: false, moveOf: () => ruin },
  { name: 'eject', groups: false, moveOf: () => eject },
  { name: 'reseat', groups: false, moveOf: () => reseat },
  { name: 'reseat among groups', groups: true, moveOf: () => reseat },
  { name: 'eject among groups', groups: true, moveOf: () => eject },
  {
    name: 'regroup',
    groups: true,
    moveOf: (field) => (within, costs) => {
      const groups = movableGroups(field.state, field.movable);
      return regroup(within, at(groups, draw(field.random, groups.length)), costs, ruin);
    },
  },
];

for (const { name, groups, moveOf } of MOVES) {
  test(`${name} says what the plan then costs, never more than allowed, or leaves the plan as it was`, () => {
    let [taken, left, changed] = [0, 0, 0];
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), (seed) => {
        const problem = groups ? crowdedGroups(seed) : crowded(seed);
        const state = emptyState(compile(problem));
        const field = fieldOf(state, seed);
        const move = moveOf(field);
        // A plan that is not the best yet: one loop is missing.
        removeLoop(state, draw(field.random, field.movable.length));
        for (let step = 0; step < 12; step += 1) {
          const before = standingOf(state);
          const current = planCost(state).total;
          const allowed = current + draw(field.random, 3) * 20;
          const cost = move(field, { current, allowed });
          if (cost === undefined) {
            left += 1;
            assert.deepEqual(standingOf(state), before);
            continue;
          }
          taken += 1;
          changed += Number(JSON.stringify(standingOf(state)) !== JSON.stringify(before));
          assert.equal(cost, planCost(state).total);
          assert.ok(cost <= allowed);
          assert.deepEqual(brokenIn(problem, state), []);
        }
      }),
      { seed: 11, numRuns: 40 },
    );
    assert.ok(taken > 100 && changed > 20 && left > 5, `${taken} taken, ${changed} changed, ${left} left`);
  });
}

for (const { name, move } of [
  { name: 'reseat', move: reseat },
  { name: 'eject', move: eject },
]) {
  test(`${name} changes nobody's seat in loops that may not be moved`, () => {
    let taken = 0;
    for (let seed = 0; seed < 40; seed += 1) {
      const whole = fieldOf(emptyState(compile(crowdedGroups(seed))), seed);
      const movable = [1, 2];
      const field = { ...whole, movable, reseatable: reseatableOf(whole.state.model, movable) };
      const others = [0, 3].flatMap((loop) => at(field.state.model.loops, loop).sessions);
      const before = others.map((session) => field.state.placed[session]?.people);
      for (let step = 0; step < 12; step += 1) {
        const current = planCost(field.state).total;
        taken += Number(move(field, { current, allowed: current + 40 }) !== undefined);
        assert.deepEqual(
          others.map((session) => field.state.placed[session]?.people),
          before,
        );
      }
    }
    assert.ok(taken > 20, `${taken} taken`);
  });
}
