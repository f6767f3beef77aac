/**
 * The occurrences of a checked rule inside a window, in bounded time. RFC 5545, section 3.3.10.
 *
 * Works through periods (years, months, weeks, days) and keeps the days that pass every BY part; smaller
 * frequencies step through the day. Ends at the window's end whatever the rule says, so it always ends.
 * A rule that a DTSTART does not fit yields only what fits; the caller adds the DTSTART.
 */
import { ok, refuse, type Result } from '#domain/result.ts';
import { dateOf, dayNumber, monthLength, weekdayOf, yearLength } from './days.ts';
import { dayFilter, withDefaults, type DayFilter } from './day-filter.ts';
import { CALENDAR_LIMITS } from './limits.ts';
import type { Rule } from './rule.ts';

/** In clock seconds. `until` is the last moment that still counts. */
export type Expansion = {
  readonly start: number;
  readonly from: number;
  readonly to: number;
  readonly until: number;
};

const DAY = 86_400;

export function occurrencesOf(rule: Rule, asked: Expansion): Result<readonly number[], string> {
  const found: number[] = [];
  const end = Math.min(asked.to, asked.until + 1);
  let counted = 0;
  let steps = 0;
  for (const occasions of periodsOf(rule, asked, end)) {
    steps += 1;
    if (steps > CALENDAR_LIMITS.steps)
      return refuse(`the rule needs more than ${CALENDAR_LIMITS.steps} steps`);
    for (const occasion of positioned(rule, occasions)) {
      if (occasion < asked.start) continue;
      counted += 1;
      if (occasion >= end || counted > (rule.count ?? Infinity)) return ok(found);
      if (occasion >= asked.from) found.push(occasion);
      if (found.length > CALENDAR_LIMITS.instances) {
        return refuse(`more than ${CALENDAR_LIMITS.instances} occurrences in the asked time`);
      }
    }
  }
  return ok(found);
}

function positioned(rule: Rule, occasions: readonly number[]): readonly number[] {
  const positions = rule.by.BYSETPOS;
  if (positions === undefined) return occasions;
  const picked = positions.map((position) => occasions.at(position > 0 ? position - 1 : position));
  return [...new Set(picked.filter((occasion) => occasion !== undefined))].toSorted((a, b) => a - b);
}

/** The occasions of each period that may matter, period by period; with a COUNT, all from the start. */
function* periodsOf(given: Rule, asked: Expansion, end: number): Generator<readonly number[]> {
  const rule = withDefaults(given, Math.floor(asked.start / DAY));
  const filter = dayFilter(rule);
  if (rule.frequency === 'HOURLY' || rule.frequency === 'MINUTELY') {
    yield* stepsInDays({ rule, asked, end, filter });
    return;
  }
  const times = timesOfDay(rule, asked.start);
  const first = rule.count === undefined ? Math.max(asked.start, asked.from) : asked.start;
  const period = PERIODS[rule.frequency](rule, Math.floor(asked.start / DAY));
  const skipped = Math.floor(period.indexOf(Math.floor(first / DAY)) / rule.interval) - 1;
  for (let index = Math.max(0, skipped) * rule.interval; ; index += rule.interval) {
    const [begin, days] = period.at(index);
    if (begin * DAY >= end) return;
    const passing = daysOf(rule, begin, days).filter(filter);
    yield passing.flatMap((day) => times.map((time) => day * DAY + time));
  }
}

/** Of a year only the months that the rule names: most yearly rules name one. */
function daysOf(rule: Rule, begin: number, count: number): number[] {
  const months = rule.frequency === 'YEARLY' ? rule.by.BYMONTH : undefined;
  if (months === undefined) return Array.from({ length: count }, (_, offset) => begin + offset);
  const { year } = dateOf(begin);
  return months.flatMap((month) => {
    const first = dayNumber(year, month, 1);
    return Array.from({ length: monthLength(year, month) }, (_, offset) => first + offset);
  });
}

