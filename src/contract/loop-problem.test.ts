import { test } from 'node:test';
import assert from 'node:assert/strict';
import { faultLine } from '#domain/fault.ts';
import { NO_COST } from '#domain/planning/loop-problem.ts';
import { parseLoopPlan } from './loop-plan.ts';
import { parseLoopProblem } from './loop-problem.ts';

const SESSION = { id: 'talk', kind: 'individual', minutes: 45, seats: [{ pool: 'all', role: 'lead' }] };
const PROBLEM = {
  format: 'loop-problem/1',
  timeZone: 'Europe/Berlin',
  days: ['2026-12-07', '2026-12-08'],
  hours: { from: '09:00', to: '17:00' },
  people: [{ id: 'ada' }, { id: 'bob', timeZone: 'Asia/Kolkata' }],
  pools: { all: ['ada', 'bob'] },
  rooms: [{ id: 'r1', seats: 4, site: 'north' }],
  walking: [{ sites: ['north', 'south'], minutes: 10 }],
  candidates: [{ id: 'kim' }],
  loops: [{ id: 'k', candidate: 'kim', sessions: [SESSION] }],
};
const PLAN = {
  format: 'loop-plan/1',
  status: 'complete',
  cost: NO_COST,
  bound: null,
  sessions: [
    {
      session: 'talk',
      loops: ['k'],
      start: '2026-12-07T09:00:00+01:00',
      end: '2026-12-07T09:45:00+01:00',
      people: [{ person: 'ada', seat: 0, role: 'lead' }],
      room: null,
    },
  ],
  unplaced: [],
  run: { seed: 1, seconds: 0.1, iterations: 10, stopped: 'proven' },
};

function faultsOf(json: unknown): readonly string[] {
  const parsed = parseLoopProblem(json);
  return parsed.ok ? [] : parsed.problem.map((fault) => faultLine(fault));
}

function withSession(change: object): unknown {
  return { ...PROBLEM, loops: [{ ...PROBLEM.loops[0], sessions: [{ ...SESSION, ...change }] }] };
}

test('a problem that is right is taken as it stands', () => {
  assert.deepEqual(parseLoopProblem(PROBLEM), { ok: true, value: PROBLEM });
});

/** What is changed, and the one line that says so. */
const REFUSED: readonly (readonly [string, unknown, string])[] = [
  ['no object', 7, 'the whole file: found 7, expected an object'],
  [
    'another format',
    { ...PROBLEM, format: 'loop-problem/2' },
    'format: found "loop-problem/2", expected "loop-problem/1"',
  ],
  [
    'an unknown field',
    { ...PROBLEM, colour: 'red' },
    'colour: found "red", expected no field of this name. Remove it, or correct its name.',
  ],
  [
    'an own field called __proto__',
    JSON.parse(JSON.stringify(PROBLEM).replace('{', '{"__proto__":{"grid":5},')),
    '__proto__: found an object, expected no field of this name. Remove it, or correct its name.',
  ],
  [
    'a pool called __proto__',
    { ...PROBLEM, pools: JSON.parse('{"all":["ada"],"__proto__":["ada"]}') },
    'pools.__proto__: found "__proto__", expected another name for this pool. Rename the pool.',
  ],
  [
    'no minutes',
    withSession({ minutes: undefined }),
    'loops[0].sessions[0].minutes: found nothing, expected a whole number of minutes. Add the field.',
  ],
  [
    'zero minutes',
    withSession({ minutes: 0 }),
    'loops[0].sessions[0].minutes: found 0, expected at least 1 minute',
  ],
  [
    'minutes beyond a day',
    withSession({ minutes: 1441 }),
    'loops[0].sessions[0].minutes: found 1441, expected at most the 1440 minutes of a day',
  ],
  [
    'half a minute',
    withSession({ minutes: 0.5 }),
    'loops[0].sessions[0].minutes: found 0.5, expected a whole number of minutes',
  ],
  ['another grid', { ...PROBLEM, grid: 7 }, 'grid: found 7, expected one of 5, 10, 15, 30'],
  [
    'a date that does not exist',
    { ...PROBLEM, days: ['2026-02-30'] },
    'days[0]: found "2026-02-30", expected a date of the calendar',
  ],
  ['no date', { ...PROBLEM, days: [] }, 'days: found an empty list, expected at least one date'],
  [
    'dates out of order',
    { ...PROBLEM, days: ['2026-12-08', '2026-12-07'] },
    'days[1]: found "2026-12-07", expected a date after 2026-12-08. List the dates in ascending order.',
  ],
  [
    'a date twice',
    { ...PROBLEM, days: ['2026-12-08', '2026-12-08'] },
    'days[1]: found "2026-12-08", expected each date once. List the dates in ascending order.',
  ],
  [
    'a time that no clock shows',
    { ...PROBLEM, hours: { from: '9:00', to: '24:00' } },
    'hours.from: found "9:00", expected a time of day like 09:00',
  ],
  [
    'hours that end before they start',
    { ...PROBLEM, hours: { from: '17:00', to: '09:00' } },
    'hours.to: found "09:00", expected a time after 17:00, at which it starts',
  ],
  [
    'a window in the gap of a clock change',
    { ...withClockChange({ from: '02:30', to: '05:00' }) },
    'loops[0].sessions[0].window.from: found "02:30", expected a time that exists on every date: the clock change of ' +
      '2027-03-28 in Europe/Berlin leaves it out. Choose a time before or after the change, or leave that date out.',
  ],
  [
    'hours that end as they start',
    { ...PROBLEM, people: [{ id: 'ada', prefers: { from: '09:00', to: '09:00' } }, { id: 'bob' }] },
    'people[0].prefers.to: found "09:00", expected a time after 09:00, at which it starts',
  ],
  [
    'an instant without offset',
    {
      ...PROBLEM,
      people: [{ id: 'ada', busy: [{ start: '2026-12-07T09:00:00', end: '2026-12-07T10:00:00Z' }] }],
    },
    'people[0].busy[0].start: found "2026-12-07T09:00:00", expected an instant with its offset, ' +
      'like 2026-12-07T09:00:00+01:00',
  ],
  [
    'an interval that ends as it starts',
    {
      ...PROBLEM,
      rooms: [{ id: 'r1', busy: [{ start: '2026-12-07T09:00:00Z', end: '2026-12-07T10:00:00+01:00' }] }],
    },
    'rooms[0].busy[0].end: found "2026-12-07T10:00:00+01:00", expected an instant after the start, 2026-12-07T09:00:00Z',
  ],
  [
    'a zone with a typing error',
    { ...PROBLEM, timeZone: 'Europe/Belin' },
    'timeZone: found "Europe/Belin", expected the name of a time zone, like Europe/Berlin. Is Europe/Berlin meant?',
  ],
  [
    'a zone that does not exist',
    { ...PROBLEM, candidates: [{ id: 'kim', timeZone: 'Mars/Olympus' }] },
    'candidates[0].timeZone: found "Mars/Olympus", expected the name of a time zone, like Europe/Berlin',
  ],
  [
    'two people of one id',
    { ...PROBLEM, people: [{ id: 'ada' }, { id: 'bob' }, { id: 'ada' }] },
    'people[2].id: found "ada", expected an id that does not occur before, at people[0].id',
  ],
  [
    'a group session with the id of another session',
    { ...PROBLEM, groups: [{ ...SESSION, loops: ['k'] }] },
    'groups[0].id: found "talk", expected an id that does not occur before, at loops[0].sessions[0].id',
  ],
  [
    'an unknown person in a pool',
    { ...PROBLEM, pools: { all: ['ada', 'eve'] } },
    'pools.all[1]: found "eve", expected the id of a person. Correct the name, or add what it names.',
  ],
  [
    'a pool that only every object has',
    withSession({ seats: [{ pool: 'constructor' }] }),
    'loops[0].sessions[0].seats[0].pool: found "constructor", expected the name of a pool. ' +
      'Correct the name, or add what it names.',
  ],
  [
    'a session after one of nowhere',
    withSession({ after: ['lunch'] }),
    'loops[0].sessions[0].after[0]: found "lunch", expected the id of a session of the same loop, ' +
      'or of a group session of it. Correct the name, or add what it names.',
  ],
  [
    'a seat for nobody',
    withSession({ seats: [{ role: 'lead' }] }),
    'loops[0].sessions[0].seats[0]: found an object, expected exactly one of pool, people and everyone',
  ],
  [
    'everyone outside a debrief',
    withSession({ seats: [{ everyone: true }] }),
    'loops[0].sessions[0].seats[0].everyone: found true, expected a debrief around it, and not the kind individual. ' +
      'Name a pool or people.',
  ],
  [
    'sessions that wait for each other',
    {
      ...PROBLEM,
      loops: [
        {
          ...PROBLEM.loops[0],
          sessions: [
            { ...SESSION, id: 'a', after: ['b'] },
            { ...SESSION, id: 'b', after: ['c'] },
            { ...SESSION, id: 'c', after: ['b'] },
          ],
        },
      ],
    },
    'loops[0].sessions[0].after: found "b" after "c" after "b", expected an order without a circle',
  ],
];

