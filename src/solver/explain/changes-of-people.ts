/** Changes to who may sit, and to when people, the candidate and rooms are free. */
import { dateAt, instantText, minuteAt, minuteOf, timeAt } from '#domain/time/zoned.ts';
import type {
  Interval,
  LoopProblem,
  ProblemRoom,
  ProblemSession,
  RoomWish,
} from '#domain/planning/loop-problem.ts';
import type { Alone } from './alone.ts';
import { changed } from './change.ts';
import type { Change } from './change.ts';
import { candidateName, dayWords, personName, sessionName } from './words.ts';

export function* otherPeople(alone: Alone, session: ProblemSession): Iterable<Change> {
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

/** For each day one appointment moved, or all of them. */
export function* movedMeetings(alone: Alone, id: string): Iterable<Change> {
  const { people, timeZone } = alone.problem;
  const person = people.find((one) => one.id === id);
  const busy = person?.busy ?? [];
  const without = (gone: readonly Interval[]): Partial<LoopProblem> => ({
    people: people.map((one) =>
      one.id === id ? { ...one, busy: busy.filter((other) => !gone.includes(other)) } : one,
    ),
  });
  const on = datesTouched(alone);
  const near = busy
    .map((meeting) => ({ meeting, dates: on(meeting) }))
    .filter(({ dates }) => dates.length > 0);
  for (const date of alone.problem.days) {
    const here = near.filter(({ dates }) => dates.includes(date)).map(({ meeting }) => meeting);
    const parts = here.map((meeting) =>
      changed(alone, `${personName(alone, id)} ${freedWords(meeting, timeZone)}`, {
        problem: without([meeting]),
      }),
    );
    const [only] = parts;
    if (only !== undefined && parts.length === 1) yield only;
    const say = `${personName(alone, id)} is free on ${dayWords(date)}`;
    if (parts.length > 1) yield { ...changed(alone, say, { problem: without(here) }), parts };
  }
}

/** Tells the dates of the problem on whose hours an interval lies. */
function datesTouched({
  problem: { days, hours, timeZone },
}: Alone): (interval: Interval) => readonly string[] {
  const open = days.map((date) => ({
    date,
    from: minuteAt(date, hours.from, timeZone),
    to: minuteAt(date, hours.to, timeZone),
  }));
  return ({ start, end }) => {
    const [from, to] = [minuteOf(start), minuteOf(end)];
    return open.filter((day) => day.from < to && from < day.to).map(({ date }) => date);
  };
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

export function* oneMore(alone: Alone, id: string): Iterable<Change> {
  const people = alone.problem.people.map((person) => {
    if (person.id !== id) return person;
    const perDay = person.maxPerDay === undefined ? {} : { maxPerDay: person.maxPerDay + 1 };
    const perWeek = person.maxPerWeek === undefined ? {} : { maxPerWeek: person.maxPerWeek + 1 };
    return { ...person, ...perDay, ...perWeek };
  });
  yield changed(alone, `${personName(alone, id)} may take one session more`, { problem: { people } });
}

/** Another day of the problem on which the candidate did not offer the whole day. */
export function* moreDays(alone: Alone): Iterable<Change> {
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

export function* outsideWork(alone: Alone, id: string): Iterable<Change> {
  const people = alone.problem.people.map((person) => {
    if (person.id !== id) return person;
    const { works: _works, ...rest } = person;
    return rest;
  });
  yield changed(alone, `${personName(alone, id)} sits outside working hours`, { problem: { people } });
}

/** A room that lacks what is asked, a room that is taken on a day, or none. */
export function* otherRooms(alone: Alone, session: ProblemSession): Iterable<Change> {
  const { room: wish, ...rest } = session;
  if (wish === undefined) return;
  const name = sessionName(alone, session.id);
  const rooms = alone.problem.rooms ?? [];
  for (const room of rooms.filter((one) => !serves(one, wish)))
    yield changed(alone, `${name} may take place in ${room.id}`, {
      session: { ...rest, room: { oneOf: [room.id] } },
    });
  const on = datesTouched(alone);
  for (const room of rooms.filter((one) => serves(one, wish)))
    for (const date of alone.problem.days) {
      const busy = (room.busy ?? []).filter((one) => !on(one).includes(date));
      if (busy.length < (room.busy ?? []).length)
        yield changed(alone, `${room.id} is free on ${dayWords(date)}`, {
          problem: { rooms: rooms.map((one) => (one === room ? { ...one, busy } : one)) },
        });
    }
  yield changed(alone, `${name} takes place outside the rooms`, { session: rest });
}

function serves(room: ProblemRoom, { seats = 0, features = [], oneOf }: RoomWish): boolean {
  return (
    (room.seats ?? Infinity) >= seats &&
    features.every((feature) => (room.features ?? []).includes(feature)) &&
    (oneOf === undefined || oneOf.includes(room.id))
  );
}
