import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { at } from '#solver/at.ts';
import { compile } from '#solver/model/compile.ts';
import { NEVER } from '#solver/model/model.ts';
import { earliestGatherings, gatheringsOf } from '#solver/one-loop/debrief.ts';
import { newEffort } from '#solver/one-loop/effort.ts';
import { close, ONE_CLASS, open, placeLoop, searchOpened } from '#solver/one-loop/one-loop.ts';
import type { Classes, How } from '#solver/one-loop/one-loop.ts';
import { newRanking, ranked } from '#solver/one-loop/ranking.ts';
import type { Insertion } from '#solver/one-loop/ranking.ts';
import { planCost } from '#solver/search/cost.ts';
import { putFrozen } from '#solver/search/frozen.ts';
import { emptyState, insertLoop } from '#solver/search/state.ts';
import type { State } from '#solver/search/state.ts';
import { randomProblem } from './random-problem.ts';

const RUNS = { seed: 23, numRuns: 150 };

function stateOf(seed: number): State | undefined {
  const state = emptyState(compile(randomProblem(seed)));
  return putFrozen(state).length === 0 ? state : undefined;
}

type Tried = { readonly best: Insertion | undefined; readonly least: number };

function place(state: State, how: Partial<How> = {}): Tried {
  const ranking = newRanking(1);
  const effort = newEffort(500_000, () => false);
  const least = placeLoop(state, at(state.model.loops, 0), ranking, { effort, classOf: ONE_CLASS, ...how });
  assert.equal(effort.cut, false);
  return { best: ranked(ranking)[0], least };
}

test('times for the debrief that another time beats are left out, and never the cheapest', () => {
  let fewer = 0;
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000 }), (seed) => {
      const state = stateOf(seed);
      if (state === undefined) return;
      let [some, all] = [0, 0];
      const promising = place(state, {
        gatherings: (task) => {
          const found = gatheringsOf(task);
          some = found.length;
          return found;
        },
      });
      const every = place(state, {
        gatherings: (task) => {
          const found = [...earliestGatherings(task)];
          all = found.length;
          return found;
        },
      });
      assert.equal(promising.best?.cost, every.best?.cost);
      fewer += Number(some < all);
    }),
    { ...RUNS, numRuns: 1000 },
  );
  assert.ok(fewer > 100, `left out ${fewer} times`);
});

test('an insertion costs what the plan then costs more, with groups, debriefs and a previous plan too', () => {
  let inserted = 0;
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000 }), (seed) => {
      const state = stateOf(seed);
      if (state === undefined || state.model.sessions.some(({ frozen }) => frozen)) return;
      const { best } = place(state);
      if (best === undefined) return;
      inserted += 1;
      const { unplaced, moved } = state.model.weights;
      const gone = best.placements.filter(
        ({ session }) => at(state.model.sessions, session).previous !== undefined,
      );
      const before = planCost(state).total - unplaced - gone.length * moved;
      insertLoop(state, 0, best.placements);
      assert.equal(planCost(state).total - before, best.cost);
    }),
    RUNS,
  );
  assert.ok(inserted > 30, `inserted ${inserted} times`);
});

test('what a loop costs at least is never more than what it costs', () => {
  let close = 0;
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000 }), (seed) => {
      const state = stateOf(seed);
      if (state === undefined) return;
      const { best, least } = place(state);
      if (best === undefined) return;
      assert.ok(least <= best.cost, `at least ${least}, but ${best.cost}`);
      close += Number(least === best.cost);
    }),
    RUNS,
  );
  assert.ok(close > 20, `met ${close} times`);
});

test('a loop that stays open is searched again as if it was opened anew, cheap searches first or last', () => {
  const byStart: Classes = (stands) => String(stands[0]?.option.slot);
  let placed = 0;
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000 }), (seed) => {
      const state = stateOf(seed);
      const opened = state === undefined ? undefined : open(state, at(state.model.loops, 0), {});
      if (state === undefined || opened === undefined) return;
      const { best } = place(state);
      // A low limit leaves most of the parts unknown; the searches after it have to find out the rest.
      const limits = [(best?.cost ?? 0) + 1, NEVER, NEVER];
      limits.forEach((limit, index) => {
        const [wanted, classOf] = index === 1 ? [8, byStart] : [1, ONE_CLASS];
        const [again, anew] = [newRanking(wanted, limit), newRanking(wanted, limit)];
        const effort = newEffort(500_000, () => false);
        const least = searchOpened(opened, again, { effort, classOf });
        assert.equal(least, placeLoop(state, at(state.model.loops, 0), anew, { effort, classOf }));
        assert.deepEqual(ranked(again), ranked(anew));
        placed += ranked(anew).length;
      });
      close(opened);
    }),
    { ...RUNS, numRuns: 1000 },
  );
  assert.ok(placed > 1000, `${placed} insertions`);
});
