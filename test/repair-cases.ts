/** Tiny problems of two or three loops that share people, rooms and groups, with a plan that stands and an event. */
import type {
  GroupSession,
  LoopPlan,
  LoopProblem,
  PlannedSession,
  ProblemLoop,
  ProblemPerson,
  ProblemSession,
} from '#domain/planning/loop-problem.ts';
import type { Happening, RepairEvent } from '#domain/repair/repair.ts';
import { instantText, minuteAt, minuteOf } from '#domain/time/zoned.ts';
import { solve } from '#solver/solve.ts';
import { CALM } from './cheapest.ts';

export type RepairCase = {
  readonly problem: LoopProblem;
  readonly plan: LoopPlan;
  readonly event: RepairEvent;
};

type Dice = { readonly below: (count: number) => number; readonly chance: (percent: number) => boolean };

function diceOf(seed: number): Dice {
  let state = (seed * 2_654_435_761 + 12_345) >>> 0;
  const below = (count: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * count);
  };
  for (let warm = 0; warm < 5; warm += 1) below(2);
  return { below, chance: (percent) => below(100) < percent };
}

const ZONE = 'Europe/Berlin';
const DAYS = ['2026-12-07', '2026-12-08'];
const FROM = 9 * 60;

/** Undefined where the problem has no complete plan. */
export function repairCase(seed: number): RepairCase | undefined {
  const dice = diceOf(seed);
  const problem = tinyProblem(dice);
  const plan = solve(problem, { ...CALM, limits: { iterations: 400 } });
  if (plan.status !== 'complete') return undefined;
  return { problem, plan, event: eventFor(dice, problem, plan) };
}

function tinyProblem(dice: Dice): LoopProblem {
  const days = DAYS.slice(0, dice.chance(25) ? 2 : 1);
  const length = days.length === 2 ? 90 : 90 + 30 * dice.below(3);
  const people = ['a', 'b', 'c', 'd', 'e']
    .slice(0, 4 + dice.below(2))
    .map((id) => tinyPerson(dice, id, days));
  const ids = people.map(({ id }) => id);
  const count = dice.chance(15) ? 3 : 2;
  const loops = ['k', 'l', 'm'].slice(0, count).map((id) => tinyLoop(dice, { id, ids, short: count === 3 }));
  const group = dice.chance(25) ? [tinyGroup(dice, loops, ids)] : [];
  return {
    format: 'loop-problem/1',
    timeZone: ZONE,
    grid: 30,
    days,
    hours: { from: clock(FROM), to: clock(FROM + length) },
    people,
    pools: { x: ids.slice(0, 3), y: ids.slice(1), z: ids.slice(2) },
    rooms: [
      { id: 'r', seats: 4, site: 'north' },
      { id: 'q', site: dice.chance(50) ? 'south' : 'north' },
    ],
    walking: dice.chance(20) ? [{ sites: ['north', 'south'], minutes: 30 }] : [],
    candidates: loops.map(({ candidate: id }) => ({ id })),
    loops,
    groups: group,
  };
}

function tinyPerson(dice: Dice, id: string, days: readonly string[]): ProblemPerson {
  const start = minuteAt(pick(dice, days), clock(FROM), ZONE) + 30 * dice.below(4);
  return {
    id,
    ...(dice.chance(30)
      ? { busy: [{ start: instantText(start, ZONE), end: instantText(start + 30, ZONE) }] }
      : {}),
    ...(dice.chance(20) ? { maxPerDay: 1 + dice.below(2) } : {}),
    ...(dice.chance(10) ? { maxPerWeek: 2 } : {}),
    ...(dice.chance(40) ? { recent: dice.below(3), fair: 1 + dice.below(3) } : {}),
    ...(dice.chance(30) ? { prefers: { from: clock(FROM + 30), to: clock(FROM + 90) } } : {}),
    ...(dice.chance(10) ? { gap: 30 } : {}),
  };
}

type Naming = { readonly id: string; readonly ids: readonly string[]; readonly short: boolean };

function tinyLoop(dice: Dice, { id, short }: Naming): ProblemLoop {
  const sessions = Array.from({ length: short ? 1 : 1 + dice.below(2) }, (_, index) =>
    tinySession(dice, `${id}${index}`),
  );
  const debrief: ProblemSession[] =
    !short && dice.chance(25)
      ? [{ id: `${id}z`, kind: 'debrief', minutes: 30, seats: [{ everyone: true }] }]
      : [];
  return {
    id,
    candidate: id.toUpperCase(),
    sessions: [...sessions, ...debrief],
    ...(dice.chance(30) ? { meetAgain: true } : {}),
    ...(dice.chance(15) ? { maxDays: 2 } : {}),
  };
}

function tinySession(dice: Dice, id: string): ProblemSession {
  return {
    id,
    kind: 'individual',
    minutes: 30,
    seats: [
      { pool: pick(dice, ['x', 'y', 'z']), role: 'lead' },
      ...(dice.chance(20) ? [{ pool: 'y', ...(dice.chance(40) ? { optional: true } : {}) }] : []),
    ],
    ...(dice.chance(50) ? { room: {} } : {}),
  };
}

function tinyGroup(dice: Dice, loops: readonly ProblemLoop[], ids: readonly string[]): GroupSession {
  return {
    id: 'g',
    kind: 'group',
    minutes: 30,
    loops: loops.slice(0, 2).map(({ id }) => id),
    seats: [{ people: ids.slice(0, 3), role: 'observer' }],
    ...(dice.chance(50) ? { room: {} } : {}),
  };
}

function eventFor(dice: Dice, problem: LoopProblem, plan: LoopPlan): RepairEvent {
  const staffed = plan.sessions.filter(({ people }) => people.length > 0);
  const session = pick(dice, staffed);
  const happened = [happeningTo(dice, session, problem)];
  const later = plan.sessions.some(
    ({ start }) => minuteOf(start) > minuteOf(plan.sessions[0]?.start ?? start),
  );
  const before = minuteOf(session.start) - 1;
  return dice.chance(20) && later ? { happened, now: instantText(before, ZONE) } : { happened };
}

function happeningTo(dice: Dice, session: PlannedSession, problem: LoopProblem): Happening {
  const { person } = pick(dice, session.people);
  const candidate = problem.loops.find(({ id }) => session.loops.includes(id))?.candidate ?? '';
  switch (dice.below(session.room === undefined ? 4 : 5)) {
    case 0:
    case 1:
      return { kind: 'declined', session: session.session, person };
    case 2: {
      const date = session.start.slice(0, 10);
      const [from, to] = [minuteAt(date, '00:00', ZONE), minuteAt(date, '24:00', ZONE)];
      return { kind: 'away', person, from: instantText(from, ZONE), to: instantText(to, ZONE) };
    }
    case 3:
      return { kind: 'late', candidate, minutes: 30 };
    default:
      return { kind: 'lost', room: session.room ?? '', from: session.start };
  }
}

function pick<T>(dice: Dice, list: readonly T[]): T {
  const value = list[dice.below(list.length)];
  if (value === undefined) throw new RangeError('nothing to pick from');
  return value;
}

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
