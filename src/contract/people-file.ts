/** The people file, `people/1`: `docs/formats/template-and-people.md`. */
import { z } from 'zod';
import type { Fault } from '#domain/fault.ts';
import type { CalendarName, ListedTraining, PeopleFile } from '#domain/people/people-file.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { zoneExists } from '#domain/time/zoned.ts';
import {
  amountSchema,
  fileDateSchema,
  fileHoursSchema,
  fileIdSchema,
  fileIntervalSchema,
  fileWorksSchema,
  fromSchema,
  toSchema,
} from './file-text.ts';
import { faultsOfIssues } from './zod-faults.ts';

const MOST_PEOPLE = 5_000;

const textSchema = z.string('a text').max(200, 'a text of at most 200 characters');
const mailSchema = z.email('an e-mail address like ada@example.org');

export const fileZoneSchema: z.ZodType<string> = z
  .string('the name of a time zone, like Europe/Berlin')
  .refine(zoneExists, 'a time zone that exists, like Europe/Berlin');

const calendarText = 'the name of a file in the folder of calendars, like ada.ics, or false for none';
const calendarSchema: z.ZodType<CalendarName> = z.union(
  [z.literal(false), z.string().regex(/^(?!\.{1,2}$)[^/\\\0]{1,255}$/, calendarText)],
  calendarText,
);

const personSchema = z.strictObject({
  id: fileIdSchema,
  name: textSchema.exactOptional(),
  email: mailSchema.exactOptional(),
  timeZone: fileZoneSchema.exactOptional(),
  works: z.array(fileWorksSchema).exactOptional(),
  prefers: fileHoursSchema.exactOptional(),
  maxPerDay: amountSchema.exactOptional(),
  maxPerWeek: amountSchema.exactOptional(),
  gap: amountSchema.exactOptional(),
  recent: amountSchema.exactOptional(),
  fair: amountSchema.exactOptional(),
  calendar: calendarSchema.exactOptional(),
});

const roomSchema = z.strictObject({
  id: fileIdSchema,
  name: textSchema.exactOptional(),
  seats: amountSchema.exactOptional(),
  features: z.array(textSchema).exactOptional(),
  site: fileIdSchema.exactOptional(),
  calendar: calendarSchema.exactOptional(),
});

const spanText = 'either date, from and to, or start and end';
const spanSchema = z.union(
  [z.strictObject({ date: fileDateSchema, from: fromSchema, to: toSchema }), fileIntervalSchema],
  spanText,
);

const candidateSchema = z.strictObject({
  id: fileIdSchema,
  name: textSchema.exactOptional(),
  email: mailSchema.exactOptional(),
  timeZone: fileZoneSchema.exactOptional(),
  available: z.array(spanSchema).exactOptional(),
});

const heldSchema = z.int('a whole number').min(0, 'zero or more').max(50, 'at most 50 sessions');
const trainingSchema: z.ZodType<ListedTraining> = z.strictObject({
  shadowed: heldSchema.exactOptional(),
  reverseShadowed: heldSchema.exactOptional(),
});

const peopleFileSchema: z.ZodType<PeopleFile> = z.strictObject({
  format: z.literal('people/1'),
  people: z.array(personSchema).max(MOST_PEOPLE, `at most ${MOST_PEOPLE} people`),
  pools: z.record(fileIdSchema, z.array(fileIdSchema)).exactOptional(),
  training: z.record(fileIdSchema, z.record(fileIdSchema, trainingSchema)).exactOptional(),
  rooms: z.array(roomSchema).max(MOST_PEOPLE, `at most ${MOST_PEOPLE} rooms`).exactOptional(),
  walking: z
    .array(
      z.strictObject({
        sites: z.tuple([fileIdSchema, fileIdSchema], 'a list of two sites'),
        minutes: amountSchema,
      }),
    )
    .exactOptional(),
  candidates: z.array(candidateSchema).default([]),
});

/** Only a list that is planned with must name somebody to plan for. */
const planningListSchema = peopleFileSchema.refine(({ candidates }) => candidates.length > 0, {
  path: ['candidates'],
  error: 'at least one candidate',
});

export function parsePeopleFile(json: unknown): Result<PeopleFile, readonly Fault[]> {
  return parsedBy(peopleFileSchema, json);
}

export function parsePlanningList(json: unknown): Result<PeopleFile, readonly Fault[]> {
  return parsedBy(planningListSchema, json);
}

function parsedBy(schema: z.ZodType<PeopleFile>, json: unknown): Result<PeopleFile, readonly Fault[]> {
  const parsed = schema.safeParse(json);
  return parsed.success ? ok(parsed.data) : refuse(faultsOfIssues(parsed.error.issues, json));
}
