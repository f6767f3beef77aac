import { test } from 'node:test';
import assert from 'node:assert/strict';
import type { LoopProblem, PlannedSession, Role } from '#domain/planning/loop-problem.ts';
import { changesBetween } from './repair-changes.ts';
import { tellingsOf } from './repair-told.ts';

const PROBLEM: LoopProblem = {
  format: 'loop-problem/1',
  timeZone: 'UTC',
  days: ['2026-12-07'],
  hours: { from: '09:00', to: '17:00' },
  people: ['ada', 'bob', 'cyd'].map((id) => ({ id })),
  candidates: [{ id: 'kim' }],
  loops: [
    {
      id: 'k',
      candidate: 'kim',
      sessions: [
        { id: 'talk', kind: 'panel', minutes: 60, seats: [] },
        { id: 'sum', kind: 'debrief', minutes: 60, seats: [] },
      ],
    },
  ],
};

type Told = readonly [id: string, ...what: string[]];

function session(
  id: string,
  hour: number,
  people: readonly (readonly [string, Role?])[],
  room = 'r',
): PlannedSession {
  const clock = (at: number): string => `2026-12-07T${String(at).padStart(2, '0')}:00:00Z`;
  return {
    session: id,
    loops: ['k'],
    start: clock(hour),
    end: clock(hour + 1),
    people: people.map(([person, role = 'panelist']) => ({ person, seat: 0, role })),
    room,
  };
}

function told(before: PlannedSession, after: PlannedSession | undefined): Told[] {
  const changes = changesBetween([before], after === undefined ? [] : [after]);
  return tellingsOf(PROBLEM, changes).map(({ id, notices }) => [id, ...notices.map(({ what }) => what)]);
}

const TALK = session('talk', 9, [['ada'], ['bob']]);

test('a plan that is the same tells nobody, whatever clock it is written by', () => {
  const same = { ...TALK, start: '2026-12-07T10:00:00+01:00' };
  assert.deepEqual(told(TALK, same), []);
});

test('another time and another room are told to everybody in the session and its candidate', () => {
  assert.deepEqual(told(TALK, session('talk', 10, [['ada'], ['bob']], 'q')), [
    ['kim', 'time', 'room'],
    ['ada', 'time', 'room'],
    ['bob', 'time', 'room'],
  ]);
});

test('who is out, who is in, the one who stays beside them and the candidate are told of an exchange', () => {
  assert.deepEqual(told(TALK, session('talk', 9, [['ada'], ['cyd']])), [
    ['kim', 'company'],
    ['ada', 'company'],
    ['bob', 'out'],
    ['cyd', 'in'],
  ]);
});

test('whoever joins a session that moves is told of the session as it is, and not that it moved', () => {
  assert.deepEqual(told(TALK, session('talk', 10, [['ada'], ['cyd']]))[3], ['cyd', 'in']);
});

test('at a debrief only those are told who come or do not come any more', () => {
  const before = session('sum', 12, [['ada'], ['bob']]);
  assert.deepEqual(told(before, session('sum', 12, [['ada'], ['cyd']])), [
    ['bob', 'out'],
    ['cyd', 'in'],
  ]);
});

test('another role is told to the one who has it', () => {
  assert.deepEqual(told(TALK, session('talk', 9, [['ada', 'lead'], ['bob']])), [['ada', 'role']]);
});

test('a session that is not held is told to all of it', () => {
  assert.deepEqual(told(TALK, undefined), [
    ['kim', 'cancelled'],
    ['ada', 'cancelled'],
    ['bob', 'cancelled'],
  ]);
});
