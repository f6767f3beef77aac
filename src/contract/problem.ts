/** The problem document (RFC 9457) that every refusal is. */
import { z } from 'zod';
import type { Fault } from '#domain/fault.ts';
import { instantSchema } from './text.ts';

const PROBLEM_CODES = [
  'faults',
  'sign-in',
  'forbidden',
  'not-found',
  'changed-meanwhile',
  'taken',
  'rules-broken',
  'in-use',
  'too-large',
  'unsupported',
  'method',
  'origin',
  'key-reused',
  'still-running',
  'wrong-password',
  'wrong-code',
  'prove-it',
  'provider',
  'calendar',
  'use-provider',
  'too-many-tries',
  'busy',
  'storage',
  'internal',
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** Who was taken, when, and by what. */
export type Taken = {
  readonly who: string;
  readonly start: string;
  readonly end: string;
  readonly by: string;
};

/** `detail` is a sentence for the person at the page. */
export type ProblemDocument = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: ProblemCode;
  readonly detail: string;
  readonly faults?: readonly Fault[];
  readonly taken?: readonly Taken[];
  /** Whose provider is to be used. */
  readonly organisation?: string;
};
export const problemDocumentSchema: z.ZodType<ProblemDocument> = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.enum(PROBLEM_CODES),
  detail: z.string(),
  faults: z
    .array(
      z.strictObject({
        place: z.string(),
        found: z.string(),
        expected: z.string(),
        remedy: z.string().exactOptional(),
      }),
    )
    .exactOptional(),
  taken: z
    .array(z.strictObject({ who: z.string(), start: instantSchema, end: instantSchema, by: z.string() }))
    .exactOptional(),
  organisation: z.string().exactOptional(),
});
