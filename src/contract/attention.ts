/** What somebody should look at who plans, and the week of one person. */
import { z } from 'zod';
import { CALENDAR_STANDINGS, type CalendarStanding } from '#domain/calendar/connected-calendar.ts';
import { KINDS, type Kind } from '#domain/planning/loop-problem.ts';
import { dateSchema, idSchema, instantSchema, intervalSchema, timeZoneSchema } from './text.ts';

/** A loop that a session is part of; `module` is what the session is in it. */
const loopNamed = { id: idSchema, candidate: z.string(), opening: z.string() };
export type ConflictView = {
  readonly session: string;
  readonly title: string;
  readonly start: string;
  readonly end: string;
  readonly person: string;
  readonly name: string;
  readonly timeZone: string;
  readonly busyFrom: string;
  readonly busyTo: string;
  readonly loops: readonly {
    readonly id: string;
    readonly module: string;
    readonly candidate: string;
    readonly opening: string;
  }[];
};
export const conflictSchema: z.ZodType<ConflictView> = z.strictObject({
  session: idSchema,
  title: z.string(),
  start: instantSchema,
  end: instantSchema,
  person: idSchema,
  name: z.string(),
  timeZone: timeZoneSchema,
  busyFrom: instantSchema,
  busyTo: instantSchema,
  loops: z.array(z.strictObject({ ...loopNamed, module: z.string() })),
});

/** `wallStart` was promised; `to` is when that is by today's zone data, absent where these know the zone no more. */
export type MovedView = {
  readonly session: string;
  readonly title: string;
  readonly wallStart: string;
  readonly timeZone: string;
  readonly start: string;
  readonly to?: string;
  readonly loops: readonly { readonly id: string; readonly candidate: string; readonly opening: string }[];
};

/** `GET …/attention` */
export type AttentionView = {
  readonly conflicts: readonly ConflictView[];
  readonly moved: readonly MovedView[];
  readonly calendars: readonly {
    readonly id: string;
    readonly person: string;
    readonly owner: string;
    readonly timeZone: string;
    readonly standing: CalendarStanding;
    readonly seenAt: string;
  }[];
  readonly zones: { readonly own: string; readonly newer?: string };
};
export const attentionSchema: z.ZodType<AttentionView> = z.strictObject({
  conflicts: z.array(conflictSchema),
  moved: z.array(
    z.strictObject({
      session: idSchema,
      title: z.string(),
      wallStart: z.string(),
      timeZone: z.string(),
      start: instantSchema,
      to: instantSchema.exactOptional(),
      loops: z.array(z.strictObject(loopNamed)),
    }),
  ),
  calendars: z.array(
    z.strictObject({
      id: idSchema,
      person: idSchema,
      owner: z.string(),
      timeZone: timeZoneSchema,
      standing: z.enum(CALENDAR_STANDINGS),
      seenAt: instantSchema,
    }),
  ),
  zones: z.strictObject({ own: z.string(), newer: z.string().exactOptional() }),
});

/** `GET …/people/:id/week?date=2026-12-07`: Monday to Sunday around the date, on the person's clocks. */
export type WeekView = {
  readonly person: { readonly id: string; readonly name: string; readonly timeZone: string };
  readonly days: readonly string[];
  readonly sessions: readonly {
    readonly id: string;
    readonly title: string;
    readonly kind: Kind;
    readonly start: string;
    readonly end: string;
    readonly room?: string;
    readonly loop: string;
    readonly candidates: readonly string[];
    readonly conflict: boolean;
  }[];
  readonly busy: readonly { readonly start: string; readonly end: string }[];
  /** How each of the person's calendars stands. */
  readonly calendars: readonly {
    readonly id: string;
    readonly name: string;
    readonly standing: CalendarStanding;
  }[];
};
export const weekSchema: z.ZodType<WeekView> = z.strictObject({
  person: z.strictObject({ id: idSchema, name: z.string(), timeZone: timeZoneSchema }),
  days: z.array(dateSchema),
  sessions: z.array(
    z.strictObject({
      id: idSchema,
      title: z.string(),
      kind: z.enum(KINDS),
      start: instantSchema,
      end: instantSchema,
      room: z.string().exactOptional(),
      loop: idSchema,
      candidates: z.array(z.string()),
      conflict: z.boolean(),
    }),
  ),
  busy: z.array(intervalSchema),
  calendars: z.array(
    z.strictObject({ id: idSchema, name: z.string(), standing: z.enum(CALENDAR_STANDINGS) }),
  ),
});
