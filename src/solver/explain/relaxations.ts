/**
 * What would make the loop fit: small changes to the problem, each verified by solving with it before it is told.
 */
import { dateAt, minuteOf, timeAt } from '#domain/zoned.ts';
import type { Interval, LoopProblem, ProblemLoop, ProblemSession, Relaxation } from '#domain/loop-problem.ts';
import { at } from '#solver/at.ts';
import type { State } from '#solver/search/state.ts';
import { fork, removeLoop } from '#solver/search/state.ts';
import type { Fact } from './facts.ts';
import { factKey, factsOf } from './facts.ts';
import { takeAlone } from './alone.ts';
import type { Alone } from './alone.ts';
import { prepareTrial, tryFacts } from './trial.ts';
import { personName, sessionOf } from './words.ts';

type Change = { readonly say: string; readonly alone: Alone };

const MOST = 4;
/** Minutes from which an appointment is an absence. */
const LONG = 10 * 60;
/** Changes tried at most; each is a solve of its own. */
const TRIES = 60;

export function relaxationsOf(
  state: State,
  loop: number,
  because: readonly Fact[],
  stop: () => boolean,
): Relaxation[] {
  const alone = takeAlone(state, loop);
  const found: Relaxation[] = [];
  const told = new Set<string>();
  let tries = 0;
  for (const ladder of laddersOf(alone, because)) {
    for (const change of ladder) {
      tries += 1;
      if (found.length >= MOST || tries > TRIES || stop()) return found;
      const then = fitsWith(change.alone);
      if (then === undefined || told.has(change.say)) continue;
      told.add(change.say);
      found.push({ change: change.say, then });
      break;
    }
  }
  if (found.length < MOST) found.push(...otherLoops(state, loop, because, MOST - found.length));
  return found;
}

/** What the plan would then look like, in few words; undefined when it still does not fit. */
function fitsWith(alone: Alone): string | undefined {
  const trial = prepareTrial(alone);
  const { fits, state } = tryFacts(trial, new Set(factsOf(trial).flat().map(factKey)));
  if (fits === undefined) return undefined;
  const own = fits.placements.filter((placement) => !at(state.model.sessions, placement.session).debrief);
  const first = own.toSorted((a, b) => a.start - b.start)[0];
  if (first === undefined) return 'fits';
  const zone = alone.problem.timeZone;
  return `fits on ${dayWords(dateAt(first.start, zone))} from ${timeAt(first.start, zone)}`;
}

/** Changes of one kind from the smallest on: of each ladder the first step that helps is told. */
function laddersOf(alone: Alone, because: readonly Fact[]): Iterable<Change>[] {
  return because.flatMap((fact): Iterable<Change>[] => {
    const session = sessionOf(alone, fact.session);
    if (session !== undefined) return sessionLadders(alone, fact, session);
    if (fact.person !== undefined) return personLadders(alone, fact, fact.person);
    if (fact.rule === 'hours') return hoursSteps(alone);
    if (fact.rule === 'days') return [moreDates(alone)];
    return fact.rule === 'again'
      ? [[changed(alone, 'somebody may be met twice', { loop: { meetAgain: true } })]]
      : [];
  });
}

function sessionLadders(alone: Alone, { rule }: Fact, session: ProblemSession): Iterable<Change>[] {
  if (rule === 'window') return windowSteps(alone, session);
  if (rule === 'seat') return [otherPeople(alone, session), shorter(alone, session)];
  return rule === 'room' ? [withoutRoom(alone, session)] : [];
}

function personLadders(alone: Alone, { rule }: Fact, person: string): Iterable<Change>[] {
  if (rule === 'busy') return [movedMeetings(alone, person)];
  return rule === 'load' ? [oneMore(alone, person)] : [];
}

function changed(
  alone: Alone,
  say: string,
  what: { problem?: Partial<LoopProblem>; loop?: Partial<ProblemLoop>; session?: ProblemSession },
): Change {
  const { session } = what;
  const sessions =
    session === undefined
      ? alone.loop.sessions
      : alone.loop.sessions.map((one) => (one.id === session.id ? session : one));
  const loop: ProblemLoop = { ...alone.loop, sessions, ...what.loop };
  const groups = (alone.problem.groups ?? []).map((group) =>
    session !== undefined && group.id === session.id ? { ...group, ...session } : group,
  );
  return {
    say,
    alone: { ...alone, loop, problem: { ...alone.problem, groups, ...what.problem, loops: [loop] } },
  };
}

function* steps(from: number, by: number, count: number): Iterable<number> {
  for (let step = 1; step <= count; step += 1) yield from + by * step;
}

function windowSteps(alone: Alone, session: ProblemSession): Iterable<Change>[] {
  const window = session.window ?? alone.problem.hours;
  const grid = alone.problem.grid ?? 15;
  const count = Math.ceil(60 / grid);
  return [
    mapped(steps(minutesOf(window.from), -grid, count), (minute) =>
      changed(alone, `${session.id} may start at ${clockText(minute)}`, {
        session: { ...session, window: { ...window, from: clockText(minute) } },
      }),
    ),
    mapped(steps(minutesOf(window.to), grid, count), (minute) =>
      changed(alone, `${session.id} may end at ${clockText(minute)}`, {
        session: { ...session, window: { ...window, to: clockText(minute) } },
      }),
    ),
  ];
}

