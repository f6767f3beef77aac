/** One candidate's day as it is known: what was planned, marked and follows from it, before anybody is shown any of it. */
import type { DayPerson, Mark, PlannedPart, Whereabouts } from './day.ts';
import type { NotedSession } from './notes.ts';
import { IN_TIME, type ExpectedTime, type ExpectedTimes, type SessionMarks } from './expected-times.ts';
import { placeText } from '#domain/loop/held-session.ts';
import type { Instant, Interval, LocalDate } from '#domain/planning/loop-problem.ts';
import { withCandidate, type LoopSession, type LoopStatus } from '#domain/loop/loop.ts';
import type { Needs } from '#domain/loop/needs.ts';
import type { DayNotes } from '#domain/organisation/opening.ts';
import { instantText, minuteOf } from '#domain/time/zoned.ts';

export type DaySessionFacts = PlannedPart & {
  readonly room?: NonNullable<LoopSession['room']>;
  readonly people: readonly DayPerson[];
  /** How many candidates it is held for. */
  readonly together: number;
  readonly marks: SessionMarks;
};

export type DayFacts = {
  readonly now: Instant;
  readonly date: LocalDate;
  readonly id: string;
  readonly status: LoopStatus;
  readonly opening: { readonly id: string; readonly title: string; readonly timeZone: string };
  readonly application: string;
  readonly candidate: { readonly name: string };
  readonly arrived?: Mark;
  readonly noShow?: Mark;
  /** Of that date, by start. */
  readonly sessions: readonly DaySessionFacts[];
  readonly times: ExpectedTimes;
  /** All sessions of the loop, on whichever date. */
  readonly noted: readonly NotedSession[];
  readonly notes: DayNotes;
  readonly needs: Needs;
};

/** Where nobody comes any more, it stays as planned. */
export function timeOf(
  { times, now }: Pick<DayFacts, 'times' | 'now'>,
  session: DaySessionFacts,
): ExpectedTime {
  const known = times.get(session.id);
  if (known !== undefined) return known;
  const [start, end] = [minuteOf(session.start), minuteOf(session.end)];
  return { start, end, state: minuteOf(now) < start ? 'to-come' : 'unmarked', overdue: 0 };
}

/** Those that the candidate comes to. */
export function ofCandidate({ sessions }: Pick<DayFacts, 'sessions'>): readonly DaySessionFacts[] {
  return sessions.filter(({ kind }) => withCandidate(kind));
}

/** The session that the candidate is in now, by what was marked. */
export function runningSession(facts: DayFacts): DaySessionFacts | undefined {
  return ofCandidate(facts).find((session) => timeOf(facts, session).state === 'running');
}

/** The next one whose turn it is, or will be. */
export function nextSession(facts: DayFacts): DaySessionFacts | undefined {
  const isNext = (session: DaySessionFacts): boolean =>
    ['to-come', 'due'].includes(timeOf(facts, session).state);
  return ofCandidate(facts)
    .filter(isNext)
    .toSorted((a, b) => timeOf(facts, a).start - timeOf(facts, b).start)[0];
}

/** Minutes by which the session ends later than planned; 0 where that is nothing to speak of. */
function endsLate(facts: DayFacts, session: DaySessionFacts): number {
  return late(timeOf(facts, session).end - minuteOf(session.end));
}

/** Minutes by which it begins later than planned. */
export function beginsLate(facts: DayFacts, session: DaySessionFacts): number {
  return late(timeOf(facts, session).start - minuteOf(session.start));
}

function late(minutes: number): number {
  return minutes < IN_TIME ? 0 : minutes;
}

/** The candidate's sessions that are to come and will not begin in time, by id: when they are expected. */
export function expectedLater(facts: DayFacts): ReadonlyMap<string, Interval> {
  if (facts.noShow !== undefined) return new Map();
  const zone = facts.opening.timeZone;
  return new Map(
    ofCandidate(facts).flatMap((session) => {
      const { state, start, end } = timeOf(facts, session);
      const waits = state === 'to-come' || state === 'due';
      return waits && beginsLate(facts, session) > 0
        ? [[session.id, { start: instantText(start, zone), end: instantText(end, zone) }] as const]
        : [];
    }),
  );
}

/** Minutes by which the day runs late now. */
export function behindNow(facts: DayFacts): number {
  if (facts.noShow !== undefined) return 0;
  const running = runningSession(facts);
  if (running !== undefined) return endsLate(facts, running);
  const next = nextSession(facts);
  return next === undefined ? 0 : beginsLate(facts, next);
}

/** With whom the candidate is now; absent between sessions. Nobody's training is told. */
export function whereabouts(facts: DayFacts): Whereabouts | undefined {
  const running = runningSession(facts);
  if (running === undefined) return undefined;
  const { people, room } = running;
  return {
    people: people.filter(({ role }) => role !== 'shadow' && role !== 'observer').map(({ name }) => name),
    ...(room === undefined ? {} : { place: placeText(room) }),
    until: instantText(timeOf(facts, running).end, facts.opening.timeZone),
    behind: endsLate(facts, running),
  };
}
