/**
 * Plans to judge that no scheduler would make: sound ones with something changed, and wholly random ones. They are
 * JSON as it stands in files; what a change is called says what it does.
 */
import type { LoopPlan, LoopProblem, PlannedSession, ProblemSession } from '#domain/planning/loop-problem.ts';
import { costOf } from '#solver/cost.ts';

/** JSON that may be changed in place. */
type Open<T> = { -readonly [K in keyof T]: Open<T[K]> };
export type Pair = { problem: Open<LoopProblem>; plan: Open<LoopPlan> };
type Dice = () => number;
type Change = (pair: Pair, dice: Dice) => void;
type OpenSession = Open<PlannedSession>;

/** Numbers from a seed (mulberry32); enough for choosing what to break. */
function diceOf(seed: number): Dice {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** The pair with `changes` changes, drawn by the dice. The stated cost is made right, unless a change is about it. */
export function mutantOf(pair: Pair, changes: number, seed: number): Pair {
  const dice = diceOf(seed);
  const mutant = structuredClone(pair);
  for (let count = 0; count < changes; count++) pick(CHANGES, dice)(mutant, dice);
  restate(mutant);
  if (dice() < 0.1) mutant.plan.cost.total += 1 + Math.floor(dice() * 100);
  return mutant;
}

/** A plan for the problem with every session at a random start, with random people and rooms. */
export function randomPlan(problem: LoopProblem, seed: number): Pair {
  const dice = diceOf(seed);
  const rooms = (problem.rooms ?? []).map(({ id }) => id);
  const from = minutesOf(problem.hours.from);
  const slots = Math.floor((minutesOf(problem.hours.to) - from) / (problem.grid ?? 15));
  const draw = (session: ProblemSession, loops: readonly string[]): OpenSession => {
    const start = Temporal.PlainDate.from(pick(problem.days, dice))
      .toZonedDateTime(problem.timeZone)
      .add({ minutes: from + Math.floor(dice() * slots) * (problem.grid ?? 15) });
    const room = session.room !== undefined && rooms.length > 0 ? { room: pick(rooms, dice) } : {};
    return {
      session: session.id,
      loops: [...loops],
      start: text(start),
      end: text(start.add({ minutes: session.minutes })),
      people: peopleFor(problem, session, dice),
      ...room,
    };
  };
  const sessions = [
    ...problem.loops.flatMap(({ id, sessions: own }) => own.map((session) => draw(session, [id]))),
    ...(problem.groups ?? []).map((group) => draw(group, group.loops)),
  ];
  const pair: Pair = { problem: structuredClone(problem) as Open<LoopProblem>, plan: planOf(sessions) };
  for (let count = dice() < 0.5 ? 0 : 6; count > 0; count--) pick(CHANGES, dice)(pair, dice);
  restate(pair);
  return pair;
}

function peopleFor(problem: LoopProblem, session: ProblemSession, dice: Dice): OpenSession['people'] {
  const all = problem.people.map(({ id }) => id);
  return session.seats.flatMap((seat, index) => {
    const eligible = seat.pool === undefined ? (seat.people ?? all) : (problem.pools?.[seat.pool] ?? []);
    const from = dice() < 0.9 && eligible.length > 0 ? eligible : all;
    const free = [...from].sort(() => dice() - 0.5);
    const wanted = seat.everyone === true ? 3 : (seat.count ?? 1);
    const taken = seat.optional === true && dice() < 0.5 ? 0 : wanted;
    return free
      .slice(0, taken)
      .map((person) => ({ person, seat: index, role: seat.role ?? ('panelist' as const) }));
  });
}

function planOf(sessions: OpenSession[]): Open<LoopPlan> {
  const cost = { unplaced: 0, waiting: 0, preference: 0, overload: 0, delay: 0, unfilled: 0 };
  return {
    format: 'loop-plan/1',
    status: 'complete',
    cost: { total: 0, ...cost, moved: 0, replaced: 0, rerouted: 0 },
    bound: null,
    sessions,
    unplaced: [],
    run: { seed: 1, seconds: 0, iterations: 0, stopped: 'time' },
  };
}

function restate({ problem, plan }: Pair): void {
  const unplaced = plan.unplaced.map(({ loop }) => loop);
  plan.cost = costOf(problem as LoopProblem, plan.sessions.map(sessionOf), unplaced);
}

/** Files may say that there is no room in two ways. */
function sessionOf({ room, ...rest }: OpenSession): PlannedSession {
  return typeof room === 'string' ? { ...rest, room } : rest;
}

const CHANGES: readonly Change[] = [
  function shiftByTheGrid({ plan }, dice) {
    shift(pick(plan.sessions, dice), Math.round((dice() - 0.5) * 16) * 15 * 60);
  },
  function shiftOffTheGrid({ plan }, dice) {
    shift(pick(plan.sessions, dice), pick([60, 240, 30, 90, 150, -20, 1, 0.5], dice));
  },
  function moveToAnotherDate({ plan }, dice) {
    shift(pick(plan.sessions, dice), pick([-1, 1, 2, 7, 100], dice) * 86_400);
  },
  function startAsAnother({ plan }, dice) {
    const [one, two] = [pick(plan.sessions, dice), pick(plan.sessions, dice)];
    shift(one, (Date.parse(two.start) - Date.parse(one.start)) / 1000);
  },
  function followAnother({ plan }, dice) {
    const [one, two] = [pick(plan.sessions, dice), pick(plan.sessions, dice)];
    shift(one, (Date.parse(two.end) - Date.parse(one.start)) / 1000);
  },
  function endElsewhen({ plan }, dice) {
    const at = pick(plan.sessions, dice);
    at.end = text(zoned(at.end).add({ seconds: pick([-900, 30, 20, 900, 3600, -7200], dice) }));
  },
  function sayTheSameInAnotherOffset({ plan }, dice) {
    const at = pick(plan.sessions, dice);
    at.start = Temporal.Instant.from(at.start).toString();
  },
  function swapPeople({ plan }, dice) {
    const [one, two] = [pick(plan.sessions, dice), pick(plan.sessions, dice)];
    [one.people, two.people] = [two.people, one.people];
  },
  function replaceSomebody({ problem, plan }, dice) {
    const seated = pick(pick(plan.sessions, dice).people, dice);
    if (seated !== undefined) seated.person = dice() < 0.1 ? 'nobody' : pick(problem.people, dice).id;
  },
  function seatSomebodyTwice({ plan }, dice) {
    const { people } = pick(plan.sessions, dice);
    if (people[0] !== undefined) people.push({ ...people[0] });
  },
  function seatOneMore({ problem, plan }, dice) {
    const seat = pick([0, 0, 1, 9, -1], dice);
    pick(plan.sessions, dice).people.push({ person: pick(problem.people, dice).id, seat, role: 'panelist' });
  },
  function leaveASeatEmpty({ plan }, dice) {
    pick(plan.sessions, dice).people.pop();
  },
  function giveAnotherRole({ plan }, dice) {
    const seated = pick(pick(plan.sessions, dice).people, dice);
    if (seated !== undefined) seated.role = pick(['shadow', 'lead', 'observer'] as const, dice);
  },
  function giveAnotherRoom({ problem, plan }, dice) {
    const at = pick(plan.sessions, dice);
    const rooms = (problem.rooms ?? []).map(({ id }) => id);
    at.room = pick([...rooms, ...rooms, 'nowhere'], dice);
  },
  function takeTheRoomAway({ plan }, dice) {
    Object.assign(pick(plan.sessions, dice), { room: null });
  },
  function dropASession({ plan }, dice) {
    if (plan.sessions.length > 1) plan.sessions.splice(Math.floor(dice() * plan.sessions.length), 1);
  },
  function placeASessionTwice({ plan }, dice) {
    plan.sessions.push(structuredClone(pick(plan.sessions, dice)));
  },
  function inventASession({ plan }, dice) {
    plan.sessions.push({ ...structuredClone(pick(plan.sessions, dice)), session: 'invented' });
  },
  function shuffle({ plan }, dice) {
    plan.sessions.sort(() => dice() - 0.5);
  },
  function leaveALoopOut({ problem, plan }, dice) {
    const { id, sessions } = pick(problem.loops, dice);
    const own = new Set(sessions.map((session) => session.id));
    plan.unplaced.push({ loop: id, because: [], text: 'left out', relax: [] });
    const rest = plan.sessions.filter(({ session }) => !own.has(session));
    if (dice() < 0.7 && rest.length > 0) plan.sessions = rest;
  },
  function repair({ problem, plan }, dice) {
    const held = [...new Map(plan.sessions.map((at) => [at.session, structuredClone(at)])).values()];
    const known = idsOf(problem);
    problem.previous = { sessions: held };
    problem.frozen = held.map(({ session }) => session).filter((id) => known.includes(id) && dice() < 0.4);
  },
  function decline({ problem, plan }, dice) {
    const at = pick(plan.sessions, dice);
    const person = at.people[0]?.person ?? '';
    if (!idsOf(problem).includes(at.session) || !problem.people.some(({ id }) => id === person)) return;
    problem.declined = [...(problem.declined ?? []), { session: at.session, person }];
  },
  function limitSomebody({ problem, plan }, dice) {
    const id = pick(pick(plan.sessions, dice).people, dice)?.person;
    const person = problem.people.find((each) => each.id === id) ?? pick(problem.people, dice);
    Object.assign(person, pick(LIMITS, dice));
  },
  function limitALoop({ problem }, dice) {
    Object.assign(pick(problem.loops, dice), pick(LOOP_LIMITS, dice), { earliest: pick(problem.days, dice) });
  },
  function limitASession({ problem }, dice) {
    const session = pick(pick(problem.loops, dice).sessions, dice);
    if (session !== undefined) Object.assign(session, pick(SESSION_LIMITS, dice));
  },
  function limitACandidate({ problem, plan }, dice) {
    const { start } = pick(plan.sessions, dice);
    const end = text(zoned(start).add({ hours: 4 }));
    pick(problem.candidates, dice).available = [{ start, end }];
  },
  function spreadTheRooms({ problem }, dice) {
    for (const room of problem.rooms ?? []) room.site = pick(['north', 'south', 'west'], dice);
    problem.walking = [{ sites: ['north', 'south'], minutes: 20 }];
  },
  function weighOtherwise({ problem }, dice) {
    problem.weights = { waiting: Math.floor(dice() * 9), overload: 3, moved: 7, unfilled: 11 };
  },
];

const LIMITS: readonly Partial<Open<LoopProblem['people'][number]>>[] = [
  { maxPerDay: 0 },
  { maxPerDay: 1, maxPerWeek: 2 },
  { maxPerWeek: 0 },
  { gap: 30 },
  { gap: 1 },
  { timeZone: 'America/New_York', works: [{ days: ['mon', 'tue', 'wed'], from: '09:00', to: '17:00' }] },
  { timeZone: 'Australia/Sydney', works: [{ days: ['mon', 'tue', 'wed'], from: '18:00', to: '24:00' }] },
  { works: [{ days: ['mon', 'fri'], from: '08:00', to: '12:00' }] },
  { works: [] },
  { prefers: { from: '10:00', to: '11:30' } },
  { timeZone: 'Asia/Kolkata', prefers: { from: '14:00', to: '24:00' } },
  { recent: 2, fair: 2 },
  { busy: [{ start: '2026-12-07T09:30:30+01:00', end: '2026-12-07T11:00:00+01:00' }] },
  { busy: [{ start: '2026-12-07T00:00:00Z', end: '2026-12-09T00:00:00Z' }] },
];

const LOOP_LIMITS: readonly Partial<Open<LoopProblem['loops'][number]>>[] = [
  { gap: { min: 5 } },
  { gap: { min: 15, max: 30 } },
  { gap: { max: 0 } },
  { stretch: 60 },
  { stretch: 120, meetAgain: true },
  { maxDays: 2 },
  { latest: '2026-12-07' },
  { meetAgain: false },
];

const SESSION_LIMITS: readonly Partial<Open<ProblemSession>>[] = [
  { first: true },
  { last: true },
  { window: { from: '11:00', to: '13:00' } },
  { room: { seats: 5, features: ['screen'] } },
  { room: {} },
  { kind: 'debrief' },
  { kind: 'break' },
];

function shift(session: OpenSession, seconds: number): void {
  const by = { milliseconds: Math.round(seconds * 1000) };
  session.start = text(zoned(session.start).add(by));
  session.end = text(zoned(session.end).add(by));
}

function zoned(instant: string): Temporal.ZonedDateTime {
  return Temporal.Instant.from(instant).toZonedDateTimeISO('Europe/Berlin');
}

function text(moment: Temporal.ZonedDateTime): string {
  return moment.toString({ timeZoneName: 'never' });
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

function idsOf({ loops, groups }: Pair['problem']): readonly string[] {
  return [...loops.flatMap(({ sessions }) => sessions), ...(groups ?? [])].map(({ id }) => id);
}

function pick<T>(items: readonly T[], dice: Dice): T {
  return items[Math.floor(dice() * items.length)] as T;
}