function withClockChange(window: object): object {
  return { ...PROBLEM, ...Object(withSession({ window })), days: ['2027-03-26', '2027-03-28'] };
}

for (const [what, json, line] of REFUSED) {
  test(`${what} is one fault, with place, value and expectation`, () => {
    assert.deepEqual(faultsOf(json), [line]);
  });
}

test('midnight bounds a date even where the clocks skip it', () => {
  const problem = { ...PROBLEM, timeZone: 'America/Santiago', days: ['2026-09-05', '2026-09-06'] };
  assert.deepEqual(faultsOf({ ...problem, hours: { from: '00:00', to: '24:00' } }), []);
  assert.match(
    faultsOf({ ...problem, hours: { from: '00:30', to: '24:00' } })[0] ?? '',
    /change of 2026-09-06/,
  );
});

test('what cannot be solved is no fault', () => {
  assert.deepEqual(faultsOf({ ...PROBLEM, pools: { all: [] } }), []);
  assert.deepEqual(faultsOf(withSession({ minutes: 600 })), []);
  assert.deepEqual(faultsOf({ ...PROBLEM, loops: [] }), []);
});

test('a repair may name people, rooms and sessions that are gone, in a plan as it was written', () => {
  const gone = {
    ...PLAN.sessions[0],
    session: 'gone',
    room: 'gone',
    people: [{ person: 'eve', seat: 0, role: 'lead' }],
  };
  const parsed = parseLoopProblem({ ...PROBLEM, previous: { ...PLAN, sessions: [gone] }, frozen: ['talk'] });
  assert.deepEqual(parsed.ok && parsed.value.previous, { sessions: [gone] });
});

test('a plan is read, and no room is the same whether null or absent', () => {
  const parsed = parseLoopPlan(PLAN);
  assert.ok(parsed.ok);
  assert.equal('room' in Object(parsed.value.sessions[0]), false);
});

test('a plan of another shape is refused with every fault', () => {
  const { bound, ...rest } = PLAN;
  assert.equal(bound, null);
  const parsed = parseLoopPlan({ ...rest, status: 'done', extra: 1 });
  assert.deepEqual(parsed.ok || parsed.problem.map(({ place }) => place), ['status', 'bound', 'extra']);
});