type Period = {
  /** First day and number of days of the period so many periods after that of DTSTART. */
  readonly at: (index: number) => readonly [number, number];
  readonly indexOf: (day: number) => number;
};

const PERIODS: Readonly<
  Record<'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY', (rule: Rule, day: number) => Period>
> = {
  DAILY: (_rule, start) => ({ at: (index) => [start + index, 1], indexOf: (day) => day - start }),
  WEEKLY: (rule, start) => {
    const monday = start - ((weekdayOf(start) - rule.weekStart + 7) % 7);
    return { at: (index) => [monday + index * 7, 7], indexOf: (day) => Math.floor((day - monday) / 7) };
  },
  MONTHLY: (_rule, start) => {
    const origin = dateOf(start);
    const at = (index: number): readonly [number, number] => {
      const months = origin.month - 1 + index;
      const [year, month] = [origin.year + Math.floor(months / 12), (months % 12) + 1];
      return [dayNumber(year, month, 1), monthLength(year, month)];
    };
    const indexOf = (day: number): number => {
      const date = dateOf(day);
      return (date.year - origin.year) * 12 + date.month - origin.month;
    };
    return { at, indexOf };
  },
  YEARLY: (_rule, start) => {
    const { year } = dateOf(start);
    return {
      at: (index) => [dayNumber(year + index, 1, 1), yearLength(year + index)],
      indexOf: (day) => dateOf(day).year - year,
    };
  },
};

/** Seconds after midnight, ascending. */
function timesOfDay(rule: Rule, start: number): readonly number[] {
  const inDay = ((start % DAY) + DAY) % DAY;
  const hours = rule.by.BYHOUR ?? [Math.floor(inDay / 3600)];
  return hours.flatMap((hour) => timesOfHour(rule, start).map((time) => hour * 3600 + time));
}

function timesOfHour(rule: Rule, start: number): readonly number[] {
  const inHour = ((start % 3600) + 3600) % 3600;
  const minutes = rule.by.BYMINUTE ?? [Math.floor(inHour / 60)];
  return minutes.flatMap((minute) => timesOfMinute(rule, start).map((time) => minute * 60 + time));
}

function timesOfMinute(rule: Rule, start: number): readonly number[] {
  return (rule.by.BYSECOND ?? [((start % 60) + 60) % 60]).map((second) => Math.min(second, 59));
}

type Stepping = {
  readonly rule: Rule;
  readonly asked: Expansion;
  readonly end: number;
  readonly filter: DayFilter;
};

/** HOURLY and MINUTELY: a day that does not pass is left in one leap that keeps the phase. */
function* stepsInDays({ rule, asked, end, filter }: Stepping): Generator<readonly number[]> {
  const hourly = rule.frequency === 'HOURLY';
  const unit = hourly ? 3600 : 60;
  const times = hourly ? timesOfHour(rule, asked.start) : timesOfMinute(rule, asked.start);
  const step = unit * rule.interval;
  const origin = Math.floor(asked.start / unit) * unit;
  const skip = rule.count === undefined ? Math.max(0, Math.floor((asked.from - origin) / step) - 1) : 0;
  for (let at = origin + skip * step; at < end; at += step) {
    const day = Math.floor(at / DAY);
    if (!filter(day)) {
      at += Math.floor(((day + 1) * DAY - 1 - at) / step) * step;
      yield [];
    } else if (passesInDay(rule, at - day * DAY)) {
      yield times.map((time) => at + time);
    } else {
      yield [];
    }
  }
}

function passesInDay({ frequency, by }: Rule, inDay: number): boolean {
  if (by.BYHOUR !== undefined && !by.BYHOUR.includes(Math.floor(inDay / 3600))) return false;
  if (frequency === 'HOURLY' || by.BYMINUTE === undefined) return true;
  return by.BYMINUTE.includes(Math.floor(inDay / 60) % 60);
}
