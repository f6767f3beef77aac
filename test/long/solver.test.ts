import { test } from 'node:test';
import { assertCheapest } from '../cheapest.ts';
import { assertCheapestOfAll, assertNoneBroken } from '../every-tiny-plan.ts';
import { assertSmallestOver } from '../reasons-check.ts';

test('one loop costs what the cheapest of all plans costs, over a thousand problems', () => {
  assertCheapest({ seed: 5, numRuns: 1000 });
});

test('reasons are a smallest conflicting set, over four thousand problems', () => {
  assertSmallestOver({ from: 240, to: 4240 });
});

test('of forty thousand tiny problems each is solved at the least cost of all its plans', () => {
  assertCheapestOfAll({ from: 2000, to: 42_000 });
});

test('ten thousand random problems: no crash, no broken rule, a reason for each loss', () => {
  assertNoneBroken({ from: 60_000, to: 70_000 });
});
