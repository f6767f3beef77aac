/** Mail of accounts that did not arrive, as administrators see it. */
import { z } from 'zod';
import { UNDELIVERED_KINDS, type UndeliveredMail } from '#domain/telling/mail.ts';
import { instantSchema } from './text.ts';

/** `GET /api/o/:o/undelivered` */
export type UndeliveredList = { readonly mails: readonly UndeliveredMail[] };
export const undeliveredListSchema: z.ZodType<UndeliveredList> = z.strictObject({
  mails: z.array(
    z.strictObject({
      kind: z.enum(UNDELIVERED_KINDS),
      madeAt: instantSchema,
      attempts: z.int().min(0),
      problem: z.string(),
      nextAt: instantSchema.exactOptional(),
    }),
  ),
});
