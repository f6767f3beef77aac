import type { LocalDate } from './loop-problem.ts';
import { CALENDAR_DAYS, type CalendarState } from './people.ts';
import type { OpeningFacts } from './planning-facts.ts';
import { minuteAt, minuteOf } from './zoned.ts';

/** Names of those whose calendar nobody gave us, or only for days before the last of these; there they count as free. */
export function uncounted(
  facts: OpeningFacts,
  people: readonly string[],
  days: readonly LocalDate[],
): string[] {
  const last = days.at(-1);
  const end = last === undefined ? 0 : minuteAt(last, '24:00', facts.opening.timeZone);
  return facts.people
    .filter(({ id }) => people.includes(id))
    .filter(({ calendar }) => calendar === undefined || calendarEnd(calendar) < end)
    .map(({ name }) => name);
}

function calendarEnd({ readAt }: CalendarState): number {
  return minuteOf(readAt) + CALENDAR_DAYS.ahead * 24 * 60;
}
