/** Small decisions of Find a day, apart from how they look. */
import type { Alternative, Confirmation, SessionView } from '#contract/day-search.ts';
import type { Interval, LocalDate, Rule } from '#domain/loop-problem.ts';
import { waitingMinutes } from '#web/parts/timeline-geometry.ts';
import { dateOf, laterDate } from '#web/time-words.ts';

export type DateRange = readonly [LocalDate, LocalDate];

/** From tomorrow, two weeks; tomorrow by the opening's clocks, because the days are the opening's. */
export function nextTwoWeeks(now: string, timeZone: string): DateRange {
  const tomorrow = laterDate(dateOf(now, timeZone), 1);
  return [tomorrow, laterDate(tomorrow, 13)];
}

/** First start to last end. */
export function wholeOf(sessions: readonly SessionView[]): Interval | undefined {
  const byStart = sessions.toSorted((a, b) => Date.parse(a.start) - Date.parse(b.start));
  const byEnd = sessions.toSorted((a, b) => Date.parse(a.end) - Date.parse(b.end));
  const first = byStart[0];
  const last = byEnd.at(-1);
  return first === undefined || last === undefined ? undefined : { start: first.start, end: last.end };
}

export function waitingOf(alternative: Alternative, timeZone: string): number {
  return waitingMinutes(alternative.sessions, timeZone);
}

/** What the server is asked to store: times, people and rooms as they were shown. */
export function confirmationOf(alternative: Alternative): Confirmation {
  return {
    sessions: alternative.sessions.map((session) => ({
      module: session.module,
      start: session.start,
      people: session.people.map(({ id, seat }) => ({ id, seat })),
      ...(session.room !== undefined && { room: session.room.id }),
    })),
  };
}

/** Where somebody changes what a reason is about. */
export type ChangePlace = 'template' | 'people' | 'rooms' | 'candidate';

const PLACES: Readonly<Record<Rule, ChangePlace>> = {
  grid: 'template',
  hours: 'template',
  window: 'template',
  candidate: 'candidate',
  seat: 'people',
  works: 'people',
  busy: 'people',
  overlap: 'people',
  load: 'people',
  room: 'rooms',
  walking: 'rooms',
  order: 'template',
  days: 'template',
  pace: 'template',
  again: 'template',
  frozen: 'template',
};

/** The places of all the reasons, each once. A room's busy time is changed where rooms are. */
export function placesToChange(
  reasons: readonly { readonly rule: Rule; readonly room?: string }[],
): readonly ChangePlace[] {
  return [...new Set(reasons.map((reason) => (reason.room === undefined ? PLACES[reason.rule] : 'rooms')))];
}
