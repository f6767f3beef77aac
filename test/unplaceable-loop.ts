/**
 * Loops of real size (6 to 8 sessions, 20 to 60 people, 10 days, half of the calendars full) that something stands
 * against: what a coordinator meets when "find a day" finds none.
 */
import type {
  Interval,
  LoopProblem,
  ProblemLoop,
  ProblemPerson,
  ProblemSession,
  Seat,
} from '#domain/planning/loop-problem.ts';
import { instantText, minuteAt } from '#domain/time/zoned.ts';
import { diceOf, pick } from './random-problem.ts';
import type { Dice } from './random-problem.ts';

const ZONE = 'Europe/Berlin';
const WEEKS = ['2026-12-07', '2026-12-14'];
const DAYS = WEEKS.flatMap((monday) =>
  [0, 1, 2, 3, 4].map((more) => Temporal.PlainDate.from(monday).add({ days: more }).toString()),
);
const HOURS = { from: '09:00', to: '17:30' };

export type Unplaceable = { readonly obstacle: string; readonly problem: LoopProblem };

/** The same number makes the same problem. Most cannot be placed; some of the subtler obstacles leave a way. */
export function unplaceableLoop(seed: number): Unplaceable {
  const dice = diceOf(seed * 7919 + 13);
  const problem = realLoop(dice);
  const [obstacle, put] = OBSTACLES[Math.abs(seed) % OBSTACLES.length] ?? [
    'nothing',
    (whole: LoopProblem) => whole,
  ];
  return { obstacle, problem: put(problem, dice) };
}

function realLoop(dice: Dice): LoopProblem {
  const people = Array.from({ length: 20 + dice.below(41) }, (_, index) => busyPerson(dice, `p${index}`));
  const ids = people.map(({ id }) => id);
  const pools = Object.fromEntries(
    ['coding', 'design', 'values', 'lunch', 'leads'].map((name) => [
      name,
      ids.filter(() => dice.chance(name === 'leads' ? 15 : 30)).concat(ids.slice(0, 3)),
    ]),
  );
  const unique = Object.fromEntries(Object.entries(pools).map(([name, list]) => [name, [...new Set(list)]]));
  return {
    format: 'loop-problem/1',
    timeZone: ZONE,
    days: DAYS,
    hours: HOURS,
    people,
    pools: unique,
    rooms: [
      { id: 'small', seats: 3 },
      { id: 'large', seats: 8, features: ['screen'] },
      { id: 'annex', seats: 6, features: ['screen'], site: 'annex' },
    ],
    walking: dice.chance(30) ? [{ sites: ['annex', 'house'], minutes: 15 }] : [],
    candidates: [{ id: 'kim', name: 'Kim', ...(dice.chance(60) ? { available: someDays(dice) } : {}) }],
    loops: [loopOf(dice, ids)],
  };
}

function someDays(dice: Dice): Interval[] {
  return DAYS.filter(() => dice.chance(60)).map((date) => span(date, '09:00', '17:30'));
}

function busyPerson(dice: Dice, id: string): ProblemPerson {
  const busy = DAYS.flatMap((date) =>
    Array.from({ length: 17 }, (_, half) => half)
      .filter(() => dice.chance(50))
      .map((half) => {
        const start = minuteAt(date, '09:00', ZONE) + 30 * half;
        return { start: instantText(start, ZONE), end: instantText(start + 30, ZONE) };
      }),
  );
  return {
    id,
    name: `Person ${id.slice(1)}`,
    busy,
    ...(dice.chance(70) ? { works: [worksOf(dice)] } : {}),
    ...(dice.chance(50) ? { maxPerDay: 1 + dice.below(3) } : {}),
    ...(dice.chance(30) ? { maxPerWeek: 2 + dice.below(3) } : {}),
    ...(dice.chance(20) ? { gap: 15 } : {}),
    ...(dice.chance(10) ? { timeZone: 'Europe/London' } : {}),
  };
}

