import type {
  GroupSession,
  Kind,
  LoopProblem,
  PlannedSession,
  ProblemLoop,
  ProblemPerson,
  ProblemSession,
  Seat,
} from '#domain/planning/loop-problem.ts';
import { instantText, minuteAt } from '#domain/time/zoned.ts';

/** Draws from a list of numbers that a seed makes; the same seed makes the same problem. */
export type Dice = {
  readonly below: (count: number) => number;
  readonly chance: (percent: number) => boolean;
};

export function diceOf(seed: number): Dice {
  let state = seed >>> 0;
  const below = (count: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * count);
  };
  for (let warm = 0; warm < 5; warm += 1) below(2);
  return { below, chance: (percent) => below(100) < percent };
}

const ZONE = 'Europe/Berlin';

/**
 * A tiny problem of one loop (with a group session now and then) that still uses every field: small enough for
 * every plan to be tried.
 */
export function randomProblem(seed: number): LoopProblem {
  const dice = diceOf(seed);
  const springForward = dice.chance(20);
  const days = springForward
    ? ['2027-03-27', '2027-03-28']
    : ['2026-12-07', '2026-12-08'].slice(0, 1 + dice.below(2));
  const from = springForward ? 1 : 9;
  const hours = { from: `0${from}:00`, to: clock(from * 60 + 60 + 30 * dice.below(3)) };
  const frame: Frame = { dice, days, hours };
  const people = ['a', 'b', 'c', 'd']
    .slice(0, dice.chance(25) ? 4 : 2 + dice.below(2))
    .map((id) => randomPerson(frame, id));
  const ids = people.map(({ id }) => id);
  const sessions = Array.from({ length: 1 + dice.below(3) }, (_, index) =>
    randomSession(frame, `s${index}`, ids),
  );
  if (dice.chance(35)) sessions.push(randomDebrief(frame, ids));
  const loop = randomLoop(frame, sessions);
  const groups: GroupSession[] = dice.chance(20)
    ? [{ ...randomSession(frame, 'g', ids), kind: 'group', loops: ['l'] }]
    : [];
  const all = [...sessions, ...groups];
  const problem: LoopProblem = {
    format: 'loop-problem/1',
    timeZone: ZONE,
    grid: 30,
    days,
    hours,
    people,
    pools: { x: ids.slice(0, 2), y: ids.slice(1) },
    rooms: randomRooms(frame),
    walking: dice.chance(40) ? [{ sites: ['north', 'south'], minutes: 30 }] : [],
    candidates: [{ id: 'k', ...(dice.chance(30) ? { available: spans(frame, 1, 90) } : {}) }],
    loops: [loop],
    groups,
    declined: dice.chance(20) ? [{ session: pick(dice, all).id, person: pick(dice, ids) }] : [],
    weights: dice.chance(20) ? { waiting: 2, unfilled: 12, preference: 7 } : {},
  };
  return dice.chance(30) ? withPrevious(frame, problem, all) : problem;
}

type Frame = {
  readonly dice: Dice;
  readonly days: readonly string[];
  readonly hours: { readonly from: string; readonly to: string };
};

function randomPerson({ dice, days, hours }: Frame, id: string): ProblemPerson {
  const away = dice.chance(25);
  const base = away ? 270 : 0;
  const start = Number(hours.from.slice(0, 2)) * 60;
  return {
    id,
    ...(away ? { timeZone: 'Asia/Kolkata' } : {}),
    ...(dice.chance(25)
      ? {
          works: [
            { days: ['mon', 'tue', 'sat', 'sun'], from: clock(start + base), to: clock(start + base + 120) },
          ],
        }
      : {}),
    ...(dice.chance(35) ? { busy: spans({ dice, days, hours }, 1, 30) } : {}),
    ...(dice.chance(30) ? { maxPerDay: 1 + dice.below(2) } : {}),
    ...(dice.chance(20) ? { maxPerWeek: 1 + dice.below(2) } : {}),
    ...(dice.chance(50) ? { recent: dice.below(3), fair: 1 + dice.below(2) } : {}),
    ...(dice.chance(40) ? { prefers: { from: clock(start + base + 30), to: clock(start + base + 90) } } : {}),
    ...(dice.chance(25) ? { gap: 30 } : {}),
  };
}

