/** What people want changed of a loop, or of what they were offered, and why; and a loop that is moved. */
import { z } from 'zod';
import {
  CHANGE_KINDS,
  CHANGE_REASONS,
  CHANGE_REQUEST,
  REASONS_FOR,
  type ChangeKind,
  type ChangeReason,
} from '#domain/loop/change-request.ts';
import type { Instant } from '#domain/planning/loop-problem.ts';
import type { LinkToken } from './agenda.ts';
import { confirmationSchema, type Confirmation } from './day-search.ts';
import { dateSchema, idSchema, instantSchema, tokenSchema } from './text.ts';

/** Words of one or more lines. */
export function wordsSchema(most: number): z.ZodType<string> {
  return z
    .string()
    .trim()
    .min(1, 'some words')
    .max(most, `at most ${most} letters`)
    .regex(/^(?:\n|[^\p{Cc}])*$/u, 'text without control characters');
}

const whyOf = (what: ChangeKind) => ({
  reason: z.enum(REASONS_FOR[what]).exactOptional(),
  words: wordsSchema(CHANGE_REQUEST.wordsLength).exactOptional(),
});
type Why = { readonly reason?: ChangeReason; readonly words?: string };

/** `POST /api/link/another-day` */
export type AnotherDay = LinkToken & Why & { readonly days: readonly string[] };
export const anotherDaySchema: z.ZodType<AnotherDay> = z.strictObject({
  token: tokenSchema,
  ...whyOf('another-day'),
  days: z.array(dateSchema).max(CHANGE_REQUEST.mostDays),
});

/** `POST /api/link/cancel` answers until when it can be taken back with `POST /api/link/undo`. */
export type Cancelling = LinkToken & Why;
export const cancellingSchema: z.ZodType<Cancelling> = z.strictObject({
  token: tokenSchema,
  ...whyOf('cancel'),
});
export type Cancelled = { readonly undoUntil: Instant };
export const cancelledSchema: z.ZodType<Cancelled> = z.strictObject({ undoUntil: instantSchema });

/** `POST /api/o/:o/loops/:id/decline`: whoever asks cannot come to that session of theirs. */
export type Declining = Why & { readonly module: string };
export const decliningSchema: z.ZodType<Declining> = z.strictObject({
  ...whyOf('decline'),
  module: z.string().max(100),
});
/** `POST /api/panel/decline`, taken back with `POST /api/panel/undo`. */
export const decliningByLinkSchema: z.ZodType<Cancelling> = z.strictObject({
  token: tokenSchema,
  ...whyOf('decline'),
});

/** What somebody wants changed. */
export type ChangeRequestView = Why & {
  readonly id: string;
  readonly what: ChangeKind;
  readonly loop?: string;
  /** Of a decline: the module of the session within the loop, and who. */
  readonly module?: string;
  readonly person?: string;
  readonly days: readonly string[];
  readonly madeAt: Instant;
};
export const changeRequestSchema: z.ZodType<ChangeRequestView> = z.strictObject({
  id: idSchema,
  what: z.enum(CHANGE_KINDS),
  loop: idSchema.exactOptional(),
  module: z.string().exactOptional(),
  person: idSchema.exactOptional(),
  reason: z.enum(CHANGE_REASONS).exactOptional(),
  words: z.string().exactOptional(),
  days: z.array(dateSchema),
  madeAt: instantSchema,
});

/** `POST /api/o/:o/loops/:id/reschedule`, with an `Idempotency-Key` header; `sequence` is the loop's when it was read. */
export type Rescheduling = {
  readonly plan: Confirmation;
  readonly sequence?: number;
  readonly reason: ChangeReason;
  readonly words?: string;
};
export const reschedulingSchema: z.ZodType<Rescheduling> = z.strictObject({
  plan: confirmationSchema,
  sequence: z.int().exactOptional(),
  reason: z.enum(REASONS_FOR.moved),
  words: wordsSchema(CHANGE_REQUEST.wordsLength).exactOptional(),
});
