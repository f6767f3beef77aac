/** Mail that came in: answers, news of deliveries, and what changed nothing. */
import { z } from 'zod';
import { NO_EFFECTS } from '#domain/telling/answers.ts';
import { KEPT_KINDS } from '#domain/telling/kept-mail.ts';
import type { MailView } from '#domain/telling/mail-view.ts';
import { idSchema, instantSchema, nameSchema, timeZoneSchema } from './text.ts';

/** `settles`: whoever asks may say that it has been seen to. */
export type MailSeen = MailView & { readonly settles: boolean };
export type MailList = { readonly mail: readonly MailSeen[] };

const mailSchema: z.ZodType<MailSeen> = z.strictObject({
  id: idSchema,
  receivedAt: instantSchema,
  kind: z.enum(KEPT_KINDS),
  why: z.enum(NO_EFFECTS).exactOptional(),
  response: z.enum(['accepted', 'tentative', 'declined']).exactOptional(),
  sender: z.string().exactOptional(),
  subject: z.string(),
  words: z.string().exactOptional(),
  start: instantSchema.exactOptional(),
  end: instantSchema.exactOptional(),
  outcome: z.enum(['unreachable', 'failed', 'delayed', 'delivered']).exactOptional(),
  address: z.string().exactOptional(),
  status: z.string().exactOptional(),
  open: z.boolean(),
  about: z
    .strictObject({
      loop: idSchema,
      opening: idSchema,
      application: idSchema,
      candidate: nameSchema,
      who: z.enum(['person', 'candidate']),
      id: idSchema,
      name: nameSchema,
      title: z.string().exactOptional(),
      module: z.string().exactOptional(),
      timeZone: timeZoneSchema,
    })
    .exactOptional(),
  settles: z.boolean(),
});
export const mailListSchema: z.ZodType<MailList> = z.strictObject({ mail: z.array(mailSchema) });

/** `POST /api/o/:o/mail/settled` and `/api/o/:o/loops/:id/mail/settled`: which mail has been seen to. */
export type MailNamed = { readonly mail: string };
export const mailNamedSchema: z.ZodType<MailNamed> = z.strictObject({ mail: idSchema });