function randomSession({ dice, hours }: Frame, id: string, ids: readonly string[]): ProblemSession {
  const start = Number(hours.from.slice(0, 2)) * 60;
  const kinds: readonly Kind[] = ['individual', 'panel', 'meal', 'presentation'];
  const others = [0, 1, 2].map((index) => `s${index}`).filter((other) => other < id);
  return {
    id,
    kind: pick(dice, kinds),
    minutes: 30,
    seats: Array.from({ length: dice.chance(15) ? 0 : 1 + dice.below(2) }, () => randomSeat(dice, ids)),
    ...(dice.chance(40) ? { room: randomWish(dice) } : {}),
    ...(dice.chance(20) ? { window: { from: clock(start + 30), to: clock(start + 90) } } : {}),
    ...(dice.chance(20) && others.length > 0 ? { after: [pick(dice, others)] } : {}),
    ...(dice.chance(8) ? { first: true } : {}),
    ...(dice.chance(8) ? { last: true } : {}),
  };
}

function randomDebrief({ dice }: Frame, ids: readonly string[]): ProblemSession {
  const everyone: Seat = { everyone: true, ...(dice.chance(40) ? { optional: true } : {}) };
  return {
    id: 'zz',
    kind: 'debrief',
    minutes: 30,
    seats: dice.chance(70) ? [everyone] : [randomSeat(dice, ids)],
    ...(dice.chance(40) ? { room: randomWish(dice) } : {}),
  };
}

function randomSeat(dice: Dice, ids: readonly string[]): Seat {
  const who = dice.chance(50)
    ? { pool: pick(dice, ['x', 'y']) }
    : { people: [pick(dice, ids), ...ids.slice(0, 1)] };
  return {
    ...who,
    ...(dice.chance(15) ? { count: 2 } : {}),
    ...(dice.chance(20) ? { role: 'shadow' as const } : {}),
    ...(dice.chance(25) ? { optional: true } : {}),
  };
}

function randomWish(dice: Dice): NonNullable<ProblemSession['room']> {
  if (dice.chance(30)) return { features: ['screen'] };
  return dice.chance(30) ? { seats: 2 } : {};
}

function randomRooms(frame: Frame): NonNullable<LoopProblem['rooms']> {
  const { dice } = frame;
  return [
    { id: 'r', seats: 2 + dice.below(2), site: 'north', features: ['screen'] },
    { id: 'q', site: 'south', ...(dice.chance(30) ? { busy: spans(frame, 1, 60) } : {}) },
  ];
}

function randomLoop({ dice, days }: Frame, sessions: ProblemSession[]): ProblemLoop {
  return {
    id: 'l',
    candidate: 'k',
    sessions,
    ...(dice.chance(40) ? { maxDays: 2 } : {}),
    ...(dice.chance(25) ? { gap: dice.chance(50) ? { min: 30 } : { max: 0 } } : {}),
    ...(dice.chance(20) ? { stretch: 60 } : {}),
    ...(dice.chance(50) ? { meetAgain: true } : {}),
    ...(dice.chance(10) ? { earliest: pick(dice, days) } : {}),
    ...(dice.chance(10) ? { latest: pick(dice, days) } : {}),
  };
}

/** A plan from before, right or not; some of its sessions frozen. */
function withPrevious(frame: Frame, problem: LoopProblem, sessions: readonly ProblemSession[]): LoopProblem {
  const { dice, days } = frame;
  const previous = sessions
    .filter(() => dice.chance(70))
    .map((session): PlannedSession => {
      const start = minuteAt(pick(dice, days), frame.hours.from, ZONE) + 30 * dice.below(3);
      const seated = session.seats.flatMap((seat, index) => {
        const may = seat.pool === undefined ? (seat.people ?? []) : (problem.pools?.[seat.pool] ?? []);
        return may
          .slice(0, 1)
          .map((person) => ({ person, seat: index, role: seat.role ?? ('panelist' as const) }));
      });
      const people = seated.filter(
        (one, index) => seated.findIndex((other) => other.person === one.person) === index,
      );
      return {
        session: session.id,
        loops: ['l'],
        start: instantText(start, ZONE),
        end: instantText(start + session.minutes, ZONE),
        people,
        ...(session.room === undefined ? {} : { room: pick(dice, ['r', 'q']) }),
      };
    });
  const frozen = previous.filter(() => dice.chance(25)).map(({ session }) => session);
  return { ...problem, previous: { sessions: previous }, frozen };
}

function spans(
  { dice, days, hours }: Frame,
  count: number,
  minutes: number,
): { start: string; end: string }[] {
  return Array.from({ length: count }, () => {
    const start = minuteAt(pick(dice, days), hours.from, ZONE) + 15 * dice.below(6);
    return { start: instantText(start, ZONE), end: instantText(start + minutes, ZONE) };
  });
}

export function pick<T>(dice: Dice, list: readonly T[]): T {
  const value = list[dice.below(list.length)];
  if (value === undefined) throw new RangeError('nothing to pick from');
  return value;
}

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
