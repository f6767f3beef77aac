/** The small parts that every wire shape is made of. */
import { z } from 'zod';
import {
  WEEKDAYS,
  type Instant,
  type Interval,
  type LocalDate,
  type LocalHours,
  type WorkingHours,
} from '#domain/loop-problem.ts';
import { zoneExists } from '#domain/zoned.ts';

export const idSchema: z.ZodType<string> = z.uuid();
/** A name a person typed: trimmed, 1 to 200 characters, no control characters. */
export const nameSchema: z.ZodType<string> = z
  .string()
  .trim()
  .min(1, 'Give a name')
  .max(200)
  .regex(/^[^\p{Cc}]*$/u, 'Leave out line breaks and control characters');
export const emailSchema: z.ZodType<string> = z.email().max(254);
export const timeZoneSchema: z.ZodType<string> = z
  .string()
  .max(64)
  .refine(zoneExists, 'No such time zone; use a name like Europe/Berlin');
export const dateSchema: z.ZodType<LocalDate> = z.iso.date();
export const instantSchema: z.ZodType<Instant> = z.iso.datetime({ offset: true });
const localTimeSchema: z.ZodType<string> = z
  .string()
  .regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'Use HH:MM, 00:00 to 24:00');
export const localHoursSchema: z.ZodType<LocalHours> = z
  .strictObject({ from: localTimeSchema, to: localTimeSchema })
  .refine((hours) => hours.from < hours.to, 'The end lies after the start');
export const workingHoursSchema: z.ZodType<WorkingHours> = z
  .strictObject({ days: z.array(z.enum(WEEKDAYS)).min(1).max(7), from: localTimeSchema, to: localTimeSchema })
  .refine((hours) => hours.from < hours.to, 'The end lies after the start');
export const intervalSchema: z.ZodType<Interval> = z.strictObject({
  start: instantSchema,
  end: instantSchema,
});
/** Grows by one with each change; sent back with a change, so that nobody overwrites what they have not seen. */
export const versionSchema: z.ZodType<number> = z.int().min(1);
