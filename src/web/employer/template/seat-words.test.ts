import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seatWords } from './seat-words.ts';

const people = [
  { id: 'a', name: 'Ada' },
  { id: 'b', name: 'Bo' },
];

test('says who may sit on a seat, and how many', () => {
  assert.equal(seatWords({ pool: 'Engineers' }, people), '1 of Engineers');
  assert.equal(seatWords({ pool: 'Engineers', count: 2, role: 'lead' }, people), '2 of Engineers (lead)');
  assert.equal(seatWords({ people: ['a'] }, people), 'Ada');
  assert.equal(seatWords({ people: ['a', 'b'] }, people), '1 of Ada, Bo');
  assert.equal(seatWords({ people: ['a', 'b'], count: 2 }, people), 'Ada, Bo');
  assert.equal(
    seatWords({ everyone: true, optional: true }, people),
    'everyone who meets the candidate, if possible',
  );
});
