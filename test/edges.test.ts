/** Numbers and times at the edge: each problem is answered, or refused in one clear line. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseLoopProblem } from '#contract/loop-problem.ts';
import { faultLine } from '#domain/fault.ts';
import { answer, people, PROBLEM, sessions, withLoop, withSession } from './edge-problem.ts';

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
