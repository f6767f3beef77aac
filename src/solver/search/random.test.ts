import assert from 'node:assert/strict';
import { test } from 'node:test';
import { draw, seeded, shuffled } from './random.ts';

test('the same seed draws the same numbers, another seed others', () => {
  const drawn = (seed: number): number[] => {
    const random = seeded(seed);
    return Array.from({ length: 20 }, () => draw(random, 1000));
  };
  assert.deepEqual(drawn(7), drawn(7));
  assert.notDeepEqual(drawn(7), drawn(8));
});

test('every number below the limit comes up, and none above it', () => {
  const random = seeded(1);
  const drawn = new Set(Array.from({ length: 500 }, () => draw(random, 6)));
  assert.deepEqual(
    [...drawn].toSorted((a, b) => a - b),
    [0, 1, 2, 3, 4, 5],
  );
});

test('a shuffled list holds the same items', () => {
  const list = [1, 2, 3, 4, 5, 6, 7, 8];
  const order = shuffled(seeded(3), list);
  assert.notDeepEqual(order, list);
  assert.deepEqual(
    order.toSorted((a, b) => a - b),
    list,
  );
});
