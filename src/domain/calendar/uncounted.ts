import { isOutdated, type PersonCalendar } from './connected-calendar.ts';
import type { Instant, LocalDate } from '#domain/planning/loop-problem.ts';
import { CALENDAR_DAYS } from '#domain/people/people.ts';
import type { OpeningFacts } from '#domain/planning/planning-facts.ts';
import { minuteAt, minuteOf } from '#domain/time/zoned.ts';

/** Names of those whose calendars nobody gave us, or only for days before the last of these; there they count as free. */
export function uncounted(
  facts: OpeningFacts,
  people: readonly string[],
  days: readonly LocalDate[],
): string[] {
  const last = days.at(-1);
  const end = last === undefined ? 0 : minuteAt(last, '24:00', facts.opening.timeZone);
  return facts.people
    .filter(({ id }) => people.includes(id))
    .filter(({ calendars }) => calendars.every((calendar) => calendarEnd(calendar) < end))
    .map(({ name }) => name);
}

/** Somebody whose calendar could not be read lately: what was known of it counts, and since when nothing new is known. */
export type Outdated = { readonly name: string; readonly since: Instant };

/** Of several calendars the one that has been silent for longest. */
export function outdated(facts: OpeningFacts, people: readonly string[]): Outdated[] {
  return facts.people
    .filter(({ id }) => people.includes(id))
    .flatMap(({ name, calendars }) => {
      const silent = calendars.filter((calendar) => isOutdated(calendar, facts.now));
      const [first] = silent.map(({ seenAt }) => seenAt).toSorted((a, b) => minuteOf(a) - minuteOf(b));
      return first === undefined ? [] : [{ name, since: first }];
    });
}

function calendarEnd({ readAt }: PersonCalendar): number {
  return minuteOf(readAt) + CALENDAR_DAYS.ahead * 24 * 60;
}
