/** Numbers and times at the edge: each problem is answered, or refused in one clear line. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseLoopProblem } from '#contract/loop-problem.ts';
import { faultLine } from '#domain/fault.ts';
import type { LoopPlan } from '#domain/loop-problem.ts';
import { solve } from '#solver/solve.ts';
import { assertRight, CALM } from './cheapest.ts';

const TALK = { id: 's', kind: 'individual', minutes: 30, seats: [{ pool: 'all' }] };
const LOOP = { id: 'l', candidate: 'kim', sessions: [TALK] };
const PROBLEM = {
  format: 'loop-problem/1',
  timeZone: 'Europe/Berlin',
  days: ['2026-12-07'],
  hours: { from: '09:00', to: '17:00' },
  people: [{ id: 'ada' }, { id: 'bob' }],
  pools: { all: ['ada', 'bob'] },
  candidates: [{ id: 'kim' }],
  loops: [LOOP],
};
const withSession = (change: object): object => ({
  ...PROBLEM,
  loops: [{ ...LOOP, sessions: [{ ...TALK, ...change }] }],
});
const withLoop = (change: object): object => ({ ...PROBLEM, loops: [{ ...LOOP, ...change }] });
const people = (count: number): { id: string }[] =>
  Array.from({ length: count }, (_, index) => ({ id: `p${index}` }));
const sessions = (count: number, minutes: number): object[] =>
  Array.from({ length: count }, (_, index) => ({ id: `s${index}`, kind: 'tour', minutes, seats: [] }));

function answer(json: object): LoopPlan {
  const parsed = parseLoopProblem(structuredClone(json));
  assert.ok(parsed.ok, parsed.ok ? '' : parsed.problem.map(faultLine).join('\n'));
  const plan = solve(parsed.value, CALM);
  assertRight(parsed.value, plan);
  return plan;
}

/** What, the problem, and the local start of its session; or nothing where there is none. */
const PLACED: readonly (readonly [string, object, string | undefined])[] = [
  ['no loops', { ...PROBLEM, loops: [] }, undefined],
  [
    'no people, loops or candidates',
    { ...PROBLEM, people: [], pools: {}, candidates: [], loops: [] },
    undefined,
  ],
  ['a loop without sessions', withLoop({ sessions: [] }), undefined],
  [
    'five thousand people',
    { ...PROBLEM, people: people(5000), pools: { all: people(5000).map(({ id }) => id) } },
    '09:00',
  ],
  [
    'a session of one minute in a window of one',
    withSession({ minutes: 1, window: { from: '10:00', to: '10:01' } }),
    '10:00',
  ],
  [
    'a session as long as a date',
    { ...withSession({ minutes: 1440 }), hours: { from: '00:00', to: '24:00' } },
    '00:00',
  ],
  ['hours up to 24:00', { ...PROBLEM, hours: { from: '23:30', to: '24:00' } }, '23:30'],
  ['a grid of 30 and odd hours', { ...PROBLEM, grid: 30, hours: { from: '09:10', to: '10:05' } }, '09:30'],
  [
    'a thousand places that may stay empty',
    withSession({ seats: [{ pool: 'all', count: 1000, optional: true }] }),
    '09:00',
  ],
  [
    'the largest weights',
    { ...PROBLEM, weights: { waiting: 1_000_000, delay: 1_000_000, unplaced: 1_000_000_000 } },
    '09:00',
  ],
  ['weights of nothing', { ...PROBLEM, weights: { waiting: 0, delay: 0, unplaced: 1 } }, '09:00'],
  ['the first date', { ...PROBLEM, days: ['1970-01-01'] }, '09:00'],
  ['the last date', { ...PROBLEM, days: ['2199-12-31'] }, '09:00'],
  ['29 February', { ...PROBLEM, days: ['2028-02-29'] }, '09:00'],
  [
    'busy from the first year to the last',
    {
      ...PROBLEM,
      people: [
        { id: 'ada', busy: [{ start: '0001-01-01T00:00:00Z', end: '9999-12-31T23:59:59Z' }] },
        { id: 'bob' },
      ],
    },
    '09:00',
  ],
  ['sixteen sessions', withLoop({ sessions: sessions(16, 30) }), '09:00'],
  [
    'a person in a zone of 45 minutes',
    {
      ...PROBLEM,
      people: [
        { id: 'ada', timeZone: 'Asia/Kathmandu', works: [{ days: ['mon'], from: '14:00', to: '15:00' }] },
        { id: 'bob', works: [] },
      ],
    },
    '09:15',
  ],
];

for (const [what, problem, start] of PLACED) {
  test(`${what}: a complete plan`, () => {
    const plan = answer(problem);
    assert.deepEqual([plan.status, plan.sessions[0]?.start.slice(11, 16)], ['complete', start]);
  });
}

