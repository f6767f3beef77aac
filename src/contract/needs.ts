/** What a candidate wants known for the day. */
import { z } from 'zod';
import {
  NEEDS_LENGTH,
  type Need,
  type Needs,
  type NeedsChange,
  type NeedsShown,
} from '#domain/loop/needs.ts';
import { tokenSchema } from './text.ts';

export type { Needs, NeedsChange, NeedsShown };

/** Words of one or more lines. */
function wordsOf(need: Need): z.ZodType<string> {
  const most = NEEDS_LENGTH[need];
  return z
    .string()
    .trim()
    .min(1, 'some words')
    .max(most, `at most ${most} letters`)
    .regex(/^(?:\n|[^\p{Cc}])*$/u, 'text without control characters');
}

const needs = {
  said: wordsOf('said').exactOptional(),
  access: wordsOf('access').exactOptional(),
  diet: wordsOf('diet').exactOptional(),
  remark: wordsOf('remark').exactOptional(),
};
const needsChangeSchema: z.ZodType<NeedsChange> = z
  .strictObject({ ...needs, forget: z.literal(true).exactOptional() })
  .refine((change) => Object.keys(change).length > 0, 'something to save');

/** `POST /api/link/needs`, in a sitting. */
export type NeedsSaying = { readonly token: string; readonly change: NeedsChange };
export const needsSayingSchema: z.ZodType<NeedsSaying> = z.strictObject({
  token: tokenSchema,
  change: needsChangeSchema,
});

const { said, ...others } = needs;
const othersSchema: z.ZodType<Omit<Needs, 'said'>> = z.strictObject(others);
/** Parts of what is shown of a candidate, for whoever may see them. */
export const needsShown: {
  readonly said: z.ZodExactOptional<z.ZodType<string>>;
  readonly needs: z.ZodExactOptional<z.ZodType<Omit<Needs, 'said'>>>;
  readonly hidden: z.ZodExactOptional<z.ZodLiteral<true>>;
} = { said, needs: othersSchema.exactOptional(), hidden: z.literal(true).exactOptional() };

/** `POST /api/o/:o/candidates/:id/needs` */
export const needsSchema: z.ZodType<Needs> = z.strictObject(needs);
