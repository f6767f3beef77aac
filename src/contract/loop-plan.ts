/** The plan file, `loop-plan/1`: `docs/formats/loop-problem.md`. */
import { z } from 'zod';
import type { Fault } from '#domain/fault.ts';
import {
  type LoopPlan,
  type PlanCost,
  type PlannedSession,
  ROLES,
  RULES,
  STOPS,
} from '#domain/planning/loop-problem.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { amountSchema, fileIdSchema, fileInstantSchema } from './file-text.ts';
import { faultsOfIssues } from './zod-faults.ts';

/** A seat that the session does not have is a broken rule and not a fault, so any whole number may stand there. */
const seatedSchema = z.strictObject({
  person: fileIdSchema,
  seat: z.int('the position of a seat of the session'),
  role: z.enum(ROLES),
});

/** `room` may be absent or null; both mean that there is none. */
const plannedSessionSchema: z.ZodType<PlannedSession> = z
  .strictObject({
    session: fileIdSchema,
    loops: z.array(fileIdSchema),
    start: fileInstantSchema,
    end: fileInstantSchema,
    people: z.array(seatedSchema),
    room: fileIdSchema.nullable().exactOptional(),
  })
  .transform(({ room, ...session }) => (typeof room === 'string' ? { ...session, room } : session));

/** A number that stands there is compared and not trusted, so any number may. */
const statedSchema = z.number('a number');
const costSchema: z.ZodType<PlanCost> = z.strictObject({
  total: statedSchema,
  unplaced: statedSchema,
  waiting: statedSchema,
  preference: statedSchema,
  overload: statedSchema,
  delay: statedSchema,
  unfilled: statedSchema,
  moved: statedSchema,
  replaced: statedSchema,
  rerouted: statedSchema,
});

const reasonSchema = z.strictObject({
  rule: z.enum(RULES),
  session: fileIdSchema.exactOptional(),
  person: fileIdSchema.exactOptional(),
  room: fileIdSchema.exactOptional(),
});

const unplacedSchema = z.strictObject({
  loop: fileIdSchema,
  because: z.array(reasonSchema),
  text: z.string('a text'),
  relax: z.array(z.strictObject({ change: z.string('a text'), then: z.string('a text') })),
});

const planShape = {
  format: z.literal('loop-plan/1'),
  status: z.enum(['complete', 'partial', 'empty']),
  cost: costSchema,
  bound: z.number('a number or null').nullable(),
  sessions: z.array(plannedSessionSchema),
  unplaced: z.array(unplacedSchema),
  run: z.strictObject({
    seed: z.int('a whole number'),
    seconds: z.number('a number').min(0, 'zero or more'),
    iterations: amountSchema,
    stopped: z.enum(STOPS),
  }),
};

export const loopPlanSchema: z.ZodType<LoopPlan> = z.strictObject({
  ...planShape,
  alternatives: z.array(z.strictObject(planShape)).exactOptional(),
});

/** What a problem may state as `previous`: sessions alone, or a plan file as it was written. */
export const previousSchema: z.ZodType<{ readonly sessions: readonly PlannedSession[] }> = z
  .strictObject({ ...planShape, alternatives: z.array(z.unknown()) })
  .partial()
  .required({ sessions: true })
  .transform(({ sessions }) => ({ sessions }));

/** A plan file's content, or everything in it that is not of the format. Whether it is a good plan is not asked. */
export function parseLoopPlan(json: unknown): Result<LoopPlan, readonly Fault[]> {
  const parsed = loopPlanSchema.safeParse(json);
  return parsed.success ? ok(parsed.data) : refuse(faultsOfIssues(parsed.error.issues, json));
}
