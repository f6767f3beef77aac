/** Interviewer pools: who is qualified, who is in training and how far, and what templates need. */
import { z } from 'zod';
import type { LearningView, MemberView, PoolOpening, PoolView } from '#domain/people/pools.ts';
import { LONGEST_STEP, MEMBER_STATES, type MemberState, type Steps } from '#domain/people/training.ts';
import { idSchema, instantSchema, nameSchema, versionSchema } from './text.ts';

export type { LearningView, MemberView, PoolOpening, PoolView };

const rolesSchema = z.enum(['shadow', 'reverse_shadow']);
const countSchema = z.int().min(0);
const stepsSchema: z.ZodType<Steps> = z.strictObject({ shadow: countSchema, reverseShadow: countSchema });

const learningSchema: z.ZodType<LearningView> = z.strictObject({
  title: z.string(),
  role: rolesSchema,
  start: instantSchema,
  end: instantSchema,
});

const memberSchema: z.ZodType<MemberView> = z.strictObject({
  id: idSchema,
  name: nameSchema,
  title: z.string().exactOptional(),
  version: versionSchema,
  state: z.enum(MEMBER_STATES),
  before: stepsSchema,
  held: stepsSchema,
  toCome: stepsSchema,
  stage: z.enum(['shadow', 'reverse_shadow', 'ready']),
  sessions: z.array(learningSchema),
});

const openingSchema: z.ZodType<PoolOpening> = z.strictObject({
  id: idSchema,
  title: nameSchema,
  needed: countSchema,
});

const poolSchema: z.ZodType<PoolView> = z.strictObject({
  name: nameSchema,
  path: z.strictObject({ shadow: countSchema, reverseShadow: countSchema, version: countSchema }),
  members: z.array(memberSchema),
  openings: z.array(openingSchema),
});

/** `GET …/pools`. */
export type PoolsView = { readonly pools: readonly PoolView[] };
export const poolsViewSchema: z.ZodType<PoolsView> = z.strictObject({ pools: z.array(poolSchema) });

/** Sessions held before they were counted here. */
const MOST_BEFORE = 50;
const beforeSchema = z.strictObject({
  shadow: countSchema.max(MOST_BEFORE),
  reverseShadow: countSchema.max(MOST_BEFORE),
});

/**
 * `PUT …/people/:id/pool`: how the person stands in one pool. `version` is that of the membership; 0 puts them into the
 * pool.
 */
export type MemberChange = {
  readonly pool: string;
  readonly version: number;
  readonly state: MemberState;
  readonly before: Steps;
};
export const memberChangeSchema: z.ZodType<MemberChange> = z.strictObject({
  pool: nameSchema,
  version: countSchema,
  state: z.enum(MEMBER_STATES),
  before: beforeSchema,
});

/** `PUT …/pools/path`: the training path of one pool; `version` as it was shown. */
export type PathChange = Steps & { readonly pool: string; readonly version: number };
export const pathChangeSchema: z.ZodType<PathChange> = z.strictObject({
  pool: nameSchema,
  version: countSchema,
  shadow: countSchema.max(LONGEST_STEP),
  reverseShadow: countSchema.max(LONGEST_STEP),
});
