import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { compile } from '#solver/model/compile.ts';
import { planCost } from '#solver/search/cost.ts';
import { crowded, rowsOn } from '#solver/search/crowded-example.ts';
import { insertBest } from '#solver/search/insert.ts';
import type { Insertion } from '#solver/one-loop/ranking.ts';
import { newRows } from '#solver/search/rows.ts';
import { emptyState } from '#solver/search/state.ts';
import type { State } from '#solver/search/state.ts';
import { cheapest, NO_DEMANDS, type Avoid } from './demands.ts';
import { clearLoop } from './standing.ts';
import { costWithout, priced, worldFor, worldsOf } from './worlds.ts';

const RUNS = { seed: 11, numRuns: 60 };
const SEEDS = fc.integer({ min: 0, max: 1_000_000 });
const DAYS = [0, 1, 2];

/** All loops that fit, the first one taken out again; everything about people and rooms has been asked before. */
function withoutFirst(seed: number): State {
  const state = emptyState(compile(crowded(seed)));
  for (const loop of state.active.keys()) insertBest(state, loop, { stop: () => false });
  for (const day of DAYS) rowsOn(state, day);
  clearLoop(state, 0);
  for (const day of DAYS) rowsOn(state, day);
  return state;
}

function anew(state: State): State {
  return { ...state, rows: newRows(state.model) };
}

/** Loops that stand, but for the one taken out. */
function standing(state: State): number[] {
  return [...state.active.keys()].filter((loop) => state.active[loop] === true);
}

test('what is known of people and rooms in a world is what would be found out anew', () => {
  let overloaded = 0;
  fc.assert(
    fc.property(SEEDS, (seed) => {
      const full = withoutFirst(seed);
      const [moved, ...others] = standing(full);
      const worlds = worldsOf(priced(full), new Set(standing(full)));
      for (const day of DAYS) rowsOn(worlds.bare, day);
      const world = worldFor(worlds, moved === undefined ? [0] : [0, moved], new Set(others.slice(0, 1)));
      for (const day of DAYS) assert.deepEqual(rowsOn(world, day), rowsOn(anew(world), day));
      overloaded += world.model.people.filter(
        ({ recent, fair, index }) => recent + (full.held[index] ?? 0) >= fair,
      ).length;
    }),
    RUNS,
  );
  assert.ok(overloaded > 50, 'nobody ever had more than is fair');
});

test('what must be left free is left free, whatever was known before', () => {
  fc.assert(
    fc.property(SEEDS, (seed) => {
      const full = withoutFirst(seed);
      const place = (state: State, avoids: readonly Avoid[]): Insertion | undefined =>
        cheapest(state, 0, { demands: { ...NO_DEMANDS, avoids }, spending: { left: 9, nodes: 5000 } });
      const best = place(full, []);
      for (const { people, room, start: minute } of best?.placements ?? []) {
        const [person] = people;
        if (person === undefined) continue;
        const avoids: Avoid[] = [{ loop: 0, kind: 'person', index: person, minute }];
        if (room >= 0) avoids.push({ loop: 0, kind: 'room', index: room, minute });
        avoids.push({ loop: 0, kind: 'candidate', index: 0, minute });
        for (const avoid of avoids) {
          const found = place(full, [avoid]);
          assert.equal(found?.cost, place(anew(full), [avoid])?.cost);
          const uses = found?.placements.some(
            (one) => one.start <= avoid.minute && avoid.minute < one.end && isOf(one, avoid),
          );
          assert.notEqual(uses, true);
        }
      }
    }),
    RUNS,
  );
});

function isOf(
  { people, room }: { people: readonly number[]; room: number },
  { kind, index }: Avoid,
): boolean {
  if (kind === 'candidate') return true;
  return kind === 'room' ? room === index : people.includes(index);
}

test('what a plan costs without some loops is what it costs once they are taken out', () => {
  fc.assert(
    fc.property(SEEDS, (seed) => {
      const full = withoutFirst(seed);
      const taken = standing(full).slice(0, 2);
      const bare = withoutFirst(seed);
      for (const loop of taken) clearLoop(bare, loop);
      const given = (taken.length + 1) * full.model.weights.unplaced;
      assert.equal(costWithout(priced(full), [0, ...taken]), planCost(bare).total - given);
    }),
    RUNS,
  );
});
