import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placeWords } from './fault-place.ts';

test('says the place of a fault as the page names it', () => {
  assert.equal(placeWords('people[3].works[0].from'), 'Person 4, working hours 1, from');
  assert.equal(placeWords('template.modules[1].seats[0].people'), 'Session 2, seat 1, people');
  assert.equal(placeWords('maxPerDay'), 'Sessions a day');
  assert.equal(placeWords('name'), 'Name');
  assert.equal(placeWords('rooms[0].seats'), 'Room 1, seats');
});

test('leaves alone what is no field', () => {
  assert.equal(placeWords('ada.ics:14'), undefined);
  assert.equal(placeWords('the whole file'), undefined);
  assert.equal(placeWords('Idempotency-Key'), undefined);
});
