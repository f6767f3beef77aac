/**
 * When a recurrence rule occurs. A library expands it, with three things that are ours: rules it gets wrong or would
 * never finish were refused by `rule-check.ts`, it sees a bounded piece of time, and it works on clock seconds as if they were
 * UTC, so that zones that only a VTIMEZONE describes go the same way as known ones.
 */
import { RRuleTemporal } from 'rrule-temporal';
import { ok, refuse, type Result } from '#domain/result.ts';
import { CALENDAR_LIMITS } from './limits.ts';
import { isNumbered, timesPerDay } from './rule-check.ts';
import type { Rule } from './rule.ts';

/** In clock seconds. `until` is the last moment that still counts. */
export type Expansion = {
  readonly start: number;
  readonly from: number;
  readonly to: number;
  readonly until: number;
};

const DAY = 86_400;
/** The 53rd Monday, where there is one, is the last. */
const WEEKS = Array.from({ length: 52 }, (_, index) => index + 1);
const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

export function occurrencesOf(rule: Rule, asked: Expansion): Result<readonly number[], string> {
  const last = Math.min(asked.until, asked.to - 1);
  const recurrence = recurrenceOf(rule, asked.start);
  const found: number[] = [];
  const length = pieceOf(rule);
  for (let from = Math.max(asked.start, asked.from); from <= last; from += length) {
    const piece = within(recurrence, from, Math.min(last, from + length - 1));
    if (!piece.ok) return piece;
    for (const clock of piece.value) found.push(clock);
    if (found.length > CALENDAR_LIMITS.instances) {
      return refuse(`more than ${CALENDAR_LIMITS.instances} occurrences in the asked time`);
    }
  }
  return ok(found);
}

const MOST_AT_ONCE = 10 * CALENDAR_LIMITS.instances;

/** The library makes all occurrences of a piece before we can count them; with a COUNT it makes them from DTSTART on. */
function pieceOf(rule: Rule): number {
  return rule.count === undefined ? Math.ceil(MOST_AT_ONCE / timesPerDay(rule)) * DAY : Infinity;
}

const GAVE_UP = /^Maximum (iterations|candidate evaluations) /;

function within(recurrence: RRuleTemporal, from: number, last: number): Result<readonly number[], string> {
  try {
    return ok(recurrence.between(utc(from), utc(last), true).map((found) => found.epochMilliseconds / 1000));
  } catch (error) {
    if (!(error instanceof Error && GAVE_UP.test(error.message))) throw error;
    return refuse('following the rule takes too many steps');
  }
}

/** The library parses the rule again, from our spelling of it. */
function recurrenceOf(rule: Rule, start: number): RRuleTemporal {
  const dtstart = utc(start);
  const days = rule.days.length > 0 ? spelledDays(rule) : impliedDays(rule, dtstart);
  const parts = [
    `FREQ=${rule.frequency};INTERVAL=${rule.interval};WKST=${rule.weekStart}`,
    ...(rule.count === undefined ? [] : [`COUNT=${rule.count}`]),
    ...(days.length === 0 ? [] : [`BYDAY=${days.join()}`]),
    ...Object.entries(rule.by).map(([name, numbers]) => `${name}=${numbers.join()}`),
  ];
  const maxIterations = CALENDAR_LIMITS.steps;
  return new RRuleTemporal({ rruleString: parts.join(';'), dtstart, maxIterations, cache: false });
}

/** BYWEEKNO alone means the weekday of DTSTART, which the library forgets when it leaps to a later piece (2.2.8). */
function impliedDays(rule: Rule, start: Temporal.ZonedDateTime): readonly string[] {
  return rule.by.BYWEEKNO === undefined ? [] : WEEKDAYS.slice(start.dayOfWeek - 1, start.dayOfWeek);
}

/** Beside a numbered day of the year the library forgets the plain ones (2.2.8): those are numbered, too. */
function spelledDays({ frequency, days, by }: Rule): readonly string[] {
  if (frequency !== 'YEARLY' || by.BYMONTH !== undefined || !days.some(isNumbered)) return days;
  return days.flatMap((day) =>
    isNumbered(day) ? [day] : [...WEEKS.map((week) => `${week}${day}`), `-1${day}`],
  );
}

function utc(clock: number): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(clock * 1000).toZonedDateTimeISO('UTC');
}
