import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { plainMilliseconds } from './plain-instant.ts';

const two = (from: number, to: number): fc.Arbitrary<string> =>
  fc.integer({ min: from, max: to }).map((number) => String(number).padStart(2, '0'));

/** Texts of the right shape, some with days, hours or offsets that do not exist. */
const TEXTS = fc
  .record({
    year: fc.integer({ min: 0, max: 9999 }).map((year) => String(year).padStart(4, '0')),
    date: fc.tuple(two(0, 13), two(0, 32)).map((parts) => parts.join('-')),
    time: fc.tuple(two(0, 24), two(0, 60), two(0, 61)).map((parts) => parts.join(':')),
    zone: fc.oneof(
      fc.constant('Z'),
      fc.tuple(fc.constantFrom('+', '-'), two(0, 24), two(0, 60)).map(([sign, h, m]) => `${sign}${h}:${m}`),
    ),
  })
  .map(({ year, date, time, zone }) => `${year}-${date}T${time}${zone}`);

test('what is read at once is what Temporal reads', () => {
  let read = 0;
  fc.assert(
    fc.property(TEXTS, (text) => {
      const quick = plainMilliseconds(text);
      if (quick === undefined) return;
      read += 1;
      assert.equal(quick, Temporal.Instant.from(text).epochMilliseconds);
    }),
    { seed: 3, numRuns: 5000 },
  );
  assert.ok(read > 2000, `only ${read} were read at once`);
});

test('texts of another shape are left to Temporal', () => {
  for (const text of [
    '',
    '2026-12-07',
    '2026-12-07T09:00Z',
    '2026-12-07T09:00:00',
    '2026-12-07 09:00:00Z',
    '2026-12-07T09:00:00.5Z',
    '2026-02-30T09:00:00Z',
    '2026-12-07T23:59:60Z',
    '2026-12-07T09:00:00+0100',
    '2026x12-07T09:00:00+01:00',
    '+02026-12-07T09:00:00Z',
  ])
    assert.equal(plainMilliseconds(text), undefined, text);
});
