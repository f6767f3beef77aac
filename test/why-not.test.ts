import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { parseLoopProblem } from '#contract/loop-problem.ts';
import type { LoopProblem } from '#domain/planning/loop-problem.ts';
import { solve } from '#solver/solve.ts';
import { CALM } from './cheapest.ts';
import { assertSmallest, assertSmallestOver, fits } from './reasons-check.ts';
import { SHARED_ABSENT, sharedFolder } from './shared-folder.ts';

test('the reasons of every small problem that does not fit forbid it, and none of them is spare', (t) => {
  const shared = sharedFolder();
  if (shared === undefined) return t.skip(SHARED_ABSENT);
  const folder = `${shared}instances/small/`;
  let told = 0;
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.problem.json'))) {
    const parsed = parseLoopProblem(JSON.parse(readFileSync(`${folder}${name}`, 'utf8')));
    assert.ok(parsed.ok);
    const [unplaced] = solve(parsed.value, CALM).unplaced;
    if (unplaced === undefined) continue;
    told += 1;
    assertSmallest(parsed.value, unplaced.because, name);
  }
  assert.ok(told > 5);
});

test('the reasons of random problems that do not fit forbid them, and none of them is spare', () => {
  assertSmallestOver({ from: 0, to: 240 });
});

/** Two candidates want the only interviewer at the only time. */
const ONE_CHAIR: LoopProblem = {
  format: 'loop-problem/1',
  timeZone: 'Europe/Berlin',
  days: ['2026-12-07'],
  hours: { from: '09:00', to: '10:00' },
  people: [{ id: 'ada', name: 'Ada' }],
  pools: { all: ['ada'] },
  candidates: [
    { id: 'kim', name: 'Kim' },
    { id: 'lee', name: 'Lee' },
  ],
  loops: ['kim', 'lee'].map((candidate) => ({
    id: candidate,
    candidate,
    sessions: [
      { id: `talk-${candidate}`, kind: 'individual' as const, minutes: 60, seats: [{ pool: 'all' }] },
    ],
  })),
};

test('a loop that others crowd out says so, and that moving them would help', () => {
  const plan = solve(ONE_CHAIR, { ...CALM, limits: { iterations: 20 } });
  assert.equal(plan.status, 'partial');
  const [lost] = plan.unplaced;
  assert.ok(lost?.because.some(({ rule, person }) => rule === 'overlap' && person === 'ada'));
  assert.match(lost?.text ?? '', /Without the other loops it would fit/);
  assert.ok(
    lost?.relax.some(
      ({ change }) => change === 'the day may end at 11:00' || change.includes('moves the appointment'),
    ),
  );
});

test('each relaxation that can be made to the problem makes it fit', () => {
  const lunch = {
    id: 'lunch',
    kind: 'meal' as const,
    minutes: 60,
    seats: [{ pool: 'all' }],
    window: { from: '11:30', to: '13:30' },
  };
  const problem: LoopProblem = {
    ...ONE_CHAIR,
    hours: { from: '09:00', to: '17:00' },
    people: [
      {
        id: 'ada',
        name: 'Ada',
        busy: [{ start: '2026-12-07T11:45:00+01:00', end: '2026-12-07T13:00:00+01:00' }],
      },
    ],
    loops: [{ id: 'l', candidate: 'kim', sessions: [lunch] }],
  };
  const [lost] = solve(problem, CALM).unplaced;
  assert.deepEqual(
    lost?.because.map(({ rule }) => rule),
    ['window', 'seat', 'busy'],
  );
  const changes = lost?.relax.map(({ change }) => change) ?? [];
  assert.ok(changes.includes('lunch may start at 10:45'), changes.join('; '));
  const moved: LoopProblem = {
    ...problem,
    loops: [{ id: 'l', candidate: 'kim', sessions: [{ ...lunch, window: { from: '10:45', to: '13:30' } }] }],
  };
  assert.equal(fits(moved), true);
});
