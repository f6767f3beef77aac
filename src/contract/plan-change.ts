/** Changing a plan by hand: what each change of one session would break or cost. */
import { z } from 'zod';
import { RULES } from '#domain/planning/loop-problem.ts';
import type { SessionChanges, Verdict } from '#domain/planning/plan-change.ts';
import {
  confirmationSchema,
  costSchema,
  costWordsSchema,
  daySearchSchema,
  timelineRowSchema,
  type Confirmation,
  type DaySearch,
} from './day-search.ts';
import { idSchema, instantSchema } from './text.ts';

export type { SessionChanges, Verdict };

/**
 * `POST /api/o/:o/candidates/:id/changes`: the days of the search, the plan as it stands by now, and the module of the
 * session to change. Nothing is written.
 */
export type ChangeQuestion = {
  readonly range: DaySearch;
  readonly plan: Confirmation;
  readonly module: string;
};
export const changeQuestionSchema: z.ZodType<ChangeQuestion> = z.strictObject({
  range: daySearchSchema,
  plan: confirmationSchema,
  module: z.string().max(100),
});

const verdictSchema: z.ZodType<Verdict> = z.strictObject({
  broken: z.array(z.strictObject({ rule: z.enum(RULES), place: z.string(), text: z.string() })),
  cost: costSchema,
  parts: z.array(costWordsSchema),
  worse: z.array(z.string()),
  better: z.array(z.string()),
});

export const sessionChangesSchema: z.ZodType<SessionChanges> = z.strictObject({
  now: verdictSchema,
  starts: z.array(z.strictObject({ start: instantSchema, verdict: verdictSchema })),
  people: z.array(
    z.strictObject({
      seat: z.int(),
      leaves: idSchema.exactOptional(),
      joins: z.strictObject({ id: idSchema, name: z.string() }).exactOptional(),
      verdict: verdictSchema,
    }),
  ),
  rooms: z.array(
    z.strictObject({
      room: z.strictObject({ id: idSchema, name: z.string(), site: z.string().exactOptional() }),
      verdict: verdictSchema,
    }),
  ),
  rows: z.array(timelineRowSchema),
});
