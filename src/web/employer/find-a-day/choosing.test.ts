import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DEFAULT_WEIGHTS } from '#domain/planning/loop-problem.ts';
import type { Alternative, SessionView } from '#contract/day-search.ts';
import {
  confirmationOf,
  debriefOf,
  differencesFrom,
  meeting,
  nextTwoWeeks,
  peopleChanges,
  wholeOf,
} from './choosing.ts';

const session = (module: string, start: string, end: string): SessionView => ({
  module,
  title: module,
  kind: 'panel',
  evaluated: true,
  start: `2026-12-07T${start}:00Z`,
  end: `2026-12-07T${end}:00Z`,
  people: [{ id: 'ada', name: 'Ada', seat: 0, role: 'lead' }],
});
const late = session('late', '11:00', '12:00');
const early = { ...session('early', '09:00', '10:30'), room: { id: 'r', name: 'Room' } };
const alternative: Alternative = {
  key: 'k',
  sessions: [late, early],
  cost: { ...DEFAULT_WEIGHTS, total: 0 },
  parts: [],
  worse: [],
  better: [],
};

test('begins tomorrow by the clocks of the opening', () => {
  assert.deepEqual(nextTwoWeeks('2026-11-23T12:00:00Z', 'Europe/Berlin'), ['2026-11-24', '2026-12-07']);
  assert.deepEqual(nextTwoWeeks('2026-11-23T23:30:00Z', 'Europe/Berlin'), ['2026-11-25', '2026-12-08']);
});

test('spans from the first start to the last end', () => {
  assert.deepEqual(wholeOf([late, early]), { start: early.start, end: late.end });
  assert.equal(wholeOf([]), undefined);
});

test('leaves the debrief out of the time that the candidate spends', () => {
  const debrief: SessionView = { ...session('debrief', '16:00', '17:00'), kind: 'debrief' };
  assert.deepEqual(wholeOf([late, early, debrief]), { start: early.start, end: late.end });
  assert.equal(debriefOf([late, debrief]), debrief);
});

test('tells in what two ways differ', () => {
  const moved = { ...alternative, sessions: [{ ...late, start: early.start }, early] };
  assert.deepEqual(differencesFrom(alternative, moved), ['order']);
  const [person] = late.people;
  const others = person === undefined ? [] : [{ ...person, id: 'bo' }];
  const changed = { ...late, people: others, room: { id: 'x', name: 'X' } };
  assert.deepEqual(differencesFrom(alternative, { ...alternative, sessions: [changed, early] }), [
    'rooms',
    'people',
  ]);
  assert.deepEqual(differencesFrom(alternative, alternative), []);
});

test('names who joins and who leaves', () => {
  const [person] = late.people;
  const bo = person === undefined ? [] : [person, { ...person, id: 'bo', name: 'Bo' }];
  const both = { sessions: [{ ...late, people: bo }, early] };
  assert.deepEqual(meeting(both), ['Ada', 'Bo']);
  assert.deepEqual(peopleChanges(alternative, both), { joins: ['Bo'], leaves: [] });
  assert.deepEqual(peopleChanges(both, alternative), { joins: [], leaves: ['Bo'] });
});

test('confirms exactly the times, people and rooms that were shown', () => {
  assert.deepEqual(confirmationOf(alternative), {
    sessions: [
      { module: 'late', start: late.start, end: late.end, people: [{ id: 'ada', seat: 0 }] },
      { module: 'early', start: early.start, end: early.end, people: [{ id: 'ada', seat: 0 }], room: 'r' },
    ],
  });
});
