/** Zones and clock changes: the cases B1 to B14. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseLoopProblem } from '#contract/loop-problem.ts';
import { faultLine } from '#domain/fault.ts';
import { answer, PROBLEM, sessions, withLoop, withSession } from './edge-problem.ts';

test('B1: hours that begin in the hour that spring leaves out are refused with what to do', () => {
  const parsed = parseLoopProblem({
    ...PROBLEM,
    days: ['2027-03-28'],
    hours: { from: '02:30', to: '05:00' },
  });
  assert.match(
    parsed.ok ? '' : faultLine(parsed.problem[0] ?? { place: '', found: '', expected: '' }),
    /clock change of 2027-03-28/,
  );
});

test('B2: in autumn the hour that comes twice is two hours, and both are used', () => {
  const hours = { from: '02:00', to: '03:00' };
  const plan = answer({ ...withLoop({ sessions: sessions(4, 30) }), days: ['2027-10-31'], hours });
  assert.deepEqual(
    plan.sessions.map(({ start }) => start),
    ['02:00:00+02:00', '02:30:00+02:00', '02:00:00+01:00', '02:30:00+01:00'].map(
      (time) => `2027-10-31T${time}`,
    ),
  );
});

test('B3: a winter session in Vancouver is at 17:00 UTC', () => {
  const plan = answer({
    ...PROBLEM,
    timeZone: 'America/Vancouver',
    days: ['2026-12-15'],
    hours: { from: '10:00', to: '11:00' },
  });
  assert.equal(Date.parse(plan.sessions[0]?.start ?? ''), Date.parse('2026-12-15T17:00:00Z'));
});

test('B10: a panel of Vancouver and Berlin meets a candidate in Kolkata where all three days overlap', () => {
  const works = (from: string, to: string) => [{ days: ['mon', 'tue'], from, to }];
  const plan = answer({
    ...withSession({ seats: [{ people: ['ada'] }, { people: ['bob'] }] }),
    hours: { from: '00:00', to: '24:00' },
    people: [
      { id: 'ada', timeZone: 'America/Vancouver', works: works('07:00', '15:00') },
      { id: 'bob', works: works('09:00', '17:30') },
    ],
    candidates: [
      {
        id: 'kim',
        timeZone: 'Asia/Kolkata',
        available: [{ start: '2026-12-07T09:00:00+05:30', end: '2026-12-07T22:00:00+05:30' }],
      },
    ],
  });
  assert.equal(plan.sessions[0]?.start, '2026-12-07T15:00:00+01:00');
});

test('B13: a zone by its old name is the same zone', () => {
  const starts = ['Asia/Calcutta', 'Asia/Kolkata'].map((timeZone) =>
    Date.parse(answer({ ...PROBLEM, timeZone }).sessions[0]?.start ?? ''),
  );
  assert.equal(starts[0], starts[1]);
});

for (const [season, day, offset] of [
  ['spring', '2027-03-28', '+02:00'],
  ['autumn', '2027-10-31', '+01:00'],
] as const) {
  test(`B14: on the day of the clock change in ${season} people in other zones sit within their own hours`, () => {
    const plan = answer({
      ...withSession({ minutes: 60, seats: [{ people: ['ada'] }] }),
      days: [day],
      hours: { from: '00:00', to: '24:00' },
      people: [
        { id: 'ada', timeZone: 'Asia/Kolkata', works: [{ days: ['sun'], from: '09:00', to: '10:00' }] },
        { id: 'bob' },
      ],
    });
    // 09:00 in Kolkata is 03:30 UTC, after the change at 01:00 UTC.
    assert.equal(plan.sessions[0]?.start, `${day}T0${offset === '+02:00' ? 5 : 4}:30:00${offset}`);
  });
}