/** What, the problem, and the rules that the reasons name. */
const IMPOSSIBLE: readonly (readonly [string, object, readonly string[]])[] = [
  ['nobody at all', { ...PROBLEM, people: [], pools: { all: [] } }, ['seat']],
  ['a window off the grid', withSession({ minutes: 1, window: { from: '09:01', to: '09:02' } }), ['window']],
  ['hours without a slot', { ...PROBLEM, grid: 30, hours: { from: '09:05', to: '09:34' } }, ['hours']],
  ['30 hours of sessions in a day', withLoop({ sessions: sessions(30, 60) }), ['candidate']],
  ['a thousand places and two people', withSession({ seats: [{ pool: 'all', count: 1000 }] }), ['seat']],
  [
    'people who may hold nothing',
    {
      ...PROBLEM,
      people: [
        { id: 'ada', maxPerDay: 0 },
        { id: 'bob', maxPerWeek: 0 },
      ],
    },
    ['seat', 'load', 'load'],
  ],
  [
    'no room that is large enough',
    { ...withSession({ room: { seats: 1_000_000 } }), rooms: [{ id: 'r', seats: 0 }] },
    ['room'],
  ],
  [
    'a working day on no date',
    {
      ...PROBLEM,
      people: [
        { id: 'ada', works: [] },
        { id: 'bob', works: [{ days: [], from: '09:00', to: '17:00' }] },
      ],
    },
    ['seat', 'works', 'works'],
  ],
];

for (const [what, problem, rules] of IMPOSSIBLE) {
  test(`${what}: said by name`, () => {
    const plan = answer(problem);
    assert.deepEqual(
      plan.unplaced[0]?.because.map(({ rule }) => rule),
      rules,
    );
    assert.equal(plan.run.stopped, 'proven');
  });
}

const REFUSED: readonly (readonly [string, object, string])[] = [
  [
    'seventeen sessions that might fit',
    withLoop({ sessions: sessions(17, 15) }),
    'loops[0].sessions: found 17 sessions with the candidate, expected at most 16 in a loop, those of its groups included. Put some together, or make two loops of it.',
  ],
  [
    'no places',
    withSession({ seats: [{ pool: 'all', count: 0 }] }),
    'loops[0].sessions[0].seats[0].count: found 0, expected at least 1',
  ],
  [
    'a billion places',
    withSession({ seats: [{ pool: 'all', count: 1_000_000_000 }] }),
    'loops[0].sessions[0].seats[0].count: found 1000000000, expected at most 1000 places',
  ],
  [
    'a weight that no sum can hold',
    { ...PROBLEM, weights: { waiting: 1e15 } },
    'weights.waiting: found 1000000000000000, expected at most 1000000',
  ],
  [
    'a weight below nothing',
    { ...PROBLEM, weights: { delay: -1 } },
    'weights.delay: found -1, expected zero or more',
  ],
  ['no date to use', withLoop({ maxDays: 0 }), 'loops[0].maxDays: found 0, expected at least 1'],
  [
    'a gap without end',
    withLoop({ gap: { min: 1e15 } }),
    'loops[0].gap.min: found 1000000000000000, expected at most 1000000',
  ],
  [
    'hours that start at 24:00',
    { ...PROBLEM, hours: { from: '24:00', to: '24:00' } },
    'hours.from: found "24:00", expected a time of day like 09:00',
  ],
  [
    'B12: the year 9999',
    { ...PROBLEM, days: ['9999-12-31'] },
    'days[0]: found "9999-12-31", expected a date in the years 1970 to 2199',
  ],
  [
    'B12: the last day of 1969',
    { ...PROBLEM, days: ['1969-12-31'] },
    'days[0]: found "1969-12-31", expected a date in the years 1970 to 2199',
  ],
  [
    'B12: a leap second',
    {
      ...PROBLEM,
      people: [
        { id: 'ada', busy: [{ start: '2026-12-31T23:59:60Z', end: '2027-01-01T00:10:00Z' }] },
        { id: 'bob' },
      ],
    },
    'people[0].busy[0].start: found "2026-12-31T23:59:60Z", expected an instant with its offset, like 2026-12-07T09:00:00+01:00',
  ],
  [
    'a zone that is an offset',
    { ...PROBLEM, timeZone: '+01:00' },
    'timeZone: found "+01:00", expected the name of a time zone, like Europe/Berlin',
  ],
  [
    'an id twice',
    { ...PROBLEM, people: [{ id: 'ada' }, { id: 'ada' }, { id: 'bob' }] },
    'people[1].id: found "ada", expected an id that does not occur before, at people[0].id',
  ],
  [
    'D2: a number beyond all numbers',
    { ...PROBLEM, grid: Infinity },
    'grid: found Infinity, expected one of 5, 10, 15, 30',
  ],
];

for (const [what, problem, line] of REFUSED) {
  test(`${what}: refused in one line`, () => {
    const parsed = parseLoopProblem(problem);
    assert.deepEqual(parsed.ok ? [] : parsed.problem.map(faultLine), [line]);
  });
}

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
