import assert from 'node:assert/strict';
import { test } from 'node:test';
import { timeFrom } from './time-entry.ts';

test('understands the usual ways to write a time', () => {
  const typed = ['9', '09:00', '9.30', '930', '1745', '9 15', '9am', '12 am', '1:30 pm', '24:00'];
  assert.deepEqual(typed.map(timeFrom), [
    '09:00',
    '09:00',
    '09:30',
    '09:30',
    '17:45',
    '09:15',
    '09:00',
    '00:00',
    '13:30',
    '24:00',
  ]);
});

test('refuses what is no time', () => {
  for (const typed of ['', 'noon', '25', '9:75', '24:30', '13pm', '0 am', '9:5']) {
    assert.equal(timeFrom(typed), undefined, typed);
  }
});
