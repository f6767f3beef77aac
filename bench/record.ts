/** What the bench keeps of each thing it measured: one JSON file each in `results/`, from which the report is made. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const machineSchema = z.object({
  cpu: z.string(),
  cores: z.int(),
  memoryGiB: z.int(),
  node: z.string(),
  system: z.string(),
  load: z.number(),
  date: z.string(),
  version: z.string(),
});
export type Machine = z.infer<typeof machineSchema>;

/** Seconds; CPU is null where the system does not tell it. */
const momentSchema = z.object({ cpu: z.number().nullable(), wall: z.number() });
const stepSchema = momentSchema.extend({ cost: z.number() });

const searchSchema = z.object({
  kind: z.literal('search'),
  instance: z.string(),
  solver: z.string(),
  version: z.string(),
  /** CPU seconds after which the run was ended. */
  limit: z.number(),
  /** CPU seconds before the clock began, which counts from there. */
  loading: z.number(),
  modelling: z.number(),
  first: momentSchema.nullable(),
  /** Complete plans, each better than the one before. */
  steps: z.array(stepSchema),
  cost: z.number().nullable(),
  proven: z.boolean(),
  bound: z.number().nullable(),
  spent: momentSchema,
  /** Who judged the plans (the first of which the peer tells the values, and the last), and what was said. */
  judge: z.enum(['referee', 'our own check']),
  judged: z.int(),
  verdict: z.string(),
  failure: z.string().nullable(),
  machine: machineSchema,
});
export type SearchRecord = z.infer<typeof searchSchema>;

const absentSchema = z.object({
  kind: z.literal('absent'),
  solver: z.string(),
  reason: z.string(),
  machine: machineSchema,
});

const oneLoopSchema = z.object({
  kind: z.literal('one-loop'),
  solver: z.string(),
  version: z.string(),
  problems: z.int(),
  /** With how many alternatives. */
  alternatives: z.int(),
  seed: z.int(),
  placed: z.int(),
  proven: z.int(),
  /** Those whose plans, alternatives included, break no rule and cost what they say (our own check). */
  right: z.int(),
  /** In a warm process, one for each problem. */
  milliseconds: z.array(z.number()),
  cpuMilliseconds: z.array(z.number()),
  /** A peer's: problems in which it found the cost that we found. */
  agreeing: z.int().nullable(),
  machine: machineSchema,
});
export type OneLoopRecord = z.infer<typeof oneLoopSchema>;

const coldSchema = z.object({
  kind: z.literal('cold-start'),
  runs: z.int(),
  /** Milliseconds, medians: a process that solves one loop, and one that does nothing. */
  solving: z.object({ wall: z.number(), cpu: z.number() }),
  bare: z.object({ wall: z.number(), cpu: z.number() }),
  machine: machineSchema,
});

const growthSchema = z.object({
  kind: z.literal('growth'),
  seed: z.int(),
  sizes: z.array(
    z.object({
      loops: z.int(),
      people: z.int(),
      first: momentSchema.nullable(),
      unplaced: z.int(),
      peakMiB: z.number(),
      verdict: z.string(),
    }),
  ),
  machine: machineSchema,
});
export type GrowthRecord = z.infer<typeof growthSchema>;

const sameSeedSchema = z.object({
  kind: z.literal('same-seed'),
  instances: z.array(z.object({ instance: z.string(), iterations: z.int(), same: z.boolean() })),
  machine: machineSchema,
});

export const recordSchema = z.discriminatedUnion('kind', [
  searchSchema,
  absentSchema,
  oneLoopSchema,
  coldSchema,
  growthSchema,
  sameSeedSchema,
]);
export type BenchRecord = z.infer<typeof recordSchema>;

export const RESULTS: string = fileURLToPath(new URL('results/', import.meta.url));

/** The file name says what was measured, so that a rerun takes the place of what it repeats. */
export function keepRecord(record: BenchRecord, folder: string = RESULTS): void {
  mkdirSync(folder, { recursive: true });
  const name = nameOf(record).toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  writeFileSync(`${folder}/${name}.json`, `${JSON.stringify(record, null, 1)}\n`);
}

function nameOf(record: BenchRecord): string {
  switch (record.kind) {
    case 'search':
      return `search ${record.instance} ${record.solver}`;
    case 'absent':
      return `absent ${record.solver}`;
    case 'one-loop':
      return `one-loop ${record.solver}`;
    case 'cold-start':
    case 'growth':
    case 'same-seed':
      return record.kind;
  }
}

export function readRecords(folder: string = RESULTS): readonly BenchRecord[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => recordSchema.parse(JSON.parse(readFileSync(`${folder}/${name}`, 'utf8'))));
}
