import assert from 'node:assert/strict';
import { test } from 'node:test';
import { calendarOwner } from './calendar-owner.ts';

const PEOPLE = [
  { id: 'a1', name: 'Ada Lund', email: 'ada@lab.example' },
  { id: 'b2', name: 'Bob Ray', email: 'b.ray@lab.example' },
  { id: 'c3', name: 'Renée O’Malley' },
  { id: 'd4', name: 'Bob Stone' },
];

const OWNERS: readonly [string, string | undefined][] = [
  ['ADA@lab.example.ics', 'Ada Lund'],
  ['b2.ics', 'Bob Ray'],
  ['ada-lund.ics', 'Ada Lund'],
  ['Ada Lund (work).ICS', 'Ada Lund'],
  ['renee_o-malley.ics', 'Renée O’Malley'],
  ['stone.ics', 'Bob Stone'],
  ['b.ray.ics', 'Bob Ray'],
  ['bob.ics', undefined],
  ['mira.ics', undefined],
  ['.ics', undefined],
  ['ad.ics', undefined],
];

for (const [file, name] of OWNERS) {
  test(`${file} is the calendar of ${name ?? 'nobody known'}`, () => {
    assert.equal(calendarOwner(file, PEOPLE).owner?.name, name);
  });
}

test('where several could be meant, it is told how many', () => {
  assert.deepEqual(calendarOwner('bob.ics', PEOPLE), { owner: undefined, possible: 2 });
  assert.deepEqual(calendarOwner('mira.ics', PEOPLE), { owner: undefined, possible: 0 });
});
