/**
 * When the sessions of a day are expected to begin and to end, from what was planned, what was marked, and what time it
 * is. What runs late pushes what follows only where the two need the same candidate, person or room; gaps and breaks
 * take it up. What nobody marked pushes nothing: silence is no delay.
 */
import type { MoreMark, Mark, SessionState } from './day.ts';
import type { Instant, Kind, Role } from '#domain/planning/loop-problem.ts';
import { withCandidate } from '#domain/loop/loop.ts';
import { minuteOf, type EpochMinutes } from '#domain/time/zoned.ts';

export type SessionMarks = {
  readonly started?: Mark;
  readonly ended?: Mark;
  /** The newest that stands. */
  readonly more?: MoreMark;
};

export type TimedSession = {
  readonly id: string;
  readonly kind: Kind;
  readonly start: Instant;
  readonly end: Instant;
  readonly people: readonly { readonly id: string; readonly role: Role }[];
  readonly room?: string;
  /** Ids of the candidates who come. */
  readonly candidates: readonly string[];
  readonly marks: SessionMarks;
};

/** `overdue`: minutes by which it runs past its end, whatever was said of more. */
export type ExpectedTime = {
  readonly start: EpochMinutes;
  readonly end: EpochMinutes;
  readonly state: SessionState;
  readonly overdue: number;
};
export type ExpectedTimes = ReadonlyMap<string, ExpectedTime>;

/** Nobody is late by less, in minutes. */
export const IN_TIME = 5;
/** For so long past its end a session is taken to go on until somebody says otherwise, in minutes. */
const FORGOTTEN = 30;

/** Of every session of the day, in whichever loop: people and rooms are shared among them. */
export function expectedTimes(sessions: readonly TimedSession[], now: Instant): ExpectedTimes {
  const at = minuteOf(now);
  const planned = sessions.toSorted(
    (a, b) => minuteOf(a.start) - minuteOf(b.start) || (a.id < b.id ? -1 : 1),
  );
  const left = departures(planned);
  const times = new Map<string, ExpectedTime>();
  const taken = new Taken();
  for (const session of planned) {
    const time = timeOfBegun(session, { at, left });
    if (time === undefined) continue;
    times.set(session.id, time);
    taken.add(session, time);
  }
  for (const session of planned) {
    if (times.has(session.id)) continue;
    const time = timeOfWaiting(session, { at, free: taken.freeFor(session), gone: left.has(session.id) });
    times.set(session.id, time);
    taken.add(session, time);
  }
  return times;
}

/** When it began by what was marked: whoever asks for more minutes is in it. */
function beganAt({ start, marks: { started, more } }: TimedSession): EpochMinutes | undefined {
  const planned = minuteOf(start);
  if (started === undefined) return more === undefined ? undefined : planned;
  const began = minuteOf(started.at);
  return Math.abs(began - planned) < IN_TIME ? planned : began;
}

function lengthOf({ start, end }: TimedSession): number {
  return minuteOf(end) - minuteOf(start);
}

type Moment = { readonly at: EpochMinutes; readonly left: ReadonlyMap<string, EpochMinutes> };

/** Of what was marked as begun or ended; undefined of the others. */
function timeOfBegun(session: TimedSession, { at, left }: Moment): ExpectedTime | undefined {
  const { ended, more } = session.marks;
  const began = beganAt(session);
  if (ended !== undefined) {
    const end = minuteOf(ended.at);
    return { start: Math.min(began ?? minuteOf(session.start), end), end, state: 'over', overdue: 0 };
  }
  if (began === undefined) return undefined;
  const said = Math.max(began + lengthOf(session), more === undefined ? 0 : minuteOf(more.until));
  const gone = left.get(session.id);
  if (gone !== undefined)
    return { start: began, end: Math.max(began, Math.min(said, gone)), state: 'over', overdue: 0 };
  if (at - said > FORGOTTEN) return { start: began, end: said, state: 'unmarked', overdue: 0 };
  const overdue = Math.max(0, at - said);
  return { start: began, end: said + overdue, state: 'running', overdue };
}

/** Of what nobody said that it began. `free`: when everybody and everything that it needs is; `gone`: its candidate is in a later one. */
function timeOfWaiting(
  session: TimedSession,
  { at, free, gone }: { readonly at: EpochMinutes; readonly free: EpochMinutes; readonly gone: boolean },
): ExpectedTime {
  const planned = minuteOf(session.start);
  if (gone) return { start: planned, end: minuteOf(session.end), state: 'unmarked', overdue: 0 };
  const start = free - planned < IN_TIME ? planned : free;
  // A break is what is left of it.
  const length = session.kind === 'break' ? Math.max(0, minuteOf(session.end) - start) : lengthOf(session);
  const end = start + length;
  const state = at < start ? 'to-come' : at < end ? 'due' : 'unmarked';
  return { start, end, state, overdue: 0 };
}

/** Sessions whose candidates were marked to be in a later one since, and when that began. */
function departures(planned: readonly TimedSession[]): ReadonlyMap<string, EpochMinutes> {
  const left = new Map<string, EpochMinutes>();
  const later = new Map<string, EpochMinutes>();
  for (const session of planned.toReversed()) {
    const guests = withCandidate(session.kind) ? session.candidates : [];
    const gone = guests.flatMap((candidate) => later.get(candidate) ?? []);
    // Of several candidates together all must have gone.
    if (gone.length > 0 && gone.length === guests.length) left.set(session.id, Math.max(...gone));
    const began = session.marks.started === undefined ? undefined : minuteOf(session.marks.started.at);
    if (began !== undefined) for (const candidate of guests) later.set(candidate, began);
  }
  return left;
}

/** Whoever only watches is not waited for. */
function neededBy({ kind, people, room, candidates }: TimedSession): readonly string[] {
  const working = people.filter(({ role }) => role !== 'shadow' && role !== 'observer').map(({ id }) => id);
  return [...working, ...(room === undefined ? [] : [room]), ...(withCandidate(kind) ? candidates : [])];
}

/** Who and what is taken until when. */
class Taken {
  readonly #until = new Map<string, { readonly since: EpochMinutes; readonly end: EpochMinutes }[]>();

  add(session: TimedSession, { end, state }: ExpectedTime): void {
    if (state === 'unmarked') return;
    // What goes on now stands in the way of everything; what is over or to come, of what was planned after it.
    const since = state === 'running' ? -Infinity : minuteOf(session.start);
    for (const id of neededBy(session)) this.#until.set(id, [...(this.#until.get(id) ?? []), { since, end }]);
  }

  freeFor(session: TimedSession): EpochMinutes {
    const planned = minuteOf(session.start);
    const ends = neededBy(session)
      .flatMap((id) => this.#until.get(id) ?? [])
      .filter(({ since }) => since <= planned)
      .map(({ end }) => end);
    return Math.max(planned, ...ends);
  }
}
