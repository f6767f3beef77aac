import assert from 'node:assert/strict';
import { test } from 'node:test';
import { intervalOf, offeredTimes } from './availability.ts';

test('turns an offered time into instants of its zone, and back', () => {
  const time = { date: '2026-12-07', from: '09:00', to: '24:00' };
  const interval = intervalOf(time, 'America/New_York');
  assert.deepEqual(interval, { start: '2026-12-07T09:00:00-05:00', end: '2026-12-08T00:00:00-05:00' });
  assert.deepEqual(offeredTimes(interval === undefined ? [] : [interval], 'America/New_York'), [time]);
});

test('cuts what lasts over midnight into dates', () => {
  const interval = { start: '2026-12-07T22:00:00Z', end: '2026-12-08T01:00:00Z' };
  assert.deepEqual(offeredTimes([interval], 'UTC'), [
    { date: '2026-12-07', from: '22:00', to: '24:00' },
    { date: '2026-12-08', from: '00:00', to: '01:00' },
  ]);
});

test('refuses a time that ends before it starts or lies in the gap of a clock change', () => {
  assert.equal(intervalOf({ date: '2026-12-07', from: '12:00', to: '09:00' }, 'UTC'), undefined);
  assert.equal(intervalOf({ date: '2027-03-28', from: '02:30', to: '09:00' }, 'Europe/Berlin'), undefined);
});
