import { test } from 'node:test';
import assert from 'node:assert/strict';
import type { LoopProblem, PlannedSession } from '#domain/planning/loop-problem.ts';
import { afterEvent, wishedFor } from './repair-event.ts';
import type { Happening } from './repair.ts';

const at = (time: string): string => `2026-12-07T${time}:00+01:00`;

const PROBLEM: LoopProblem = {
  format: 'loop-problem/1',
  timeZone: 'Europe/Berlin',
  days: ['2026-12-07'],
  hours: { from: '09:00', to: '17:00' },
  people: [{ id: 'ada' }, { id: 'bob' }],
  rooms: [{ id: 'r' }],
  candidates: [{ id: 'kim' }],
  loops: [
    {
      id: 'k',
      candidate: 'kim',
      sessions: [
        { id: 'talk', kind: 'individual', minutes: 60, seats: [{ people: ['ada', 'bob'] }], room: {} },
        { id: 'code', kind: 'individual', minutes: 60, seats: [{ people: ['ada', 'bob'] }] },
        { id: 'sum', kind: 'debrief', minutes: 30, seats: [{ everyone: true }] },
      ],
    },
  ],
};

type Hours = readonly [start: string, end: string];

function session(id: string, [start, end]: Hours, who: readonly string[], room?: string): PlannedSession {
  return {
    session: id,
    loops: ['k'],
    start: at(start),
    end: at(end),
    people: who.map((person) => ({ person, seat: 0, role: 'panelist' })),
    ...(room === undefined ? {} : { room }),
  };
}

const PLAN = {
  sessions: [
    session('talk', ['09:00', '10:00'], ['ada'], 'r'),
    session('code', ['10:00', '11:00'], ['bob']),
    session('sum', ['11:00', '11:30'], ['ada', 'bob']),
  ],
};

function struck(happening: Happening, now?: string): { problem: LoopProblem; hit: readonly string[] } {
  const result = afterEvent(PROBLEM, PLAN, {
    happened: [happening],
    ...(now === undefined ? {} : { now: at(now) }),
  });
  if (!result.ok) return assert.fail(JSON.stringify(result.problem));
  return result.value;
}

test('who declined is kept out of that session alone, and the plan is what to stay close to', () => {
  const { problem, hit } = struck({ kind: 'declined', session: 'talk', person: 'ada' });
  assert.deepEqual(problem.declined, [{ session: 'talk', person: 'ada' }]);
  assert.deepEqual(problem.previous?.sessions, PLAN.sessions);
  assert.deepEqual(hit, ['talk']);
  assert.equal(problem.people, PROBLEM.people);
});

test('who is away is busy, and every session in that time is hit, debriefs too', () => {
  const { problem, hit } = struck({ kind: 'away', person: 'ada', from: at('09:30'), to: at('12:00') });
  assert.deepEqual(problem.people[0]?.busy, [
    { start: '2026-12-07T08:30:00+00:00', end: '2026-12-07T11:00:00+00:00' },
  ]);
  assert.deepEqual(hit, ['talk', 'sum']);
});

test('a candidate who is late comes that much after the start of the next session, and debriefs do not wait', () => {
  const { problem, hit } = struck({ kind: 'late', candidate: 'kim', minutes: 30 });
  const [before, after] = problem.candidates[0]?.available ?? [];
  assert.ok(Date.parse(before?.end ?? '') <= Date.parse(at('00:00')));
  assert.equal(Date.parse(after?.start ?? ''), Date.parse(at('09:30')));
  assert.deepEqual(hit, ['talk']);
});

test('a session that should have begun waits for a candidate who is late, and others that have begun stay', () => {
  const late = struck({ kind: 'late', candidate: 'kim', minutes: 30 }, '09:10');
  assert.deepEqual([late.hit, late.problem.frozen], [['talk'], []]);
  const lost = struck({ kind: 'lost', room: 'r' }, '09:10');
  assert.deepEqual([lost.hit, lost.problem.frozen], [[], ['talk']]);
});

test('nobody is free before now, but for what has begun', () => {
  const { problem } = struck({ kind: 'declined', session: 'code', person: 'bob' }, '09:30');
  const [ada, bob] = problem.people;
  const ends = (busy: typeof ada): readonly number[] => (busy?.busy ?? []).map(({ end }) => Date.parse(end));
  assert.deepEqual(
    ends(ada).map((end) => end <= Date.parse(at('09:00'))),
    [true],
  );
  assert.deepEqual(ends(bob), [Date.parse(at('09:30'))]);
  assert.ok(
    problem.candidates[0]?.available?.some(({ start }) => Date.parse(start) === Date.parse(at('09:00'))),
  );
});

test('a room is lost at once and for good unless said otherwise', () => {
  assert.deepEqual(struck({ kind: 'lost', room: 'r' }).hit, ['talk']);
  assert.deepEqual(struck({ kind: 'lost', room: 'r', from: at('12:00') }).hit, []);
});

test('a frozen session that the event hits is frozen no longer', () => {
  const frozen = { ...PROBLEM, frozen: ['talk', 'code'] };
  const result = afterEvent(frozen, PLAN, {
    happened: [{ kind: 'declined', session: 'talk', person: 'ada' }],
  });
  assert.deepEqual(result.ok && result.value.problem.frozen, ['code']);
});

test('an event that does not fit the plan is refused with what would', () => {
  const faultOf = (happened: readonly Happening[], now?: string): string | undefined => {
    const result = afterEvent(PROBLEM, PLAN, { happened, ...(now === undefined ? {} : { now: at(now) }) });
    return result.ok ? undefined : result.problem.map(({ expected }) => expected).join('; ');
  };
  assert.equal(faultOf([]), 'at least one thing that happened');
  assert.equal(
    faultOf([{ kind: 'declined', session: 'talk', person: 'bob' }]),
    'somebody who sits in talk: ada',
  );
  assert.equal(
    faultOf([{ kind: 'declined', session: 'talk', person: 'ada' }], '09:00'),
    'a session that has not begun',
  );
  assert.equal(
    faultOf([{ kind: 'declined', session: 'tour', person: 'ada' }]),
    'the id of a session of the plan',
  );
  assert.equal(
    faultOf([{ kind: 'away', person: 'eve', from: at('10:00'), to: at('09:00') }]),
    `the id of a person of the problem; a time after ${at('10:00')}`,
  );
  assert.equal(faultOf([{ kind: 'late', candidate: 'kim', minutes: 0.5 }]), 'minutes, a whole number from 1');
  assert.equal(
    faultOf([{ kind: 'late', candidate: 'kim', minutes: 5 }], '12:00'),
    'a candidate with a session still to come',
  );
});

test('a wish outweighs what it is weighed against', () => {
  assert.equal(wishedFor(PROBLEM, undefined), PROBLEM);
  assert.equal(wishedFor(PROBLEM, 'times').weights?.moved, 6000);
  assert.equal(
    wishedFor({ ...PROBLEM, weights: { moved: 0, replaced: 0 } }, 'people').weights?.replaced,
    100,
  );
});
