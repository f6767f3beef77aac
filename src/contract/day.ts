/** The day itself: the run sheet, and what is marked on it. */
import { z } from 'zod';
import {
  CANDIDATE_STATES,
  HANDS,
  MOST_AGO,
  MOST_MORE,
  NOTES,
  SESSION_STATES,
  type DayLoop,
  type DayNote,
  type DaySession,
  type DaySheet,
  type Hand,
  type Mark,
  type MoreMark,
  type PanelDay,
  type Whereabouts,
} from '#domain/day/day.ts';
import type { DayNotes } from '#domain/organisation/opening.ts';
import { KINDS, ROLES } from '#domain/planning/loop-problem.ts';
import { wordsSchema } from './changes.ts';
import { needsShown } from './needs.ts';
import {
  dateSchema,
  idSchema,
  instantSchema,
  intervalSchema,
  nameSchema,
  timeZoneSchema,
  tokenSchema,
  versionSchema,
} from './text.ts';

export type { DayLoop, DayNote, DayNotes, DaySession, DaySheet, Hand, Mark, MoreMark, PanelDay, Whereabouts };

const mark = { id: idSchema, at: instantSchema, by: z.string().exactOptional() };
const markSchema: z.ZodType<Mark> = z.strictObject(mark);
const moreSchema: z.ZodType<MoreMark> = z.strictObject({ ...mark, minutes: z.int(), until: instantSchema });

/** What was marked of a session, and what follows from it. */
const marked = {
  expected: intervalSchema,
  state: z.enum(SESSION_STATES),
  started: markSchema.exactOptional(),
  ended: markSchema.exactOptional(),
  more: moreSchema.exactOptional(),
};

const sessionSchema: z.ZodType<DaySession> = z.strictObject({
  ...marked,
  id: idSchema,
  module: z.string(),
  title: z.string(),
  kind: z.enum(KINDS),
  purpose: z.string().exactOptional(),
  evaluated: z.boolean(),
  start: instantSchema,
  end: instantSchema,
  place: z.string().exactOptional(),
  wayThere: z.string().exactOptional(),
  people: z.array(
    z.strictObject({
      id: idSchema,
      name: z.string(),
      role: z.enum(ROLES),
      external: z.literal(true).exactOptional(),
    }),
  ),
  hosts: z.array(z.string()),
  together: z.int().exactOptional(),
  you: z.enum(ROLES).exactOptional(),
  markable: z.boolean(),
});

const whereaboutsSchema: z.ZodType<Whereabouts> = z.strictObject({
  people: z.array(z.string()),
  place: z.string().exactOptional(),
  until: instantSchema,
  behind: z.int(),
});

const noteSchema: z.ZodType<DayNote> = z.strictObject({
  about: z.enum(NOTES),
  text: z.string(),
  to: z.array(z.string()).exactOptional(),
  nobody: z.literal(true).exactOptional(),
});

const handSchema: z.ZodType<Hand> = z.strictObject({
  what: z.enum(HANDS),
  session: idSchema.exactOptional(),
  minutes: z.int().exactOptional(),
});

/** `POST /api/o/:o/loops/:id/marks` and `POST /api/o/:o/loops/:id/marks/:mark/undo` answer it. */
export const dayLoopSchema: z.ZodType<DayLoop> = z.strictObject({
  id: idSchema,
  status: z.enum(['confirmed', 'cancelled']),
  date: dateSchema,
  opening: z.strictObject({ id: idSchema, title: nameSchema, timeZone: timeZoneSchema }),
  candidate: z.strictObject({ id: idSchema, name: nameSchema, ...needsShown }),
  arrived: markSchema.exactOptional(),
  noShow: markSchema.exactOptional(),
  behind: z.int(),
  now: z.strictObject({
    is: z.enum(CANDIDATE_STATES),
    session: idSchema.exactOptional(),
    next: idSchema.exactOptional(),
  }),
  where: whereaboutsSchema.exactOptional(),
  sessions: z.array(sessionSchema),
  notes: z.array(noteSchema),
  hands: z.array(handSchema),
  you: idSchema.exactOptional(),
  can: z.array(z.enum(['mark', 'run'])),
});