function worksOf(dice: Dice): { days: ('mon' | 'tue' | 'wed' | 'thu' | 'fri')[]; from: string; to: string } {
  const days = (['mon', 'tue', 'wed', 'thu', 'fri'] as const).filter(() => dice.chance(85));
  return { days, from: pick(dice, ['08:00', '09:00', '10:00']), to: pick(dice, ['16:00', '17:00', '18:00']) };
}

function loopOf(dice: Dice, ids: readonly string[]): ProblemLoop {
  const session = (id: string, minutes: number, seats: readonly Seat[]): ProblemSession => ({
    id,
    kind: seats.length > 1 ? 'panel' : 'individual',
    minutes,
    seats,
    ...(dice.chance(60) ? { room: dice.chance(30) ? { features: ['screen'] } : {} } : {}),
  });
  const talks = [
    session('hm', 45, [{ people: [pick(dice, ids)], role: 'lead' }]),
    session('coding', 60, [{ pool: 'coding' }, { pool: 'coding', role: 'shadow', optional: true }]),
    session('design', 60, [{ pool: 'design' }]),
    session('values', 45, [{ pool: 'values' }]),
    session('panel', 60, [{ pool: 'leads', role: 'lead' }, { pool: 'coding' }]),
    session('peers', 45, [{ pool: 'coding', count: 2 }]),
  ].slice(0, 4 + dice.below(3));
  const lunch: ProblemSession = {
    id: 'lunch',
    kind: 'meal',
    minutes: 60,
    seats: [{ pool: 'lunch', role: 'host' }],
    window: { from: '11:30', to: '14:00' },
  };
  const debrief: ProblemSession = {
    id: 'debrief',
    kind: 'debrief',
    minutes: 30,
    seats: dice.chance(40) ? [{ everyone: true }] : [{ pool: 'leads' }],
  };
  return {
    id: 'kim',
    candidate: 'kim',
    sessions: [...talks, lunch, ...(dice.chance(40) ? [debrief] : [{ ...TOUR }])],
    ...(dice.chance(30) ? { maxDays: 2 } : {}),
    ...(dice.chance(25) ? { stretch: 240 } : {}),
    ...(dice.chance(20) ? { gap: { max: 60 } } : {}),
  };
}

const TOUR: ProblemSession = { id: 'tour', kind: 'tour', minutes: 30, seats: [], first: true };

/** Always the same span on each day. */
function span(date: string, from: string, to: string): Interval {
  return {
    start: instantText(minuteAt(date, from, ZONE), ZONE),
    end: instantText(minuteAt(date, to, ZONE), ZONE),
  };
}

type Put = (problem: LoopProblem, dice: Dice) => LoopProblem;

const WHOLE_DAYS = DAYS.map((date) => span(date, '08:00', '19:00'));

const OBSTACLES: readonly (readonly [string, Put])[] = [
  ['the hiring manager is away', (problem) => busyAlways(problem, membersOf(problem, 'hm'))],
  ['a whole pool is away', (problem, dice) => busyAlways(problem, problem.pools?.[pick(dice, POOLS)] ?? [])],
  [
    'nobody hosts lunch at noon',
    (problem) => busyAt(problem, problem.pools?.['lunch'] ?? [], '11:00', '14:30'),
  ],
  ['the candidate has too little time', (problem, dice) => offering(problem, 120 + 30 * dice.below(4))],
  ['the candidate comes in the evening', (problem) => offeringAt(problem, '17:00', '22:00')],
  ['too few different people', (problem) => allFrom(problem, ['p0', 'p1', 'p2'])],
  ['no room with a screen is free', noScreens],
  [
    'the sessions fill more than the hours',
    (problem) => ({ ...problem, hours: { from: '10:00', to: '14:00' } }),
  ],
  ['everyone at their limit', (problem) => withPeople(problem, (one) => ({ ...one, maxPerDay: 0 }))],
  ['a stretch too short', (problem) => withLoop(problem, { stretch: 50 })],
  ['two that never meet', neverMeet],
  [
    'an order in a circle',
    (problem) => withSessions(problem, (one, at) => ({ ...one, ...(at < 2 ? { first: true } : {}) })),
  ],
  ['calendars nine tenths full', fuller],
  ['part of a day only', (problem, dice) => offering(problem, 270 + 30 * dice.below(5))],
  [
    'a few people for everything',
    (problem, dice) =>
      allFrom(
        problem,
        problem.people.slice(0, 6 + dice.below(3)).map(({ id }) => id),
      ),
  ],
];
const POOLS = ['coding', 'design', 'values', 'lunch'];

