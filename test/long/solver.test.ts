import { test } from 'node:test';
import { assertCheapest } from '../cheapest.ts';
import { assertSmallestOver } from '../reasons-check.ts';

test('one loop costs what the cheapest of all plans costs, over a thousand problems', () => {
  assertCheapest({ seed: 5, numRuns: 1000 });
});

test('reasons are a smallest conflicting set, over four thousand problems', () => {
  assertSmallestOver({ from: 240, to: 4240 });
});
