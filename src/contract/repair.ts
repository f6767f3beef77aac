/** Repair of a confirmed loop: what happened, the repairs for each wish, and the one that is accepted. */
import { z } from 'zod';
import type { LoopEvent, LoopRepairs, RepairView, ToldView } from '#domain/repair/loop-repair.ts';
import {
  confirmationSchema,
  costSchema,
  sessionViewSchema,
  timelineRowSchema,
  type Confirmation,
} from './day-search.ts';
import { dateSchema, idSchema, instantSchema } from './text.ts';

export type { LoopEvent, LoopRepairs, RepairView, ToldView };

const MOST_MINUTES = 24 * 60;
const fromNow = { from: z.literal('now').exactOptional() };
const moduleSchema = z.string().min(1).max(100);

/**
 * `POST /api/o/:o/loops/:id/repairs`. Dates are whole days in the opening's zone, or what is left of today (`from`).
 * `behind`: others run late, as was marked on the day itself, so that sessions to come cannot begin in time.
 */
export const loopEventSchema: z.ZodType<LoopEvent> = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('asked'), module: moduleSchema, start: instantSchema }),
  z.strictObject({ what: z.literal('comes'), start: instantSchema, end: instantSchema }),
  z.strictObject({ what: z.literal('declined'), module: moduleSchema, person: idSchema }),
  z.strictObject({ what: z.literal('away'), person: idSchema, date: dateSchema, ...fromNow }),
  z.strictObject({ what: z.literal('late'), minutes: z.int().min(1, 'minutes from 1').max(MOST_MINUTES) }),
  z.strictObject({ what: z.literal('lost'), room: idSchema, date: dateSchema, ...fromNow }),
  z.strictObject({ what: z.literal('behind') }),
]);

const toldSchema: z.ZodType<ToldView> = z.strictObject({
  id: idSchema,
  kind: z.enum(['person', 'candidate']),
  name: z.string(),
  lines: z.array(z.string()),
});

export const repairSchema: z.ZodType<RepairView> = z.strictObject({
  key: z.string(),
  summary: z.array(z.string()),
  sessions: z.array(sessionViewSchema),
  changed: z.array(z.string()),
  cost: costSchema,
  told: z.array(toldSchema),
});

export const loopRepairsSchema: z.ZodType<LoopRepairs> = z.strictObject({
  sequence: z.int(),
  rankings: z.strictObject({
    times: z.array(repairSchema),
    people: z.array(repairSchema),
    told: z.array(repairSchema),
  }),
  rows: z.array(timelineRowSchema),
  none: z.string().exactOptional(),
});

/**
 * `POST /api/o/:o/loops/:id/repair`, with an `Idempotency-Key` header: what happened, the sequence that the repairs
 * came with, and the sessions of the repair as they were shown (the server judges them again by today's facts).
 */
export type RepairAcceptance = {
  readonly event: LoopEvent;
  readonly sequence: number;
  readonly plan: Confirmation;
};
export const repairAcceptanceSchema: z.ZodType<RepairAcceptance> = z.strictObject({
  event: loopEventSchema,
  sequence: z.int().min(0),
  plan: confirmationSchema,
});