function withPeople(problem: LoopProblem, change: (person: ProblemPerson) => ProblemPerson): LoopProblem {
  return { ...problem, people: problem.people.map(change) };
}

function withLoop(problem: LoopProblem, change: Partial<ProblemLoop>): LoopProblem {
  return { ...problem, loops: problem.loops.map((loop) => ({ ...loop, ...change })) };
}

function withSessions(
  problem: LoopProblem,
  change: (session: ProblemSession, at: number) => ProblemSession,
): LoopProblem {
  return {
    ...problem,
    loops: problem.loops.map((loop) => ({ ...loop, sessions: loop.sessions.map(change) })),
  };
}

function membersOf(problem: LoopProblem, id: string): readonly string[] {
  const session = problem.loops[0]?.sessions.find((one) => one.id === id);
  return session?.seats[0]?.people ?? [];
}

function busyAlways(problem: LoopProblem, ids: readonly string[]): LoopProblem {
  return withPeople(problem, (one) =>
    ids.includes(one.id) ? { ...one, busy: [...(one.busy ?? []), ...WHOLE_DAYS] } : one,
  );
}

function busyAt(problem: LoopProblem, ids: readonly string[], from: string, to: string): LoopProblem {
  const busy = DAYS.map((date) => span(date, from, to));
  return withPeople(problem, (one) =>
    ids.includes(one.id) ? { ...one, busy: [...(one.busy ?? []), ...busy] } : one,
  );
}

function offering(problem: LoopProblem, minutes: number): LoopProblem {
  const end = 10 * 60 + minutes;
  return offeringAt(
    problem,
    '10:00',
    `${String(Math.floor(end / 60)).padStart(2, '0')}:${String(end % 60).padStart(2, '0')}`,
  );
}

function offeringAt(problem: LoopProblem, from: string, to: string): LoopProblem {
  return {
    ...problem,
    candidates: problem.candidates.map((one) => ({
      ...one,
      available: DAYS.map((date) => span(date, from, to)),
    })),
  };
}

function allFrom(problem: LoopProblem, ids: readonly string[]): LoopProblem {
  const pools = Object.fromEntries(Object.keys(problem.pools ?? {}).map((name) => [name, ids]));
  return { ...problem, pools };
}

function noScreens(problem: LoopProblem): LoopProblem {
  const rooms = (problem.rooms ?? []).map((room) =>
    room.features === undefined ? room : { ...room, busy: WHOLE_DAYS },
  );
  const changed = { ...problem, rooms };
  return withSessions(changed, (one, at) => (at === 1 ? { ...one, room: { features: ['screen'] } } : one));
}

/** The lead of the panel is there in the mornings only, the second in the afternoons only. */
function neverMeet(problem: LoopProblem): LoopProblem {
  const mornings = busyAt(problem, ['p0'], '12:30', '18:00');
  const apart = busyAt(mornings, ['p1'], '08:00', '12:30');
  return withSessions(apart, (one, at) =>
    at === 2 ? { ...one, seats: [{ people: ['p0'], role: 'lead' }, { people: ['p1'] }] } : one,
  );
}

function fuller(problem: LoopProblem, dice: Dice): LoopProblem {
  return withPeople(problem, (one) => ({
    ...one,
    busy: [
      ...(one.busy ?? []),
      ...DAYS.flatMap((date) =>
        ['09:00', '10:30', '12:00', '13:30', '15:00', '16:30']
          .filter(() => dice.chance(80))
          .map((from) => span(date, from, `${Number(from.slice(0, 2)) + 1}${from.slice(2)}`)),
      ),
    ],
  }));
}
