/** People, pools, rooms and walking times of an organisation. */
import { z } from 'zod';
import type { LocalHours, Walk, WorkingHours } from '#domain/loop-problem.ts';
import {
  emailSchema,
  idSchema,
  localHoursSchema,
  nameSchema,
  timeZoneSchema,
  versionSchema,
  workingHoursSchema,
} from './text.ts';

/** What may be set of a person. Limits are sessions per date and per ISO week; `gap` is minutes between two sessions. */
export type PersonDetails = {
  readonly name: string;
  readonly email?: string;
  readonly timeZone: string;
  readonly title?: string;
  readonly works: readonly WorkingHours[];
  readonly prefers?: LocalHours;
  readonly maxPerDay?: number;
  readonly maxPerWeek?: number;
  readonly gap?: number;
  /** Names of the interviewer pools this person is in. */
  readonly pools: readonly string[];
};
const personDetails = {
  name: nameSchema,
  email: emailSchema.exactOptional(),
  timeZone: timeZoneSchema,
  title: z.string().trim().max(200).exactOptional(),
  works: z.array(workingHoursSchema).max(14),
  prefers: localHoursSchema.exactOptional(),
  maxPerDay: z.int().min(1).max(50).exactOptional(),
  maxPerWeek: z.int().min(1).max(200).exactOptional(),
  gap: z.int().min(0).max(480).exactOptional(),
  pools: z.array(nameSchema).max(50),
};
export const personDetailsSchema: z.ZodType<PersonDetails> = z.strictObject(personDetails);
export type PersonChange = PersonDetails & { readonly version: number };
export const personChangeSchema: z.ZodType<PersonChange> = z.strictObject({
  ...personDetails,
  version: versionSchema,
});

/** One item or file that was not used, with the line where it stands and why. */
export type Skipped = { readonly line: number; readonly what: string; readonly reason: string };
const skippedSchema: z.ZodType<Skipped> = z.strictObject({
  line: z.int(),
  what: z.string(),
  reason: z.string(),
});

/** What is known of a person's calendar. `readAt` is an instant; `skipped` items were not used. */
export type CalendarState = {
  readonly fileName: string;
  readonly readAt: string;
  readonly busyBlocks: number;
  readonly items: number;
  readonly skipped: readonly Skipped[];
};
const calendarStateSchema: z.ZodType<CalendarState> = z.strictObject({
  fileName: z.string(),
  readAt: z.string(),
  busyBlocks: z.int(),
  items: z.int(),
  skipped: z.array(skippedSchema),
});

export type Person = PersonDetails & {
  readonly id: string;
  readonly version: number;
  readonly calendar?: CalendarState;
  /** Path of this person's calendar feed (`/calendar/….ics`). */
  readonly feed: string;
  readonly upcomingSessions: number;
};
export const personSchema: z.ZodType<Person> = z.strictObject({
  ...personDetails,
  id: idSchema,
  version: versionSchema,
  calendar: calendarStateSchema.exactOptional(),
  feed: z.string(),
  upcomingSessions: z.int(),
});

export type RoomDetails = {
  readonly name: string;
  readonly seats?: number;
  readonly features: readonly string[];
  readonly site?: string;
};
const roomDetails = {
  name: nameSchema,
  seats: z.int().min(1).max(5000).exactOptional(),
  features: z.array(nameSchema).max(50),
  site: nameSchema.exactOptional(),
};
export const roomDetailsSchema: z.ZodType<RoomDetails> = z.strictObject(roomDetails);
export type RoomChange = RoomDetails & { readonly version: number };
export const roomChangeSchema: z.ZodType<RoomChange> = z.strictObject({
  ...roomDetails,
  version: versionSchema,
});
export type Room = RoomDetails & { readonly id: string; readonly version: number };
export const roomSchema: z.ZodType<Room> = z.strictObject({
  ...roomDetails,
  id: idSchema,
  version: versionSchema,
});

export const walkSchema: z.ZodType<Walk> = z.strictObject({
  sites: z.tuple([nameSchema, nameSchema]),
  minutes: z.int().min(0).max(480),
});

/** `GET …/people`. Pool names are those that people are in or templates ask for, with who is in them. */
export type PeopleView = {
  readonly people: readonly Person[];
  readonly pools: readonly { readonly name: string; readonly people: readonly string[] }[];
  readonly rooms: readonly Room[];
  readonly walking: readonly Walk[];
};
export const peopleViewSchema: z.ZodType<PeopleView> = z.strictObject({
  people: z.array(personSchema),
  pools: z.array(z.strictObject({ name: nameSchema, people: z.array(idSchema) })),
  rooms: z.array(roomSchema),
  walking: z.array(walkSchema),
});

/** `PUT …/walking`: the whole list. */
export type WalkingChange = { readonly walking: readonly Walk[] };
export const walkingChangeSchema: z.ZodType<WalkingChange> = z.strictObject({
  walking: z.array(walkSchema).max(500),
});

/**
 * `POST …/import` as multipart/form-data: one part `people` (a `people/1` file), any number of parts `calendar` (.ics
 * files, named like the person's id or e-mail), and where there are several openings a part `opening`, the id of the
 * one that the candidates join. The answer says what became of each.
 */
export type ImportReport = {
  readonly people: number;
  readonly rooms: number;
  /** What became of the listed candidates; without `opening` they joined none, because there is none or several. */
  readonly candidates: {
    readonly listed: number;
    readonly added: number;
    readonly opening?: { readonly id: string; readonly title: string };
    /** How many openings there are. */
    readonly openings: number;
  };
  readonly calendars: readonly {
    readonly fileName: string;
    readonly person?: string;
    readonly busyBlocks: number;
    readonly refused?: string;
    readonly skipped: readonly Skipped[];
  }[];
};
export const importReportSchema: z.ZodType<ImportReport> = z.strictObject({
  people: z.int(),
  rooms: z.int(),
  candidates: z.strictObject({
    listed: z.int(),
    added: z.int(),
    opening: z.strictObject({ id: idSchema, title: nameSchema }).exactOptional(),
    openings: z.int(),
  }),
  calendars: z.array(
    z.strictObject({
      fileName: z.string(),
      person: z.string().exactOptional(),
      busyBlocks: z.int(),
      refused: z.string().exactOptional(),
      skipped: z.array(skippedSchema),
    }),
  ),
});
