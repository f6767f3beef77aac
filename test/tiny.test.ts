import { test } from 'node:test';
import { assertCheapestOfAll } from './every-tiny-plan.ts';

test('of two thousand tiny problems each is solved at the least cost of all its plans', () => {
  assertCheapestOfAll({ from: 0, to: 2000 });
});
