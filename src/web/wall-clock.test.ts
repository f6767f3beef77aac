import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { minuteAt } from '#domain/time/zoned.ts';
import { clockInstant, clockMilliseconds, clockMinutes } from './wall-clock.ts';

const ZONES = [
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'America/St_Johns',
];

it('reads wall clocks as Temporal does, over clock changes too', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...ZONES),
      fc.integer({ min: 0, max: 1000 }),
      fc.integer({ min: 0, max: 47 }),
      (zone, days, halfHours) => {
        const date = Temporal.PlainDate.from('2026-01-01').add({ days }).toString();
        const time = `${String(Math.floor(halfHours / 2)).padStart(2, '0')}:${halfHours % 2 === 0 ? '00' : '30'}`;
        assert.equal(clockMilliseconds(date, halfHours * 30, zone) / 60_000, minuteAt(date, time, zone));
      },
    ),
    { numRuns: 2000 },
  );
});

it('takes the first of a doubled hour, and what a skipped one becomes', () => {
  assert.equal(clockInstant('2027-10-31', 150, 'Europe/Berlin'), '2027-10-31T00:30:00Z');
  assert.equal(clockInstant('2027-03-28', 150, 'Europe/Berlin'), '2027-03-28T01:30:00Z');
  assert.equal(clockMinutes('2027-03-28T01:30:00Z', 'Europe/Berlin'), 210);
});
