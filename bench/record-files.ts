/** Records as files: one JSON file each in `results/`, whose name says what was measured. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { BenchRecord } from './record.ts';

const machine = z.object({
  cpu: z.string(),
  cores: z.int(),
  memoryGiB: z.int(),
  node: z.string(),
  system: z.string(),
  load: z.number(),
  date: z.string(),
  version: z.string(),
});
const moment = { cpu: z.number().nullable(), wall: z.number() };
const momentSchema = z.object(moment);
const takenSchema = z.object({ wall: z.number(), cpu: z.number() });

const recordSchema: z.ZodType<BenchRecord> = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('search'),
    instance: z.string(),
    solver: z.string(),
    version: z.string(),
    limit: z.number(),
    loading: z.number(),
    modelling: z.number(),
    first: momentSchema.nullable(),
    steps: z.array(z.object({ ...moment, cost: z.number() })),
    cost: z.number().nullable(),
    proven: z.boolean(),
    bound: z.number().nullable(),
    spent: momentSchema,
    judge: z.enum(['referee', 'our own check']),
    judged: z.int(),
    verdict: z.string(),
    failure: z.string().nullable(),
    machine,
  }),
  z.object({ kind: z.literal('absent'), solver: z.string(), reason: z.string(), machine }),
  z.object({
    kind: z.literal('one-loop'),
    solver: z.string(),
    version: z.string(),
    problems: z.int(),
    alternatives: z.int(),
    seed: z.int(),
    placed: z.int(),
    proven: z.int(),
    right: z.int(),
    milliseconds: z.array(z.number()),
    cpuMilliseconds: z.array(z.number()),
    agreeing: z.int().nullable(),
    machine,
  }),
  z.object({
    kind: z.literal('cold-start'),
    runs: z.int(),
    solving: takenSchema,
    bare: takenSchema,
    machine,
  }),
  z.object({
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
    machine,
  }),
  z.object({
    kind: z.literal('same-seed'),
    instances: z.array(z.object({ instance: z.string(), iterations: z.int(), same: z.boolean() })),
    machine,
  }),
]);

const RESULTS = fileURLToPath(new URL('results/', import.meta.url));

/** What is measured again takes the place of its record. */
export function keepRecord(record: BenchRecord, folder: string = RESULTS): void {
  mkdirSync(folder, { recursive: true });
  const name = nameOf(record)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-');
  writeFileSync(`${folder}/${name}.json`, `${JSON.stringify(record)}\n`);
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

/** Throws where a file is none of ours. */
export function readRecords(folder: string = RESULTS): readonly BenchRecord[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => recordSchema.parse(JSON.parse(readFileSync(`${folder}/${name}`, 'utf8'))));
}
