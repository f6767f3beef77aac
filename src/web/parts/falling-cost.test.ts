import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { SearchProgress } from '#contract/day-search.ts';
import { fallingCost, heard } from './falling-cost.ts';

const at = (seconds: number, cost: number, bound: number | null = null): SearchProgress => ({
  seconds,
  placed: 1,
  total: 1,
  cost,
  bound,
});

test('shows nothing before there are two moments', () => {
  assert.equal(fallingCost([]), undefined);
  assert.equal(fallingCost([at(1, 50)]), undefined);
});

test('falls in steps from the first cost at the top to the last', () => {
  assert.deepEqual(fallingCost([at(0, 100), at(1, 50), at(2, 0)]), {
    line: 'M0 8H50V50H100V92',
    area: 'M0 8H50V50H100V92V100H0Z',
  });
});

test('draws the bound below the cost, on the same scale', () => {
  assert.deepEqual(fallingCost([at(0, 100), at(1, 50, 0)])?.bound, 92);
});

test('stays inside the picture, whatever is told', () => {
  const news = fc.record({ seconds: fc.double({ min: 0, max: 60, noNaN: true }), cost: fc.nat(1_000_000) });
  fc.assert(
    fc.property(fc.array(news, { minLength: 2, maxLength: 20 }), (list) => {
      const told = list
        .toSorted((a, b) => a.seconds - b.seconds)
        .map(({ seconds, cost }) => at(seconds, cost));
      const numbers =
        fallingCost(told)
          ?.line.match(/-?[\d.]+/g)
          ?.map(Number) ?? [];
      assert.ok(numbers.every((number) => number >= 0 && number <= 100));
    }),
  );
});

test('keeps of moments at the same cost the first and the latest', () => {
  const told = [at(0, 100), at(1, 100), at(2, 100), at(3, 90), at(4, 90)].reduce(heard, []);
  assert.deepEqual(
    told.map(({ seconds, cost }) => [seconds, cost]),
    [
      [0, 100],
      [2, 100],
      [3, 90],
      [4, 90],
    ],
  );
});
