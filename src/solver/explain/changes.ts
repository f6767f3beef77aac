/**
 * Single changes to the problem that might make a loop fit, by what kind of change each is. Nothing here says that
 * one of them helps: `relaxations.ts` tries them.
 */
import { dateAt, instantText, minuteAt, minuteOf, timeAt } from '#domain/zoned.ts';
import type { Interval, LoopProblem, ProblemLoop, ProblemSession } from '#domain/loop-problem.ts';
import type { Alone } from './alone.ts';
import type { Fact } from './facts.ts';
import { candidateName, dayWords, personName, sessionName, sessionOf } from './words.ts';

export type Change = { readonly say: string; readonly alone: Alone };

/** Changes of one kind from the smallest on: the first step that helps is the one to tell. */
export type Ladder = { readonly kind: ChangeKind; readonly steps: Iterable<Change> };

/** In the order of what they ask of people: a rule of ours first, other people's time last. */
export const CHANGE_KINDS = [
  'window',
  'order',
  'pace',
  'shorter',
  'again',
  'person',
  'load',
  'dates',
  'candidate',
  'hours',
  'room',
  'busy',
  'works',
] as const;
type ChangeKind = (typeof CHANGE_KINDS)[number];

export function laddersOf(alone: Alone, because: readonly Fact[]): Ladder[] {
  const all = because.flatMap((fact): Ladder[] => {
    const session = sessionOf(alone, fact.session);
    if (session !== undefined) return sessionLadders(alone, fact, session);
    if (fact.person !== undefined) return personLadders(alone, fact, fact.person);
    return loopLadders(alone, fact);
  });
  return all.toSorted((a, b) => CHANGE_KINDS.indexOf(a.kind) - CHANGE_KINDS.indexOf(b.kind));
}

function loopLadders(alone: Alone, { rule }: Fact): Ladder[] {
  const ladders: Partial<Record<Fact['rule'], () => Ladder[]>> = {
    hours: () => hoursSteps(alone).map((steps) => ({ kind: 'hours', steps })),
    days: () => [
      { kind: 'dates', steps: moreDates(alone) },
      { kind: 'candidate', steps: moreDays(alone) },
    ],
    candidate: () => [{ kind: 'candidate', steps: moreDays(alone) }],
    pace: () => [{ kind: 'pace', steps: easierPace(alone) }],
    again: () => [
      { kind: 'again', steps: [changed(alone, 'somebody may be met twice', { loop: { meetAgain: true } })] },
    ],
  };
  return ladders[rule]?.() ?? [];
}

function sessionLadders(alone: Alone, { rule }: Fact, session: ProblemSession): Ladder[] {
  if (rule === 'window') return windowSteps(alone, session).map((steps) => ({ kind: 'window', steps }));
  if (rule === 'order') return [{ kind: 'order', steps: [anyOrder(alone, session)] }];
  if (rule === 'room') return [{ kind: 'room', steps: withoutRoom(alone, session) }];
  if (rule !== 'seat') return [];
  return [
    { kind: 'person', steps: otherPeople(alone, session) },
    { kind: 'shorter', steps: shorter(alone, session) },
  ];
}

function personLadders(alone: Alone, { rule }: Fact, person: string): Ladder[] {
  if (rule === 'busy') return [{ kind: 'busy', steps: movedMeetings(alone, person) }];
  if (rule === 'load') return [{ kind: 'load', steps: oneMore(alone, person) }];
  return rule === 'works' ? [{ kind: 'works', steps: outsideWork(alone, person) }] : [];
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
      changed(alone, `${sessionName(alone, session.id)} may start at ${clockText(minute)}`, {
        session: { ...session, window: { ...window, from: clockText(minute) } },
      }),
    ),
    mapped(steps(minutesOf(window.to), grid, count), (minute) =>
      changed(alone, `${sessionName(alone, session.id)} may end at ${clockText(minute)}`, {
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
    changed(alone, `${sessionName(alone, session.id)} is ${less} minutes shorter`, {
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
      yield changed(
        alone,
        `${personName(alone, person.id)} may sit in ${sessionName(alone, session.id)} too`,
        {
          session: { ...session, seats },
        },
      );
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

/** Minutes from which an appointment is an absence. */
const LONG = 10 * 60;

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
    yield changed(alone, `${sessionName(alone, session.id)} takes place outside the rooms`, {
      session: rest,
    });
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

/** Another day of the problem on which the candidate did not offer the whole day. */
function* moreDays(alone: Alone): Iterable<Change> {
  const { candidates, days, hours, timeZone } = alone.problem;
  if (candidates.every(({ available }) => available === undefined)) return;
  for (const date of days) {
    const [from, to] = [minuteAt(date, hours.from, timeZone), minuteAt(date, hours.to, timeZone)];
    const day = { start: instantText(from, timeZone), end: instantText(to, timeZone) };
    yield changed(alone, `${candidateName(alone)} comes at any time on ${dayWords(date)}`, {
      problem: {
        candidates: candidates.map((one) =>
          one.available === undefined
            ? one
            : {
                ...one,
                available: [
                  ...one.available.filter(({ start, end }) => minuteOf(end) <= from || minuteOf(start) >= to),
                  day,
                ],
              },
        ),
      },
    });
  }
}

function* easierPace(alone: Alone): Iterable<Change> {
  const { stretch, gap } = alone.loop;
  for (const more of [15, 30, 60, 90]) {
    if (stretch !== undefined)
      yield changed(alone, `up to ${stretch + more} minutes without a meal or break are allowed`, {
        loop: { stretch: stretch + more },
      });
    if (gap?.max !== undefined)
      yield changed(alone, `gaps of up to ${gap.max + more} minutes are allowed`, {
        loop: { gap: { ...gap, max: gap.max + more } },
      });
  }
  if (gap?.min !== undefined && gap.min > 0)
    yield changed(alone, 'no gaps between sessions', { loop: { gap: { ...gap, min: 0 } } });
}

function anyOrder(alone: Alone, session: ProblemSession): Change {
  const { after: _after, first: _first, last: _last, ...free } = session;
  return changed(alone, `${sessionName(alone, session.id)} stands at any place in the order`, {
    session: free,
  });
}

function* outsideWork(alone: Alone, id: string): Iterable<Change> {
  const people = alone.problem.people.map((person) => {
    if (person.id !== id) return person;
    const { works: _works, ...rest } = person;
    return rest;
  });
  yield changed(alone, `${personName(alone, id)} sits outside working hours`, { problem: { people } });
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
