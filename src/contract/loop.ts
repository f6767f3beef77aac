/** A confirmed loop as the coordinator sees it, and the agenda as the candidate sees it. */
import { z } from 'zod';
import { KINDS, type Kind } from '#domain/loop-problem.ts';
import { sessionViewSchema, timelineRowSchema, type SessionView, type TimelineRow } from './day-search.ts';
import { idSchema, instantSchema, nameSchema, timeZoneSchema } from './text.ts';

/**
 * `agenda` is the path of the candidate's page, `agendaFile` of its .ics file. Whoever only sits in sessions of the loop
 * is told of these sessions, without the links.
 */
export type LoopView = {
  readonly id: string;
  readonly status: 'confirmed' | 'cancelled';
  readonly opening: { readonly id: string; readonly title: string; readonly timeZone: string };
  readonly candidate: { readonly id: string; readonly name: string; readonly timeZone: string };
  readonly sessions: readonly SessionView[];
  readonly rows: readonly TimelineRow[];
  readonly agenda?: string;
  readonly agendaFile?: string;
  /** The superday with which it was confirmed. */
  readonly superday?: string;
};
export const loopViewSchema: z.ZodType<LoopView> = z.strictObject({
  id: idSchema,
  status: z.enum(['confirmed', 'cancelled']),
  opening: z.strictObject({ id: idSchema, title: nameSchema, timeZone: timeZoneSchema }),
  candidate: z.strictObject({ id: idSchema, name: nameSchema, timeZone: timeZoneSchema }),
  sessions: z.array(sessionViewSchema),
  rows: z.array(timelineRowSchema),
  agenda: z.string().exactOptional(),
  agendaFile: z.string().exactOptional(),
  superday: idSchema.exactOptional(),
});

/** `GET /api/agenda/:token`: what the candidate may know. No ids of people, no debrief, no shadows' role. */
export type AgendaView = {
  readonly organisation: string;
  readonly opening: string;
  readonly candidate: string;
  readonly timeZone: string;
  readonly status: 'confirmed' | 'cancelled';
  /** Names of those who decide afterwards. */
  readonly decides: readonly string[];
  readonly sessions: readonly {
    readonly title: string;
    readonly kind: Kind;
    readonly purpose?: string;
    readonly evaluated: boolean;
    readonly start: string;
    readonly end: string;
    readonly people: readonly {
      readonly name: string;
      readonly title?: string;
      readonly role: 'lead' | 'panelist' | 'observer' | 'host' | 'greeter';
    }[];
    readonly place?: string;
  }[];
  readonly file: string;
};
export const agendaViewSchema: z.ZodType<AgendaView> = z.strictObject({
  organisation: z.string(),
  opening: z.string(),
  candidate: z.string(),
  timeZone: timeZoneSchema,
  status: z.enum(['confirmed', 'cancelled']),
  decides: z.array(z.string()),
  sessions: z.array(
    z.strictObject({
      title: z.string(),
      kind: z.enum(KINDS),
      purpose: z.string().exactOptional(),
      evaluated: z.boolean(),
      start: instantSchema,
      end: instantSchema,
      people: z.array(
        z.strictObject({
          name: z.string(),
          title: z.string().exactOptional(),
          role: z.enum(['lead', 'panelist', 'observer', 'host', 'greeter']),
        }),
      ),
      place: z.string().exactOptional(),
    }),
  ),
  file: z.string(),
});
