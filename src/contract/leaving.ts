/** Somebody leaves: how their sessions still to come can be handed over, and which hand-overs are accepted. */
import { z } from 'zod';
import type { Leaving, LeavingLoop, LeavingSession } from '#domain/people/leaving.ts';
import { confirmationSchema, type Confirmation } from './day-search.ts';
import { repairSchema } from './repair.ts';
import { idSchema, instantSchema, nameSchema, timeZoneSchema, versionSchema } from './text.ts';

export type { Leaving, LeavingLoop };

const MOST_LOOPS = 500;
const sequenceSchema = z.int().min(0);
const keySchema = z.string().min(1).max(20_000);

/** `POST …/people/:id/hand-overs`: which of the offers stands chosen for which loop; for the others the best is. */
export type OffersAsked = { readonly chosen: readonly { readonly loop: string; readonly key: string }[] };
export const offersAskedSchema: z.ZodType<OffersAsked> = z.strictObject({
  chosen: z.array(z.strictObject({ loop: idSchema, key: keySchema })).max(MOST_LOOPS),
});

const sessionSchema: z.ZodType<LeavingSession> = z.strictObject({
  title: z.string(),
  start: instantSchema,
  end: instantSchema,
});

const loopSchema: z.ZodType<LeavingLoop> = z.strictObject({
  loop: idSchema,
  sequence: sequenceSchema,
  candidate: nameSchema,
  opening: nameSchema,
  timeZone: timeZoneSchema,
  sessions: z.array(sessionSchema),
  offers: z.array(repairSchema),
  chosen: keySchema.exactOptional(),
  none: z.string().exactOptional(),
  cancellable: z.boolean(),
});

export const leavingSchema: z.ZodType<Leaving> = z.strictObject({
  person: z.strictObject({ id: idSchema, name: nameSchema, version: versionSchema }),
  loops: z.array(loopSchema),
});

/**
 * `POST …/people/:id/hand-over`, with an `Idempotency-Key` header: the hand-overs as they were shown, with the versions
 * of the person and of each loop. `all`: no other loop was shown, so the person is removed, or nothing is done.
 */
export type HandOverAcceptance = {
  readonly version: number;
  readonly all: boolean;
  readonly loops: readonly {
    readonly loop: string;
    readonly sequence: number;
    readonly plan: Confirmation;
  }[];
};
export const handOverAcceptanceSchema: z.ZodType<HandOverAcceptance> = z.strictObject({
  version: versionSchema,
  all: z.boolean(),
  loops: z
    .array(z.strictObject({ loop: idSchema, sequence: sequenceSchema, plan: confirmationSchema }))
    .min(1, 'at least one loop')
    .max(MOST_LOOPS),
});

export type HandedOver = { readonly removed: boolean; readonly left: number };
export const handedOverSchema: z.ZodType<HandedOver> = z.strictObject({
  removed: z.boolean(),
  left: z.int(),
});
