import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LoopProblem, ProblemSession, Unplaced } from '#domain/planning/loop-problem.ts';
import { solve } from '#solver/solve.ts';

const TALK: ProblemSession = { id: 'kim/talk', kind: 'individual', minutes: 60, seats: [{ pool: 'all' }] };
const DESIGN: ProblemSession = { ...TALK, id: 'kim/design' };
const LUNCH: ProblemSession = {
  ...TALK,
  id: 'kim/lunch',
  kind: 'meal',
  seats: [{ people: ['ada'] }],
  window: { from: '12:00', to: '13:00' },
};

const DAY: LoopProblem = {
  format: 'loop-problem/1',
  timeZone: 'UTC',
  days: ['2026-12-07', '2026-12-08'],
  hours: { from: '09:00', to: '17:00' },
  people: [
    { id: 'ada', name: 'Ada Lund' },
    { id: 'bob', name: 'Bob Ray' },
    { id: 'cy', name: 'Cy Moe' },
  ],
  pools: { all: ['ada', 'bob'] },
  candidates: [
    {
      id: 'kim',
      name: 'Kim',
      available: [{ start: '2026-12-07T09:00:00Z', end: '2026-12-07T17:00:00Z' }],
    },
  ],
  loops: [{ id: 'kim', candidate: 'kim', sessions: [TALK] }],
};

function whyNot(sessions: readonly ProblemSession[], changes: Partial<LoopProblem> = {}): Unplaced {
  const problem = { ...DAY, loops: [{ id: 'kim', candidate: 'kim', sessions }], ...changes };
  const limits = {};
  const plan = solve(problem, {
    seed: 1,
    alternatives: 0,
    limits,
    stop: () => false,
    elapsedSeconds: () => 0,
  });
  const [lost] = plan.unplaced;
  assert.ok(lost, 'the loop fits');
  return lost;
}

const NOON = { start: '2026-12-07T12:15:00Z', end: '2026-12-07T12:45:00Z' };
const ADA_AT_NOON = [{ id: 'ada', name: 'Ada Lund', busy: [NOON] }, ...DAY.people.slice(1)];

test('too few different people are counted and named, sessions by their module', () => {
  const lost = whyNot([TALK, DESIGN, { ...TALK, id: 'kim/code' }]);
  assert.equal(
    lost.text,
    'Kim cannot be placed: talk, design and code take 3 different people, because nobody is met twice, ' +
      'and only 2 may sit there: Ada Lund and Bob Ray.',
  );
});

test('several ways out are offered, those that ask least of people first', () => {
  const { relax } = whyNot([TALK, DESIGN, { ...TALK, id: 'kim/code' }]);
  assert.deepEqual(
    relax.map(({ change }) => change),
    ['somebody may be met twice', 'Cy Moe may sit in talk too', 'Cy Moe may sit in design too'],
  );
  const noon = whyNot([LUNCH], { people: ADA_AT_NOON }).relax.map(({ change }) => change);
  assert.deepEqual(noon, [
    'lunch may start at 11:15',
    'Bob Ray may sit in lunch too',
    'Kim comes at any time on Tuesday 8 December',
    'Ada Lund moves the appointment on Monday 7 December, 12:15 to 12:45',
  ]);
});

test('a conflict of several kinds is one sentence with its clauses apart', () => {
  assert.equal(
    whyNot([LUNCH], { people: ADA_AT_NOON }).text,
    'Kim cannot be placed, because not all of this can hold: lunch lies between 12:00 and 13:00; ' +
      'Kim comes only at the times offered; lunch needs Ada Lund; ' +
      'and Ada Lund keeps the appointments in the calendar.',
  );
});

test('another day of the candidate is offered where the times offered are too short', () => {
  const available = [{ start: '2026-12-07T09:00:00Z', end: '2026-12-07T09:30:00Z' }];
  const { relax } = whyNot([TALK], { candidates: [{ id: 'kim', name: 'Kim', available }] });
  assert.deepEqual(relax[0], {
    change: 'Kim comes at any time on Monday 7 December',
    then: 'fits on Monday 7 December from 09:00',
  });
});

test('a stretch without a meal may be longer where that is what stands in the way', () => {
  const loops = [{ id: 'kim', candidate: 'kim', stretch: 60, gap: { max: 0 }, sessions: [TALK, DESIGN] }];
  assert.ok(
    whyNot([], { loops }).relax.some(
      ({ change }) => change === 'up to 120 minutes without a meal or break are allowed',
    ),
  );
});

const CODE: ProblemSession = { ...TALK, id: 'kim/code', seats: [] };
const CONTRADICTIONS: readonly [string, readonly ProblemSession[], string, readonly string[]][] = [
  [
    'two sessions that come first',
    [{ ...TALK, first: true }, { ...DESIGN, first: true }, CODE],
    'Kim cannot be placed, because not all of this can hold: talk comes first and design comes first.',
    ['order kim/talk', 'order kim/design'],
  ],
  [
    'a session after the last',
    [{ ...TALK, last: true }, { ...DESIGN, after: ['kim/talk'] }, CODE],
    'Kim cannot be placed, because not all of this can hold: talk comes last and design comes after talk.',
    ['order kim/talk', 'order kim/design'],
  ],
  [
    'a session that comes first and waits',
    [{ ...TALK, first: true, after: ['kim/design'] }, DESIGN, CODE],
    'Kim cannot be placed: talk comes first and after design, which no order of the sessions can keep.',
    ['order kim/talk'],
  ],
  [
    'a session after the debrief',
    [{ ...TALK, after: ['kim/code'] }, DESIGN, { ...CODE, kind: 'debrief' }],
    'Kim cannot be placed: talk comes after code, which no order of the sessions can keep.',
    ['order kim/talk'],
  ],
  [
    'a session longer than its window',
    [{ ...TALK, window: { from: '12:00', to: '12:30' } }, DESIGN],
    'Kim cannot be placed: talk lies between 12:00 and 12:30, too short for its 60 minutes.',
    ['window kim/talk'],
  ],
  [
    'a session longer than the hours',
    [{ ...TALK, minutes: 500 }],
    'Kim cannot be placed: talk lasts 8 hours 20 minutes, longer than the hours from 09:00 to 17:00.',
    ['hours '],
  ],
];

