import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { windowOf } from './row-window.ts';

it('draws a board of forty candidates whole', () => {
  assert.deepEqual(windowOf(40, { top: 900, height: 700, row: 45 }), {
    first: 0,
    last: 40,
    before: 0,
    after: 0,
  });
});

it('draws every row in sight, a page of the keyboard around it, and keeps the length of the whole', () => {
  const sights = fc.record({
    top: fc.integer({ min: 0, max: 200 * 45 - 700 }),
    height: fc.constant(700),
    row: fc.constant(45),
  });
  fc.assert(
    fc.property(sights, (sight) => {
      const { first, last, before, after } = windowOf(200, sight);
      const seen = [Math.floor(sight.top / 45), Math.min(200, Math.ceil((sight.top + 700) / 45))] as const;
      assert.ok(first <= Math.max(0, seen[0] - 10) && last >= Math.min(200, seen[1] + 10));
      assert.equal(before + (last - first) * 45 + after, 200 * 45);
      assert.ok(last - first < 70);
    }),
  );
});
