/** A confirmed loop as the coordinator sees it. */
import { z } from 'zod';
import { OFFERED, type Offered } from '#domain/policy/sight.ts';
import { conflictSchema, type ConflictView } from './attention.ts';
import { sessionViewSchema, timelineRowSchema, type SessionView, type TimelineRow } from './day-search.ts';
import { needsShown, type NeedsShown } from './needs.ts';
import { outsideSeatSchema, type OutsideSeat } from './panel.ts';
import { idSchema, nameSchema, timeZoneSchema } from './text.ts';

/**
 * `agenda` is the path of the candidate's page with the token after `#`; absent while the link is withdrawn. Whoever only
 * sits in sessions of the loop is told of these sessions, without the link. `outside` are the seats of people from
 * outside, for whoever may give them links.
 */
export type LoopView = {
  readonly id: string;
  readonly status: 'confirmed' | 'cancelled';
  readonly opening: { readonly id: string; readonly title: string; readonly timeZone: string };
  readonly candidate: NeedsShown & { readonly id: string; readonly name: string; readonly timeZone: string };
  readonly sessions: readonly SessionView[];
  readonly rows: readonly TimelineRow[];
  readonly agenda?: string;
  readonly outside?: readonly OutsideSeat[];
  /** For whoever plans: calendars that say otherwise since it was confirmed, and how many sessions clocks have moved. */
  readonly conflicts?: readonly ConflictView[];
  readonly moved?: number;
  /** The superday with which it was confirmed. */
  readonly superday?: string;
  /** Who asks, where they sit in one of these sessions. */
  readonly you?: string;
  /** What whoever asks may do to it. */
  readonly can: readonly Offered[];
};
export const loopViewSchema: z.ZodType<LoopView> = z.strictObject({
  id: idSchema,
  status: z.enum(['confirmed', 'cancelled']),
  opening: z.strictObject({ id: idSchema, title: nameSchema, timeZone: timeZoneSchema }),
  candidate: z.strictObject({ id: idSchema, name: nameSchema, timeZone: timeZoneSchema, ...needsShown }),
  sessions: z.array(sessionViewSchema),
  rows: z.array(timelineRowSchema),
  agenda: z.string().exactOptional(),
  outside: z.array(outsideSeatSchema).exactOptional(),
  conflicts: z.array(conflictSchema).exactOptional(),
  moved: z.int().exactOptional(),
  superday: idSchema.exactOptional(),
  you: idSchema.exactOptional(),
  can: z.array(z.enum(OFFERED)),
});

/** `POST /api/o/:o/loops/:id/agenda-link`: the path of the candidate's page, with another token than before. */
export type AgendaLink = { readonly agenda: string };
export const agendaLinkSchema: z.ZodType<AgendaLink> = z.strictObject({ agenda: z.string() });
