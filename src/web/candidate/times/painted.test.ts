import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { covers, intervalsOf, paintedFrom, withoutSpan, withSpan, type Painted } from './painted.ts';

const span = fc
  .tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 10 }))
  .map(([from, length]) => ({ from, to: from + length }));

it('painting and wiping say of every moment what was done to it last', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.boolean(), span), { maxLength: 30 }), (strokes) => {
      let painted: Painted = [];
      const moments = new Set<number>();
      for (const [paints, stroke] of strokes) {
        painted = paints ? withSpan(painted, stroke) : withoutSpan(painted, stroke);
        for (let at = stroke.from; at < stroke.to; at++) {
          if (paints) moments.add(at);
          else moments.delete(at);
        }
      }
      for (let at = 0; at < 60; at++) {
        assert.equal(covers(painted, { from: at, to: at + 1 }), moments.has(at), `${at}`);
      }
      for (const [index, one] of painted.entries()) {
        assert.ok(one.from < one.to);
        assert.ok(index === 0 || (painted[index - 1]?.to ?? 0) < one.from, 'apart and in order');
      }
    }),
  );
});

it('goes to instants and back', () => {
  const times = [{ start: '2026-12-07T08:00:00Z', end: '2026-12-07T11:00:00Z' }];
  assert.deepEqual(intervalsOf(paintedFrom(times)), times);
});