for (const [what, sessions, text, because] of CONTRADICTIONS) {
  test(`${what}: said by name`, () => {
    const lost = whyNot(sessions, { candidates: [{ id: 'kim', name: 'Kim' }] });
    assert.equal(lost.text, text);
    assert.deepEqual(
      lost.because.map(({ rule, session = '' }) => `${rule} ${session}`),
      because,
    );
  });
}

test('gaps that are to be longer than they may be are told with both numbers', () => {
  const loops = [{ id: 'kim', candidate: 'kim', gap: { min: 60, max: 10 }, sessions: [TALK, DESIGN] }];
  const lost = whyNot([], { loops, candidates: [{ id: 'kim', name: 'Kim' }] });
  assert.equal(
    lost.text,
    'Kim cannot be placed: between two sessions on one date there are to be at least 60 and at most 10 minutes, ' +
      'which cannot both be.',
  );
  assert.deepEqual(lost.because.map(({ rule }) => rule).toSorted(), ['days', 'pace']);
});

const HOURS: ProblemSession[] = Array.from({ length: 30 }, (_, index) => ({
  ...TALK,
  id: `kim/${index}`,
  seats: [],
}));
const BY_CONSTRUCTION: readonly [
  string,
  Partial<LoopProblem['loops'][number]>,
  Partial<LoopProblem>,
  string,
][] = [
  [
    '30 hours in a day',
    { sessions: HOURS },
    {},
    'Kim cannot be placed: the sessions take 30 hours one after another, more than one date holds.',
  ],
  [
    'dates of which none is left',
    { earliest: '2026-12-20' },
    {},
    'Kim cannot be placed: none of the dates lies between its earliest and its latest.',
  ],
  [
    'a seat that asks for more people than its pool has',
    { sessions: [{ ...TALK, seats: [{ pool: 'all', count: 3 }] }] },
    {},
    'Kim cannot be placed: talk needs 3 people from all, and there are not enough people for it.',
  ],
  [
    'no room with the features',
    { sessions: [{ ...TALK, room: { features: ['piano'] } }] },
    { rooms: [{ id: 'r' }] },
    'Kim cannot be placed, because not all of this can hold: talk has a free room of the kind asked for.',
  ],
  [
    'no room with the seats',
    { sessions: [{ ...TALK, room: { seats: 9 } }] },
    { rooms: [{ id: 'r', seats: 4 }] },
    'Kim cannot be placed, because not all of this can hold: talk has a free room of the kind asked for.',
  ],
  [
    'a candidate who is never there',
    {},
    { candidates: [{ id: 'kim', name: 'Kim', available: [] }] },
    'Kim cannot be placed: the sessions take 1 hour one after another, more than the times offered hold.',
  ],
  [
    'a debrief that nobody can follow',
    { sessions: [TALK, { ...DESIGN, kind: 'debrief', seats: [], window: { from: '09:00', to: '10:00' } }] },
    { days: ['2026-12-07'], candidates: [{ id: 'kim', name: 'Kim' }] },
    'Kim cannot be placed, because not all of this can hold: design lies between 09:00 and 10:00; and sessions lie between 09:00 and 17:00.',
  ],
  [
    'people who may hold nothing',
    {},
    { people: DAY.people.map((one) => ({ ...one, maxPerWeek: 0 })) },
    'Kim cannot be placed, because not all of this can hold: talk needs somebody from all; ' +
      'and Ada Lund and Bob Ray hold no more sessions than allowed.',
  ],
];

for (const [what, loop, changes, text] of BY_CONSTRUCTION) {
  test(`${what}: said by name`, () => {
    const loops = [{ id: 'kim', candidate: 'kim', sessions: [TALK], ...loop }];
    const lost = whyNot([], { loops, candidates: [{ id: 'kim', name: 'Kim' }], ...changes });
    assert.ok(lost.text.startsWith(text), lost.text);
  });
}

test('explaining ends soon after the time is up, and then tells what is known', () => {
  let seconds = 0;
  const sessions = [TALK, DESIGN, { ...CODE, kind: 'debrief' as const, after: ['kim/talk'] }];
  const loop = { id: 'kim', candidate: 'kim', stretch: 60, gap: { max: 0 }, sessions };
  const problem = { ...DAY, loops: [loop] };
  const plan = solve(problem, {
    seed: 1,
    alternatives: 0,
    limits: {},
    stop: () => 'time',
    elapsedSeconds: () => (seconds += 1),
  });
  assert.deepEqual(
    plan.unplaced.map(({ because, relax }) => [because.map(({ rule }) => rule), relax]),
    [[['days', 'pace'], []]],
  );
});
