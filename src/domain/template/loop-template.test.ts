import { test } from 'node:test';
import assert from 'node:assert/strict';
import { datesBetween, loopProblemFrom } from './loop-template.ts';

test('a template becomes one loop per candidate, and the order of its modules follows along', () => {
  const problem = loopProblemFrom(
    {
      modules: [
        { id: 'talk', title: 'First talk', kind: 'individual', minutes: 45, seats: [{ pool: 'all' }] },
        {
          id: 'lunch',
          title: 'Lunch',
          kind: 'meal',
          minutes: 60,
          seats: [],
          after: ['talk'],
          evaluated: false,
        },
      ],
      hours: { from: '09:00', to: '17:00' },
      weekdays: ['mon'],
      maxDays: 2,
    },
    {
      timeZone: 'Europe/Berlin',
      days: ['2026-12-07'],
      people: [{ id: 'ada' }],
      pools: { all: ['ada'] },
      rooms: [],
      walking: [],
      candidates: [{ id: 'kim' }, { id: 'lee' }],
    },
  );
  assert.deepEqual(
    problem.loops.map((loop) => [loop.id, loop.maxDays, loop.sessions.map((session) => session.id)]),
    [
      ['kim', 2, ['kim/talk', 'kim/lunch']],
      ['lee', 2, ['lee/talk', 'lee/lunch']],
    ],
  );
  assert.deepEqual(problem.loops[1]?.sessions[1], {
    id: 'lee/lunch',
    kind: 'meal',
    minutes: 60,
    seats: [],
    after: ['lee/talk'],
  });
});

test('dates between two days keep to the weekdays asked for', () => {
  assert.deepEqual(datesBetween('2026-12-04', '2026-12-08', ['mon', 'fri']), ['2026-12-04', '2026-12-07']);
});
