/** People, pools, rooms and walking times of an organisation. */
import { OFFERED_IN_ALL, type OfferedInAll } from '#domain/policy/sight.ts';
import { z } from 'zod';
import type { Walk } from '#domain/planning/loop-problem.ts';
import {
  CALENDAR_KINDS,
  CALENDAR_STANDINGS,
  type CalendarKind,
  type CalendarStanding,
  type CalendarWriting,
} from '#domain/calendar/connected-calendar.ts';
import type { PersonDetails, Room, RoomDetails, Skipped } from '#domain/people/people.ts';
import { wordsSchema } from './changes.ts';
import {
  emailSchema,
  idSchema,
  localHoursSchema,
  nameSchema,
  timeZoneSchema,
  versionSchema,
  workingHoursSchema,
} from './text.ts';

export type { PersonDetails, Room, RoomDetails, Skipped };

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
  outside: z.literal(true).exactOptional(),
};
export const personDetailsSchema: z.ZodType<PersonDetails> = z.strictObject(personDetails);
export type PersonChange = PersonDetails & { readonly version: number };
export const personChangeSchema: z.ZodType<PersonChange> = z.strictObject({
  ...personDetails,
  version: versionSchema,
});

const skippedSchema: z.ZodType<Skipped> = z.strictObject({
  line: z.int(),
  what: z.string(),
  reason: z.string(),
});

/**
 * One of a person's calendars. What was left out of it, where it lies and what is wrong with it are told to whoever may
 * set that person's calendars. `seenAt`: when it was last certain that nothing newer was in it.
 */
export type CalendarView = {
  readonly id: string;
  readonly kind: CalendarKind;
  readonly standing: CalendarStanding;
  readonly name: string;
  readonly place?: string;
  readonly readAt: string;
  readonly seenAt: string;
  readonly busyBlocks: number;
  readonly items: number;
  readonly skipped: readonly Skipped[];
  readonly failingSince?: string;
  readonly questionedAt?: string;
  readonly fault?: CalendarFaultView;
  /** Absent where its server does not say whether entries may be written there. */
  readonly writable?: boolean;
  readonly writing?: CalendarWritingView;
};
type CalendarFaultView = { readonly text: string; readonly remedy: string; readonly signIn: boolean };
/** Sessions to come that are written into it; see `CalendarWriting`. */
export type CalendarWritingView = Omit<CalendarWriting, 'fault'> & { readonly fault?: CalendarFaultView };
const calendarFaultSchema: z.ZodType<CalendarFaultView> = z.strictObject({
  text: z.string(),
  remedy: z.string(),
  signIn: z.boolean(),
});
const calendarWritingSchema: z.ZodType<CalendarWritingView> = z.strictObject({
  chosen: z.boolean(),
  written: z.int(),
  waiting: z.int(),
  failed: z.int(),
  moved: z.int(),
  removed: z.int(),
  failingSince: z.string().exactOptional(),
  fault: calendarFaultSchema.exactOptional(),
});
const calendarSchema: z.ZodType<CalendarView> = z.strictObject({
  id: idSchema,
  kind: z.enum(CALENDAR_KINDS),
  standing: z.enum(CALENDAR_STANDINGS),
  name: z.string(),
  place: z.string().exactOptional(),
  readAt: z.string(),
  seenAt: z.string(),
  busyBlocks: z.int(),
  items: z.int(),
  skipped: z.array(skippedSchema),
  failingSince: z.string().exactOptional(),
  questionedAt: z.string().exactOptional(),
  fault: calendarFaultSchema.exactOptional(),
  writable: z.boolean().exactOptional(),
  writing: calendarWritingSchema.exactOptional(),
});

export type Person = PersonDetails & {
  readonly id: string;
  readonly version: number;
  /** What they add up to is the person's busy time. */
  readonly calendars: readonly CalendarView[];
  /** Path of this person's calendar feed (`/calendar/….ics`), and whether it names candidates. */
  readonly feed: string;
  readonly feedNames?: true;
  /** Mail to their address came back: nobody has it. */
  readonly unreachable?: true;
  readonly upcomingSessions: number;
};
const personSeen = {
  ...personDetails,
  id: idSchema,
  version: versionSchema,
  calendars: z.array(calendarSchema),
  upcomingSessions: z.int(),
  feedNames: z.literal(true).exactOptional(),
  unreachable: z.literal(true).exactOptional(),
};
export const personSchema: z.ZodType<Person> = z.strictObject({ ...personSeen, feed: z.string() });
/** The link to the calendar is shown to whoever may set that calendar. */
export type PersonSeen = Omit<Person, 'feed'> & Partial<Pick<Person, 'feed'>>;
const personSeenSchema: z.ZodType<PersonSeen> = z.strictObject({
  ...personSeen,
  feed: z.string().exactOptional(),
});

/** Most letters of how to get to a room. */
export const WAY_LENGTH = 300;
const roomDetails = {
  name: nameSchema,
  seats: z.int().min(1).max(5000).exactOptional(),
  features: z.array(nameSchema).max(50),
  site: nameSchema.exactOptional(),
  wayThere: wordsSchema(WAY_LENGTH).exactOptional(),
};
export const roomDetailsSchema: z.ZodType<RoomDetails> = z.strictObject(roomDetails);
export type RoomChange = RoomDetails & { readonly version: number };
export const roomChangeSchema: z.ZodType<RoomChange> = z.strictObject({
  ...roomDetails,
  version: versionSchema,
});
export const roomSchema: z.ZodType<Room> = z.strictObject({
  ...roomDetails,
  id: idSchema,
  version: versionSchema,
});

export const walkSchema: z.ZodType<Walk> = z.strictObject({
  sites: z.tuple([nameSchema, nameSchema]),
  minutes: z.int().min(0).max(480),
});

/** `PUT …/people/:id/feed` */
export type FeedChange = { readonly names: boolean };
export const feedChangeSchema: z.ZodType<FeedChange> = z.strictObject({ names: z.boolean() });

/** `GET …/people`: those whom whoever asks may see. Pool names are those that people are in or templates ask for, with who is in them. */
export type PeopleView = {
  readonly people: readonly PersonSeen[];
  readonly pools: readonly { readonly name: string; readonly people: readonly string[] }[];
  readonly rooms: readonly Room[];
  readonly walking: readonly Walk[];
  /** What whoever asks may do here. */
  readonly can: readonly OfferedInAll[];
};
export const peopleViewSchema: z.ZodType<PeopleView> = z.strictObject({
  people: z.array(personSeenSchema),
  pools: z.array(z.strictObject({ name: nameSchema, people: z.array(idSchema) })),
  rooms: z.array(roomSchema),
  walking: z.array(walkSchema),
  can: z.array(z.enum(OFFERED_IN_ALL)),
});

/** `PUT …/walking`: the whole list. */
export type WalkingChange = { readonly walking: readonly Walk[] };
export const walkingChangeSchema: z.ZodType<WalkingChange> = z.strictObject({
  walking: z.array(walkSchema).max(500),
});

/**
 * `POST …/import` as multipart/form-data: a part `people` (a `people/1` file), any number of parts `calendar` (.ics
 * files, named as the list says, or after the e-mail address, id or name of somebody who is there), at least one of
 * these; and where there are several openings a part `opening`, the id of the one that the candidates join. The
 * answer says what became of each.
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
