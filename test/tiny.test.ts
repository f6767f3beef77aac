import { test } from 'node:test';
import { assertCheapestOfAll, assertNoneBroken } from './every-tiny-plan.ts';

test('of two thousand tiny problems each is solved at the least cost of all its plans', () => {
  assertCheapestOfAll({ from: 0, to: 2000 });
});

test('three hundred random problems that use every field: no crash, no broken rule, a reason for each loss', () => {
  assertNoneBroken({ from: 50_000, to: 50_300 });
});
