import assert from 'node:assert/strict';
import { test } from 'node:test';
import { daysWithoutHours, hoursLine } from './hours-line.ts';

test('says working hours in one line', () => {
  const hours = { from: '09:00', to: '17:00' };
  assert.equal(hoursLine([{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], ...hours }]), 'Mon–Fri 9:00–17:00');
  assert.equal(hoursLine([{ days: ['fri', 'mon', 'tue'], ...hours }]), 'Mon, Tue, Fri 9:00–17:00');
  assert.equal(
    hoursLine([
      { days: ['mon', 'tue', 'wed'], ...hours },
      { days: ['fri'], from: '10:00', to: '12:00' },
    ]),
    'Mon–Wed 9:00–17:00, Fri 10:00–12:00',
  );
  assert.equal(hoursLine([]), 'at any hour');
});

test('more hours are proposed for the days that have none, never twice for the same day', () => {
  const hours = { from: '09:00', to: '12:00' };
  assert.deepEqual(daysWithoutHours([]), ['mon', 'tue', 'wed', 'thu', 'fri']);
  assert.deepEqual(daysWithoutHours([{ ...hours, days: ['mon', 'wed'] }]), ['tue', 'thu', 'fri']);
  assert.deepEqual(daysWithoutHours([{ ...hours, days: ['mon', 'tue', 'wed', 'thu', 'fri'] }]), []);
});
