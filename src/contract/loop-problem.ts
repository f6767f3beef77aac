/** The problem file, `loop-problem/1`: `docs/formats/loop-problem.md`. */
import { z } from 'zod';
import { type Fault, faultAt } from '#domain/fault.ts';
import { COST_PARTS, KINDS, type LoopProblem, ROLES, type Seat } from '#domain/planning/loop-problem.ts';
import { problemFaults } from '#domain/planning/problem-faults.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import {
  amountSchema,
  countSchema,
  fileDateSchema,
  fileHoursSchema,
  fileIdSchema,
  fileIntervalSchema,
  fileWorksSchema,
  interviewDateSchema,
  placesSchema,
} from './file-text.ts';
import { previousSchema } from './loop-plan.ts';
import { faultsOfIssues } from './zod-faults.ts';

const idsSchema = z.array(fileIdSchema);
const flagSchema = z.boolean('true or false');
const zoneSchema = z.string('the name of a time zone, like Europe/Berlin');

const personSchema = z.strictObject({
  id: fileIdSchema,
  name: z.string('a text').exactOptional(),
  timeZone: zoneSchema.exactOptional(),
  works: z.array(fileWorksSchema).exactOptional(),
  busy: z.array(fileIntervalSchema).exactOptional(),
  maxPerDay: amountSchema.exactOptional(),
  maxPerWeek: amountSchema.exactOptional(),
  recent: amountSchema.exactOptional(),
  fair: amountSchema.exactOptional(),
  prefers: fileHoursSchema.exactOptional(),
  gap: amountSchema.exactOptional(),
});

const roomSchema = z.strictObject({
  id: fileIdSchema,
  seats: amountSchema.exactOptional(),
  features: z.array(z.string('a text')).exactOptional(),
  site: fileIdSchema.exactOptional(),
  busy: z.array(fileIntervalSchema).exactOptional(),
});

const walkSchema = z.strictObject({
  sites: z.tuple([fileIdSchema, fileIdSchema], 'a list of two sites'),
  minutes: amountSchema,
});

const candidateSchema = z.strictObject({
  id: fileIdSchema,
  name: z.string('a text').exactOptional(),
  timeZone: zoneSchema.exactOptional(),
  available: z.array(fileIntervalSchema).exactOptional(),
});

const seatSchema: z.ZodType<Seat> = z
  .strictObject({
    pool: fileIdSchema.exactOptional(),
    people: idsSchema.exactOptional(),
    everyone: z.literal(true).exactOptional(),
    count: placesSchema.exactOptional(),
    role: z.enum(ROLES).exactOptional(),
    optional: flagSchema.exactOptional(),
  })
  .refine(
    ({ pool, people, everyone }) => [pool, people, everyone].filter((who) => who !== undefined).length === 1,
    'exactly one of pool, people and everyone',
  )
  .meta({ oneOf: ['pool', 'people', 'everyone'].map((who) => ({ required: [who] })) });

const MINUTES_OF_A_DAY = 24 * 60;
const sessionShape = {
  id: fileIdSchema,
  kind: z.enum(KINDS),
  minutes: z
    .int('a whole number of minutes')
    .min(1, 'at least 1 minute')
    .max(MINUTES_OF_A_DAY, `at most the ${MINUTES_OF_A_DAY} minutes of a day`),
  seats: z.array(seatSchema),
  room: z
    .strictObject({
      seats: amountSchema.exactOptional(),
      features: z.array(z.string('a text')).exactOptional(),
      oneOf: idsSchema.exactOptional(),
    })
    .exactOptional(),
  window: fileHoursSchema.exactOptional(),
  after: idsSchema.exactOptional(),
  first: flagSchema.exactOptional(),
  last: flagSchema.exactOptional(),
};

const loopSchema = z.strictObject({
  id: fileIdSchema,
  candidate: fileIdSchema,
  sessions: z.array(z.strictObject(sessionShape)),
  maxDays: countSchema.exactOptional(),
  gap: z
    .strictObject({ min: amountSchema.exactOptional(), max: amountSchema.exactOptional() })
    .exactOptional(),
  stretch: amountSchema.exactOptional(),
  meetAgain: flagSchema.exactOptional(),
  earliest: fileDateSchema.exactOptional(),
  latest: fileDateSchema.exactOptional(),
});

/** A loop that is not placed may cost more than anything else. */
const DEAREST = 1_000_000_000;
const unplacedSchema = z.int('a whole number').min(0, 'zero or more').max(DEAREST, `at most ${DEAREST}`);
const weightsSchema = z
  .strictObject(
    Object.fromEntries(COST_PARTS.map((part) => [part, part === 'unplaced' ? unplacedSchema : amountSchema])),
  )
  .partial();

export const loopProblemSchema: z.ZodType<LoopProblem> = z.strictObject({
  format: z.literal('loop-problem/1'),
  timeZone: zoneSchema,
  grid: z.literal([5, 10, 15, 30]).exactOptional(),
  days: z.array(interviewDateSchema).min(1, 'at least one date'),
  hours: fileHoursSchema,
  people: z.array(personSchema),
  pools: z.record(fileIdSchema, idsSchema).exactOptional(),
  rooms: z.array(roomSchema).exactOptional(),
  walking: z.array(walkSchema).exactOptional(),
  candidates: z.array(candidateSchema),
  loops: z.array(loopSchema),
  groups: z.array(z.strictObject({ ...sessionShape, loops: idsSchema })).exactOptional(),
  declined: z.array(z.strictObject({ session: fileIdSchema, person: fileIdSchema })).exactOptional(),
  previous: previousSchema.exactOptional(),
  frozen: idsSchema.exactOptional(),
  weights: weightsSchema.exactOptional(),
});

/**
 * A problem file's content, or everything that is wrong with it. What stands in the file is looked at first (fields,
 * kinds of values), and only a file without such faults is asked whether it fits together (references, order, times).
 */
export function parseLoopProblem(json: unknown): Result<LoopProblem, readonly Fault[]> {
  const parsed = loopProblemSchema.safeParse(json);
  const faults = [
    ...(parsed.success ? [] : faultsOfIssues(parsed.error.issues, json)),
    ...poolNameFaults(json),
  ];
  if (!parsed.success || faults.length > 0) return refuse(faults);
  const unfit = problemFaults(parsed.data);
  return unfit.length === 0 ? ok(parsed.data) : refuse(unfit);
}

/** The schema library leaves out a pool of this name without a word, to protect the object it builds. */
function poolNameFaults(json: unknown): readonly Fault[] {
  const pools: unknown = typeof json === 'object' && json !== null ? Reflect.get(json, 'pools') : undefined;
  if (typeof pools !== 'object' || pools === null || !Object.hasOwn(pools, '__proto__')) return [];
  return [faultAt(['pools', '__proto__'], '__proto__', 'another name for this pool', 'Rename the pool.')];
}
