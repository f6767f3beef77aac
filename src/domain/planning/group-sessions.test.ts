import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { groupsOf, placesLeft } from './group-sessions.ts';
import {
  loopProblemFrom,
  type InterviewModule,
  type LoopTemplate,
  type Surroundings,
} from '#domain/template/loop-template.ts';
import { problemFaults } from './problem-faults.ts';

const EXERCISE: InterviewModule = {
  id: 'exercise',
  title: 'Group exercise',
  kind: 'group',
  minutes: 60,
  seats: [{ pool: 'all', count: 2 }],
  after: ['talk'],
};
const TALK: InterviewModule = { id: 'talk', title: 'Talk', kind: 'individual', minutes: 30, seats: [] };
const LUNCH: InterviewModule = {
  id: 'lunch',
  title: 'Lunch',
  kind: 'meal',
  minutes: 45,
  seats: [],
  after: ['exercise'],
};

function template(exercise: Partial<InterviewModule> = {}): LoopTemplate {
  return {
    modules: [TALK, { ...EXERCISE, ...exercise }, LUNCH],
    hours: { from: '09:00', to: '17:00' },
    weekdays: ['mon'],
  };
}

function around(candidates: Surroundings['candidates'], rooms: Surroundings['rooms'] = []): Surroundings {
  return {
    timeZone: 'UTC',
    days: ['2026-12-07'],
    people: [{ id: 'ada' }, { id: 'bob' }],
    pools: { all: ['ada', 'bob'] },
    rooms,
    walking: [],
    candidates,
  };
}

const named = (count: number): { id: string }[] =>
  Array.from({ length: count }, (_, index) => ({ id: `c${index}` }));
const sizes = (given: LoopTemplate, whom: Surroundings): number[] =>
  groupsOf(given, whom).map(({ candidates }) => candidates.length);

it('fills groups evenly, with six candidates at most unless the module says otherwise', () => {
  assert.deepEqual(sizes(template(), around(named(14))), [5, 5, 4]);
  assert.deepEqual(sizes(template({ together: 4 }), around(named(14))), [4, 4, 4, 2]);
  assert.deepEqual(sizes(template(), around(named(1))), []);
});

it('leaves a place for everybody who sits in the room', () => {
  const rooms = [
    { id: 'small', seats: 6 },
    { id: 'hall', seats: 40, features: ['stage'] },
  ];
  assert.equal(placesLeft({ ...EXERCISE, room: {} }, rooms), 38);
  assert.equal(placesLeft({ ...EXERCISE, room: { oneOf: ['small'] } }, rooms), 4);
  assert.deepEqual(sizes(template({ room: { oneOf: ['small'] } }), around(named(8), rooms)), [4, 4]);
  assert.deepEqual(
    sizes(
      template({ room: { oneOf: ['small'] }, seats: [{ pool: 'all', count: 6 }] }),
      around(named(8), rooms),
    ),
    [],
  );
});

it('puts nobody into a group that meets when they cannot come', () => {
  const morning = [{ start: '2026-12-07T09:00:00Z', end: '2026-12-07T12:00:00Z' }];
  const evening = [{ start: '2026-12-07T13:00:00Z', end: '2026-12-07T17:00:00Z' }];
  const groups = groupsOf(
    template(),
    around([
      { id: 'a', available: morning },
      { id: 'b', available: evening },
      { id: 'c', available: morning },
      { id: 'd', available: evening },
      { id: 'e', available: [] },
    ]),
  );
  assert.deepEqual(
    groups.map(({ candidates }) => candidates),
    [
      ['a', 'c'],
      ['b', 'd'],
    ],
  );
});

it('makes one session of the loops together, after what each of them has before it', () => {
  const problem = loopProblemFrom(template({ together: 2 }), around(named(3)));
  assert.deepEqual(
    problem.loops.map(({ sessions }) => sessions.map(({ id }) => id)),
    [
      ['c0/talk', 'c0/lunch'],
      ['c1/talk', 'c1/lunch'],
      ['c2/talk', 'c2/exercise', 'c2/lunch'],
    ],
  );
  assert.deepEqual(problem.groups, [
    {
      id: 'group/exercise/1',
      kind: 'group',
      minutes: 60,
      seats: [{ pool: 'all', count: 2 }],
      after: ['c0/talk', 'c1/talk'],
      loops: ['c0', 'c1'],
    },
  ]);
  assert.deepEqual(problem.loops[1]?.sessions[1]?.after, ['group/exercise/1']);
  assert.deepEqual(problem.loops[2]?.sessions[2]?.after, ['c2/exercise']);
});

it('always makes a problem without faults, in which each candidate is in one group at most', () => {
  const span = fc
    .tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 1, max: 8 }))
    .map(([from, hours]) => ({ start: at(from), end: at(from + hours) }));
  const candidates = fc
    .array(fc.option(fc.array(span, { maxLength: 2 }), { nil: undefined }), { minLength: 1, maxLength: 30 })
    .map((all) => all.map((available, index) => ({ id: `c${index}`, ...(available && { available }) })));
  fc.assert(
    fc.property(candidates, fc.integer({ min: 2, max: 9 }), (all, together) => {
      const given = template({ together });
      const groups = groupsOf(given, around(all));
      const members = groups.flatMap((group) => group.candidates);
      assert.equal(new Set(members).size, members.length);
      assert.ok(groups.every((group) => group.candidates.length <= together));
      assert.deepEqual(problemFaults(loopProblemFrom(given, around(all))), []);
    }),
  );
});

function at(hour: number): string {
  return `2026-12-07T${String(Math.min(hour, 23)).padStart(2, '0')}:${hour > 23 ? '59' : '00'}:00Z`;
}
