import { test } from 'node:test';
import { assertCheapest } from '../cheapest.ts';

test('one loop costs what the cheapest of all plans costs, over a thousand problems', () => {
  assertCheapest({ seed: 5, numRuns: 1000 });
});
