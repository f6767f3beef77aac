import { test } from 'node:test';
import assert from 'node:assert/strict';
import type { LoopProblem, PlannedSession } from '#domain/planning/loop-problem.ts';
import { costOf } from './cost.ts';

const PROBLEM: LoopProblem = {
  format: 'loop-problem/1',
  timeZone: 'Europe/Berlin',
  days: ['2026-12-07', '2026-12-08'],
  hours: { from: '09:00', to: '17:00' },
  people: [
    { id: 'ada', recent: 2, fair: 2, prefers: { from: '10:00', to: '12:00' } },
    { id: 'eve', fair: 0 },
    { id: 'bob', timeZone: 'Europe/London', prefers: { from: '09:00', to: '12:00' } },
  ],
  candidates: [{ id: 'kim' }, { id: 'lee' }],
  loops: [
    {
      id: 'k',
      candidate: 'kim',
      sessions: [
        { id: 'k1', kind: 'individual', minutes: 30, seats: [{ people: ['ada'] }] },
        {
          id: 'k2',
          kind: 'panel',
          minutes: 30,
          seats: [{ people: ['bob'] }, { people: ['ada'], optional: true, count: 2 }],
        },
      ],
    },
    { id: 'l', candidate: 'lee', sessions: [{ id: 'l1', kind: 'individual', minutes: 30, seats: [] }] },
  ],
  weights: { overload: 7 },
};

const K1: PlannedSession = {
  session: 'k1',
  loops: ['k'],
  start: '2026-12-08T09:00:00+01:00',
  end: '2026-12-08T09:30:00+01:00',
  people: [{ person: 'ada', seat: 0, role: 'panelist' }],
};
const K2: PlannedSession = {
  ...K1,
  session: 'k2',
  start: '2026-12-08T10:15:00+01:00',
  end: '2026-12-08T10:45:00+01:00',
  people: [{ person: 'bob', seat: 0, role: 'panelist' }],
  room: 'r',
};

test('a plan costs amount times weight in every part, by default or as the problem says', () => {
  assert.deepEqual(costOf(PROBLEM, [K1, K2], ['l']), {
    total: 1_000_000 + 45 + 10 + 7 + 10 + 10,
    unplaced: 1_000_000,
    waiting: 45,
    preference: 10,
    overload: 7,
    delay: 10,
    unfilled: 10,
    moved: 0,
    replaced: 0,
    rerouted: 0,
  });
});

test('a repair pays for sessions moved, people replaced and rooms changed', () => {
  const previous = {
    sessions: [
      {
        ...K1,
        start: '2026-12-08T08:00:00Z',
        people: [{ person: 'eve', seat: 0, role: 'panelist' as const }],
      },
      { ...K2, start: '2026-12-08T10:00:00+01:00', room: 'other' },
      { ...K2, session: 'gone' },
    ],
  };
  const cost = costOf({ ...PROBLEM, previous }, [K1, K2], ['l']);
  assert.deepEqual([cost.moved, cost.replaced, cost.rerouted], [120, 30, 5]);
});

test('a repair that changes nothing pays nothing', () => {
  const cost = costOf({ ...PROBLEM, previous: { sessions: [K1, K2] } }, [K2, K1], ['l']);
  assert.deepEqual([cost.moved, cost.replaced, cost.rerouted], [0, 0, 0]);
});
