import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LoopPlan, LoopProblem, ProblemSession } from '#domain/planning/loop-problem.ts';
import { solve } from '#solver/solve.ts';

const TALK: ProblemSession = { id: 'talk', kind: 'individual', minutes: 60, seats: [{ pool: 'all' }] };
const DEBRIEF: ProblemSession = { id: 'debrief', kind: 'debrief', minutes: 30, seats: [{ everyone: true }] };

const FORTNIGHT: LoopProblem = {
  format: 'loop-problem/1',
  timeZone: 'UTC',
  days: ['2026-12-07', '2026-12-08', '2026-12-09', '2026-12-10', '2026-12-11', '2026-12-14'],
  hours: { from: '09:00', to: '17:00' },
  people: [{ id: 'ada' }, { id: 'bob' }],
  pools: { all: ['ada', 'bob'] },
  rooms: [
    { id: 'large', seats: 8 },
    { id: 'small', seats: 3 },
  ],
  candidates: [{ id: 'kim' }, { id: 'lee' }, { id: 'mo' }],
  loops: [{ id: 'kim', candidate: 'kim', sessions: [TALK, DEBRIEF] }],
};

function planOf(problem: LoopProblem, alternatives = 0): LoopPlan {
  const limits = { iterations: 30 };
  return solve(problem, {
    seed: 1,
    alternatives,
    limits,
    stop: () => false,
    elapsedSeconds: () => 0.123_456,
  });
}

function startOf(plan: LoopPlan, session: string): string | undefined {
  return plan.sessions.find((one) => one.session === session)?.start.slice(0, 16);
}

test('a debrief that could be at any time comes right after the last session', () => {
  const plan = planOf(FORTNIGHT, 2);
  assert.equal(startOf(plan, 'talk'), '2026-12-07T09:00');
  assert.equal(startOf(plan, 'debrief'), '2026-12-07T10:00');
  for (const one of plan.alternatives ?? []) {
    const talk = one.sessions.find(({ session }) => session === 'talk');
    assert.equal(one.sessions.find(({ session }) => session === 'debrief')?.start, talk?.end);
  }
});

test('the loop stands where its debrief can follow the same day, if that costs nothing', () => {
  const away = { start: '2026-12-07T10:00:00Z', end: '2026-12-07T17:00:00Z' };
  const people = [{ id: 'ada', busy: [away] }, { id: 'bob' }];
  assert.equal(startOf(planOf({ ...FORTNIGHT, people }), 'debrief'), '2026-12-07T10:00');
});

test('a debrief is never earlier at the price of cost', () => {
  const people = [
    { id: 'ada', prefers: { from: '13:00', to: '17:00' } },
    { id: 'bob', prefers: { from: '13:00', to: '17:00' } },
  ];
  const plan = planOf({ ...FORTNIGHT, people });
  assert.equal(plan.cost.total, 0);
  assert.deepEqual(
    [startOf(plan, 'talk'), startOf(plan, 'debrief')],
    ['2026-12-07T13:00', '2026-12-07T14:00'],
  );
});

test('among many loops each debrief follows its sessions too', () => {
  const loops = ['kim', 'lee', 'mo'].map((id) => ({
    id,
    candidate: id,
    sessions: [TALK, DEBRIEF].map((one) => ({ ...one, id: `${id}/${one.id}` })),
  }));
  const plan = planOf({ ...FORTNIGHT, loops });
  assert.equal(plan.status, 'complete');
  for (const { id } of loops) {
    assert.equal(startOf(plan, `${id}/debrief`)?.slice(0, 10), startOf(plan, `${id}/talk`)?.slice(0, 10), id);
  }
});

test('a room that would do for the next session too is not changed', () => {
  const day = { from: '09:00', to: '17:00' };
  const talks: ProblemSession[] = [
    { ...TALK, id: 'a', room: { oneOf: ['small'] }, window: day, first: true },
    { ...TALK, id: 'b', room: {} },
  ];
  const plan = planOf({ ...FORTNIGHT, loops: [{ id: 'kim', candidate: 'kim', sessions: talks }] });
  assert.deepEqual(
    plan.sessions.map(({ room }) => room),
    ['small', 'small'],
  );
});

test('seconds are told to the millisecond', () => {
  assert.equal(planOf(FORTNIGHT).run.seconds, 0.123);
});