function hoursSteps(alone: Alone): Iterable<Change>[] {
  const { hours, grid = 15 } = alone.problem;
  const count = Math.ceil(120 / grid);
  return [
    mapped(steps(minutesOf(hours.to), grid, count), (minute) =>
      changed(alone, `the day may end at ${clockText(minute)}`, {
        problem: { hours: { ...hours, to: clockText(minute) } },
      }),
    ),
    mapped(steps(minutesOf(hours.from), -grid, count), (minute) =>
      changed(alone, `the day may start at ${clockText(minute)}`, {
        problem: { hours: { ...hours, from: clockText(minute) } },
      }),
    ),
  ];
}

function shorter(alone: Alone, session: ProblemSession): Iterable<Change> {
  const steps = [5, 10, 15, 30].filter((less) => session.minutes - less >= 15);
  return steps.map((less) =>
    changed(alone, `${session.id} is ${less} minutes shorter`, {
      session: { ...session, minutes: session.minutes - less },
    }),
  );
}

function* moreDates(alone: Alone): Iterable<Change> {
  const most = alone.loop.maxDays ?? 1;
  if (alone.problem.days.length > most && alone.loop.sessions.length > 1) {
    yield changed(alone, `the loop may take ${most + 1} days`, { loop: { maxDays: most + 1 } });
  }
  const { earliest: _earliest, latest: _latest, ...rest } = alone.loop;
  if (_earliest !== undefined || _latest !== undefined) {
    const loop = rest;
    yield {
      say: 'any of the days may be used',
      alone: { ...alone, loop, problem: { ...alone.problem, loops: [loop] } },
    };
  }
}

function* otherPeople(alone: Alone, session: ProblemSession): Iterable<Change> {
  const { people, pools } = alone.problem;
  for (const [index, seat] of session.seats.entries()) {
    if (seat.everyone === true || seat.optional === true) continue;
    const may = seat.pool === undefined ? (seat.people ?? []) : (pools?.[seat.pool] ?? []);
    for (const person of people.filter((one) => !may.includes(one.id))) {
      const { pool: _pool, ...rest } = seat;
      const seats = session.seats.map((one, place) =>
        place === index ? { ...rest, people: [...may, person.id] } : one,
      );
      yield changed(alone, `${personName(alone, person.id)} may sit in ${session.id} too`, {
        session: { ...session, seats },
      });
    }
  }
}

function* movedMeetings(alone: Alone, id: string): Iterable<Change> {
  const { people, timeZone } = alone.problem;
  const person = people.find((one) => one.id === id);
  for (const meeting of person?.busy ?? []) {
    const busy = person?.busy?.filter((other) => other !== meeting) ?? [];
    yield changed(alone, `${personName(alone, id)} ${freedWords(meeting, timeZone)}`, {
      problem: { people: people.map((one) => (one.id === id ? { ...one, busy } : one)) },
    });
  }
}

/** A meeting is moved; who is busy for most of a day, or for days, would have to be free. */
function freedWords(meeting: Interval, timeZone: string): string {
  const [from, to] = [minuteOf(meeting.start), minuteOf(meeting.end)];
  const [first, last] = [dateAt(from, timeZone), dateAt(to - 1, timeZone)];
  if (to - from >= LONG) {
    // The day on which most of it lies: one that is midnight to midnight elsewhere begins here a little off.
    const days = to - from <= 24 * 60 ? [dateAt(Math.floor((from + to) / 2), timeZone)] : [first, last];
    return `is free ${days.length === 1 ? 'on' : 'from'} ${days.map(dayWords).join(' to ')}`;
  }
  return `moves the appointment on ${dayWords(first)}, ${timeAt(from, timeZone)} to ${timeAt(to, timeZone)}`;
}

function* withoutRoom(alone: Alone, session: ProblemSession): Iterable<Change> {
  const { room: _room, ...rest } = session;
  if (_room !== undefined)
    yield changed(alone, `${session.id} takes place outside the rooms`, { session: rest });
}

function* oneMore(alone: Alone, id: string): Iterable<Change> {
  const people = alone.problem.people.map((person) => {
    if (person.id !== id) return person;
    const perDay = person.maxPerDay === undefined ? {} : { maxPerDay: person.maxPerDay + 1 };
    const perWeek = person.maxPerWeek === undefined ? {} : { maxPerWeek: person.maxPerWeek + 1 };
    return { ...person, ...perDay, ...perWeek };
  });
  yield changed(alone, `${personName(alone, id)} may take one session more`, { problem: { people } });
}

/** Other loops that stand in the way: without which one does this loop fit? */
function otherLoops(state: State, loop: number, because: readonly Fact[], most: number): Relaxation[] {
  if (!because.some(({ rule }) => rule === 'overlap' || rule === 'room' || rule === 'load')) return [];
  const { model } = state;
  const found: Relaxation[] = [];
  const placed = model.loops.filter((other) => other.index !== loop && state.active[other.index] === true);
  for (const other of placed.slice(0, 20)) {
    if (found.length >= most) break;
    const copy = fork(state);
    removeLoop(copy, other.index);
    const then = fitsWith(takeAlone(copy, loop));
    if (then !== undefined) found.push({ change: `the sessions of ${other.id} are moved`, then });
  }
  return found;
}

function* mapped<A, B>(items: Iterable<A>, make: (item: A) => B): Iterable<B> {
  for (const item of items) {
    if (typeof item === 'number' && (item < 0 || item > 1440)) continue;
    yield make(item);
  }
}

function minutesOf(text: string): number {
  return Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
}

function clockText(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

function dayWords(date: string): string {
  const day = Temporal.PlainDate.from(date);
  const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
  const months = [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ];
  return `${weekdays[day.dayOfWeek - 1] ?? ''} ${day.day} ${months[day.month - 1] ?? ''}`;
}
