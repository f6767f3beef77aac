/** One week as a grid in the candidate's zone: a column for each day, a row for each hour in which it could be held. */
import type { LocalDate } from '#domain/planning/loop-problem.ts';
import type { SchedulingOpen } from '#contract/self-service.ts';
import { dateOf, laterDate } from '#web/time-words.ts';
import { clockMilliseconds, minutesOf } from '#web/wall-clock.ts';
import type { Span } from './painted.ts';

/** A cell that can be painted; absent where nobody is there, the time is past, or no clock shows it. */
export type Cell = Span & { readonly hour: number };
export type Column = { readonly date: LocalDate; readonly cells: readonly (Cell | undefined)[] };
export type Week = { readonly hours: readonly number[]; readonly columns: readonly Column[] };

const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

type Where = {
  readonly timeZone: string;
  readonly within: SchedulingOpen['within'];
  /** Milliseconds: what is before is past. */
  readonly now: number;
};

/** The Monday of the week in which it is that date. */
function mondayOf(date: LocalDate): LocalDate {
  const day = new Date(`${date}T00:00:00Z`).getUTCDay();
  return laterDate(date, -((day + 6) % 7));
}

/** The first week of which more than one day is left. */
export function firstWeek(where: Where): LocalDate {
  const monday = mondayOf(dateOf(new Date(where.now).toISOString(), where.timeZone));
  const open = weekFrom(monday, where).columns.filter(({ cells }) =>
    cells.some((cell) => cell !== undefined),
  );
  return open.length > 1 ? monday : laterDate(monday, 7);
}

/**
 * Cells last from one hour of the clock to the next: where the clock is set back, one of them lasts two hours, and where
 * it is put forward one is missing.
 */
export function weekFrom(monday: LocalDate, where: Where): Week {
  const { timeZone, now } = where;
  const dates = Array.from({ length: 7 }, (_, day) => laterDate(monday, day));
  const open = openSpans(monday, where);
  const cellsOf = (date: LocalDate): readonly (Cell | undefined)[] =>
    Array.from({ length: 24 }, (_, hour) => {
      const from = clockMilliseconds(date, hour * 60, timeZone);
      const to =
        hour === 23
          ? clockMilliseconds(laterDate(date, 1), 0, timeZone)
          : clockMilliseconds(date, (hour + 1) * 60, timeZone);
      const isOpen = from < to && from > now && open.some((span) => span.from < to && span.to > from);
      return isOpen ? { hour, from, to } : undefined;
    });
  const whole = dates.map((date) => ({ date, cells: cellsOf(date) }));
  const hours = Array.from({ length: 24 }, (_, hour) => hour).filter((hour) =>
    dates.some((date) => mayBeOpen({ date, hour }, open, timeZone)),
  );
  return {
    hours,
    columns: whole
      .filter(({ date }) => hours.some((hour) => mayBeOpen({ date, hour }, open, timeZone)))
      .map(({ date, cells }) => ({ date, cells: hours.map((hour) => cells[hour]) })),
  };
}

/** When those who interview are there, from a day before the week to a day after it: days differ around the world. */
function openSpans(monday: LocalDate, { within }: Where): readonly Span[] {
  const { hours, weekdays, zone } = within;
  const [from, to] = [minutesOf(hours.from) ?? 0, minutesOf(hours.to) ?? 24 * 60];
  return Array.from({ length: 9 }, (_, day) => laterDate(monday, day - 1)).flatMap((date) => {
    const name = DAYS[new Date(`${date}T00:00:00Z`).getUTCDay()];
    if (name === undefined || !weekdays.includes(name)) return [];
    return [{ from: clockMilliseconds(date, from, zone), to: clockMilliseconds(date, to, zone) }];
  });
}

/** Past hours keep their place, so that the grid does not change from week to week. */
function mayBeOpen(
  { date, hour }: { readonly date: LocalDate; readonly hour: number },
  open: readonly Span[],
  zone: string,
): boolean {
  const [from, to] = [
    clockMilliseconds(date, hour * 60, zone),
    clockMilliseconds(date, (hour + 1) * 60, zone),
  ];
  return open.some((span) => span.from < to && span.to > from);
}
