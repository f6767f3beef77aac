/**
 * The small parts of the problem and plan files. Each message completes "expected …", because it becomes the
 * expectation of a fault (`zod-faults.ts`).
 */
import { z } from 'zod';
import { WEEKDAYS, type Instant, type Interval, type LocalDate } from '#domain/planning/loop-problem.ts';
import type { LocalHours, WorkingHours } from '#domain/planning/loop-problem.ts';

const TIME = '([01]\\d|2[0-3]):[0-5]\\d';
const INSTANT = new RegExp(`^\\d{4}-\\d\\d-\\d\\dT${TIME}:[0-5]\\d(\\.\\d{1,9})?(Z|[+-]${TIME})$`);

/** An id: any text but the empty one, that can be written as UTF-8. */
export const fileIdSchema: z.ZodType<string> = z
  .string('a text that is not empty')
  .min(1, 'a text that is not empty')
  .refine((id) => id.isWellFormed(), 'text without half of a surrogate pair');

/** Beyond any minutes, seats and sessions there are; within it all sums stay exact. */
const MOST = 1_000_000;

/** A whole number, zero or more. */
export const amountSchema: z.ZodType<number> = z
  .int('a whole number')
  .min(0, 'zero or more')
  .max(MOST, `at most ${MOST}`);

/** A whole number, one or more. */
export const countSchema: z.ZodType<number> = z
  .int('a whole number')
  .min(1, 'at least 1')
  .max(MOST, `at most ${MOST}`);

/** Places of one seat. */
export const placesSchema: z.ZodType<number> = z
  .int('a whole number')
  .min(1, 'at least 1')
  .max(1000, 'at most 1000 places');

export const fileDateSchema: z.ZodType<LocalDate> = z
  .string('a date like 2026-12-07')
  .regex(/^\d{4}-\d\d-\d\d$/, { error: 'a date like 2026-12-07', abort: true })
  .refine(isDate, 'a date of the calendar');

/** Nobody is interviewed outside, and before 1970 the clocks of some zones were seconds apart. */
export const interviewDateSchema: z.ZodType<LocalDate> = fileDateSchema.refine(
  (text) => text >= '1970' && text < '2200',
  'a date in the years 1970 to 2199',
);

const instantText = 'an instant with its offset, like 2026-12-07T09:00:00+01:00';
export const fileInstantSchema: z.ZodType<Instant> = z
  .string(instantText)
  .regex(INSTANT, { error: instantText, abort: true })
  .refine((text) => isDate(text.slice(0, 10)), 'an instant on a date of the calendar');

export const fileIntervalSchema: z.ZodType<Interval> = z.strictObject({
  start: fileInstantSchema,
  end: fileInstantSchema,
});

export const fromSchema: z.ZodType<string> = z
  .string('a time of day like 09:00')
  .regex(new RegExp(`^${TIME}$`), 'a time of day like 09:00');
export const toSchema: z.ZodType<string> = z
  .string('a time of day like 17:30, at most 24:00')
  .regex(new RegExp(`^(${TIME}|24:00)$`), 'a time of day like 17:30, at most 24:00');

export const fileHoursSchema: z.ZodType<LocalHours> = z.strictObject({ from: fromSchema, to: toSchema });

export const fileWorksSchema: z.ZodType<WorkingHours> = z.strictObject({
  days: z.array(z.enum(WEEKDAYS)),
  from: fromSchema,
  to: toSchema,
});

/** Days; a file has thousands of dates, and most need no calendar. */
const SHORTEST_MONTH = 28;

/** Year 0 is refused because no calendar in daily use has one. */
function isDate(text: string): boolean {
  const year = Number(text.slice(0, 4));
  const month = Number(text.slice(5, 7));
  const day = Number(text.slice(8, 10));
  if (year < 1 || month < 1 || month > 12 || day < 1) return false;
  return day <= SHORTEST_MONTH || day <= Temporal.PlainYearMonth.from({ year, month }).daysInMonth;
}
