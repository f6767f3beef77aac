/**
 * The small parts that every wire shape is made of. Each message completes "expected …", because it becomes the
 * expectation of a fault (`zod-faults.ts`).
 */
import { z } from 'zod';
import {
  WEEKDAYS,
  type Instant,
  type Interval,
  type LocalDate,
  type LocalHours,
  type WorkingHours,
} from '#domain/planning/loop-problem.ts';
import { zoneExists } from '#domain/time/zoned.ts';

export const idSchema: z.ZodType<string> = z.uuid('an id, as this server gave it');
/** A name a person typed: trimmed, 1 to 200 characters, no control characters. */
export const nameSchema: z.ZodType<string> = z
  .string()
  .trim()
  .min(1, 'a name')
  .max(200)
  .regex(/^[^\p{Cc}]*$/u, 'text without line breaks and control characters');
export const emailSchema: z.ZodType<string> = z.email('an e-mail address like ada@example.org').max(254);
export const timeZoneSchema: z.ZodType<string> = z
  .string()
  .max(64)
  .refine(zoneExists, 'the name of a time zone, like Europe/Berlin');
/** Nobody is interviewed outside, and far outside PostgreSQL and the zone database have no instants. */
const inReach = (text: string): boolean => text >= '1970' && text < '2200';
export const dateSchema: z.ZodType<LocalDate> = z.iso
  .date({ error: 'a date like 2026-12-07', abort: true })
  .refine(inReach, 'a date in the years 1970 to 2199');
export const instantSchema: z.ZodType<Instant> = z.iso
  .datetime({
    offset: true,
    error: 'an instant with its offset, like 2026-12-07T09:00:00+01:00',
    abort: true,
  })
  .refine(inReach, 'an instant in the years 1970 to 2199');
const LOCAL_TIME = /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/;
const localTimeSchema: z.ZodType<string> = z
  .string()
  .regex(LOCAL_TIME, 'a time of day like 09:00, at most 24:00');
/** What is no time is one fault, not two. */
const endsLater = ({ from, to }: LocalHours): boolean =>
  !LOCAL_TIME.test(from) || !LOCAL_TIME.test(to) || from < to;
export const localHoursSchema: z.ZodType<LocalHours> = z
  .strictObject({ from: localTimeSchema, to: localTimeSchema })
  .refine(endsLater, { path: ['to'], error: 'a time after the start' });
export const workingHoursSchema: z.ZodType<WorkingHours> = z
  .strictObject({
    days: z.array(z.enum(WEEKDAYS)).min(1, 'at least one day').max(7),
    from: localTimeSchema,
    to: localTimeSchema,
  })
  .refine(endsLater, { path: ['to'], error: 'a time after the start' });
export const intervalSchema: z.ZodType<Interval> = z.strictObject({
  start: instantSchema,
  end: instantSchema,
});
/** What stands after `#` in a link. */
export const tokenSchema: z.ZodType<string> = z.string().regex(/^[\w-]{43}$/, 'the part of the link after #');
/** Grows by one with each change; sent back with a change, so that nobody overwrites what they have not seen. */
export const versionSchema: z.ZodType<number> = z.int().min(1);