/** `GET /api/o/:o/day?date=2026-12-07`; without a date today, in each opening's own zone. What needs a hand stands first. */
export const daySheetSchema: z.ZodType<DaySheet> = z.strictObject({
  date: dateSchema,
  next: dateSchema.exactOptional(),
  at: instantSchema,
  loops: z.array(dayLoopSchema),
});

const ago = { ago: z.int().min(0).max(MOST_AGO, `at most ${MOST_AGO} minutes`).exactOptional() };
const minutesSchema = z.int().min(1, 'minutes from 1').max(MOST_MORE, `at most ${MOST_MORE} minutes`);

/**
 * `POST /api/o/:o/loops/:id/marks`. What stands already is marked once: two who press at the same time get the same
 * mark. `after` is the id of the newest `more` of that session that whoever presses sees, if there is one: a second
 * person who presses without having seen the first one's does not ask for the double. `ago`: pressed so many minutes
 * before it is sent, because there was no connection.
 */
export type Marking = { readonly ago?: number } & (
  | { readonly what: 'arrived' | 'no-show' }
  | { readonly what: 'started' | 'ended'; readonly session: string }
  | { readonly what: 'more'; readonly session: string; readonly minutes: number; readonly after?: string }
);
export const markingSchema: z.ZodType<Marking> = z.discriminatedUnion('what', [
  z.strictObject({ what: z.enum(['arrived', 'no-show']), ...ago }),
  z.strictObject({ what: z.enum(['started', 'ended']), session: idSchema, ...ago }),
  z.strictObject({
    ...ago,
    what: z.literal('more'),
    session: idSchema,
    minutes: minutesSchema,
    after: idSchema.exactOptional(),
  }),
]);

/**
 * What an external panelist's page shows of the day, on that day (`PanelOpen.day`). `where` is the first candidate's.
 * Marked in a sitting: `POST /api/panel/mark`, taken back with `POST /api/panel/mark/undo`; both answer `{}`.
 */
export const panelDaySchema: z.ZodType<PanelDay> = z.strictObject({
  ...marked,
  markable: z.boolean(),
  where: whereaboutsSchema.exactOptional(),
  behind: z.int(),
});
export type PanelMarking = { readonly token: string; readonly ago?: number } & (
  | { readonly what: 'started' | 'ended' }
  | { readonly what: 'more'; readonly minutes: number; readonly after?: string }
);
export const panelMarkingSchema: z.ZodType<PanelMarking> = z.discriminatedUnion('what', [
  z.strictObject({ token: tokenSchema, what: z.enum(['started', 'ended']), ...ago }),
  z.strictObject({
    ...ago,
    token: tokenSchema,
    what: z.literal('more'),
    minutes: minutesSchema,
    after: idSchema.exactOptional(),
  }),
]);
export type PanelUnmarking = { readonly token: string; readonly mark: string };
export const panelUnmarkingSchema: z.ZodType<PanelUnmarking> = z.strictObject({
  token: tokenSchema,
  mark: idSchema,
});

/** Most letters of a note of the coordinator's. */
export const DAY_NOTE_LENGTH = 500;
const dayNotes = {
  arrival: wordsSchema(DAY_NOTE_LENGTH).exactOptional(),
  badge: wordsSchema(DAY_NOTE_LENGTH).exactOptional(),
};
/** `OpeningView.dayNotes` */
export const dayNotesSchema: z.ZodType<DayNotes> = z.strictObject(dayNotes);
/** `PUT /api/o/:o/openings/:id/day-notes` answers the `OpeningView`; `version` is the opening's. */
export type DayNotesChange = DayNotes & { readonly version: number };
export const dayNotesChangeSchema: z.ZodType<DayNotesChange> = z.strictObject({
  ...dayNotes,
  version: versionSchema,
});
