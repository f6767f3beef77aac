/** Small decisions of Find a day, apart from how they look. */
import type { Alternative, Confirmation, SessionView } from '#contract/day-search.ts';
import type { Interval, LocalDate } from '#domain/planning/loop-problem.ts';
import { dateOf, laterDate } from '#web/time-words.ts';

export type DateRange = readonly [LocalDate, LocalDate];

/** From tomorrow, two weeks; tomorrow by the opening's clocks, because the days are the opening's. */
export function nextTwoWeeks(now: string, timeZone: string): DateRange {
  const tomorrow = laterDate(dateOf(now, timeZone), 1);
  return [tomorrow, laterDate(tomorrow, 13)];
}

/** First start to last end of what the candidate takes part in; a debrief may follow days later. */
export function wholeOf(all: readonly SessionView[]): Interval | undefined {
  const sessions = withCandidate(all);
  const byStart = sessions.toSorted((a, b) => Date.parse(a.start) - Date.parse(b.start));
  const byEnd = sessions.toSorted((a, b) => Date.parse(a.end) - Date.parse(b.end));
  const first = byStart[0];
  const last = byEnd.at(-1);
  return first === undefined || last === undefined ? undefined : { start: first.start, end: last.end };
}

export function withCandidate(sessions: readonly SessionView[]): readonly SessionView[] {
  return sessions.filter((session) => session.kind !== 'debrief');
}

export function debriefOf(sessions: readonly SessionView[]): SessionView | undefined {
  return sessions.find((session) => session.kind === 'debrief');
}

/** In what an alternative differs from the first: two of the same hours are told apart by it. */
export type Difference = 'order' | 'people' | 'rooms' | 'debrief';

export function differencesFrom(first: Alternative, other: Alternative): readonly Difference[] {
  const before = new Map(first.sessions.map((session) => [session.module, session]));
  const found = new Set<Difference>();
  for (const session of other.sessions) {
    const same = before.get(session.module);
    if (same === undefined) continue;
    if (same.start !== session.start) found.add(session.kind === 'debrief' ? 'debrief' : 'order');
    if (same.room?.id !== session.room?.id) found.add('rooms');
    if (peopleOf(same) !== peopleOf(session)) found.add('people');
  }
  return [...found];
}

/** Names of everybody who sits in a session, each once, in the order of the day. */
export function meeting({ sessions }: Pick<Alternative, 'sessions'>): readonly string[] {
  return [...new Set(sessions.flatMap(({ people }) => people.map(({ name }) => name)))];
}

/** Names of who is in the one and not in the other. */
export function peopleChanges(
  before: Pick<Alternative, 'sessions'>,
  after: Pick<Alternative, 'sessions'>,
): { readonly joins: readonly string[]; readonly leaves: readonly string[] } {
  const [there, here] = [meeting(before), meeting(after)];
  return {
    joins: here.filter((name) => !there.includes(name)),
    leaves: there.filter((name) => !here.includes(name)),
  };
}

function peopleOf(session: SessionView): string {
  return session.people
    .map((person) => person.id)
    .sort()
    .join(' ');
}

/** What the server is asked to store: times, people and rooms as they were shown. */
export function confirmationOf(alternative: Pick<Alternative, 'sessions'>): Confirmation {
  return {
    sessions: alternative.sessions.map((session) => ({
      module: session.module,
      start: session.start,
      end: session.end,
      people: session.people.map(({ id, seat }) => ({ id, seat })),
      ...(session.room !== undefined && { room: session.room.id }),
    })),
  };
}
