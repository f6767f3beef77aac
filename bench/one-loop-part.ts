/** The latency of one loop in a warm process, ours for all generated problems and CP-SAT's for some of them. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { machineNow } from './measure/machine.ts';
import type { BenchOptions } from './options.ts';
import { CP_SAT } from './peers/cp-sat.ts';
import type { OneLoopRecord } from './record.ts';
import { keepRecord } from './record-files.ts';

const SEED = 1;
const ALTERNATIVES = 4;
/** The peer solves one problem of this many. */
const EVERY = 25;
const SCRIPT = fileURLToPath(new URL('measure/one-loop-process.ts', import.meta.url));

const answersSchema = z.array(
  z.object({
    milliseconds: z.number(),
    cpu: z.number(),
    cost: z.number().nullable(),
    proven: z.boolean(),
    right: z.boolean(),
  }),
);
type Answers = z.infer<typeof answersSchema>;

export function measureOneLoop(options: BenchOptions): Promise<void> {
  const { problems, solvers } = options;
  const all = solvers.includes('all');
  const ours = ask('ours', { problems, every: 1, alternatives: ALTERNATIVES });
  keep('ours', machineNow().version, { answers: ours, alternatives: ALTERNATIVES, agreeing: null });
  if ((all || solvers.includes('peers') || solvers.includes(CP_SAT.name)) && CP_SAT.version() !== undefined) {
    const theirs = ask(CP_SAT.name, { problems, every: EVERY, alternatives: 0 });
    const agreeing = theirs.filter(({ cost }, index) => cost === ours[index * EVERY]?.cost).length;
    keep(CP_SAT.name, CP_SAT.version() ?? '', { answers: theirs, alternatives: 0, agreeing });
  }
  return Promise.resolve();
}

type Asked = { readonly problems: number; readonly every: number; readonly alternatives: number };

function ask(solver: string, { problems, every, alternatives }: Asked): Answers {
  const folder = mkdtempSync(join(tmpdir(), 'bench-one-loop-'));
  const out = join(folder, 'answers.json');
  const args = [solver, SEED, problems, every, alternatives, out].map(String);
  const run = spawnSync(process.execPath, [SCRIPT, ...args], { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`${solver}: ${run.stderr}`);
  const answers = answersSchema.parse(JSON.parse(readFileSync(out, 'utf8')));
  rmSync(folder, { recursive: true });
  return answers;
}

type Kept = {
  readonly answers: Answers;
  readonly alternatives: number;
  readonly agreeing: number | null;
};

function keep(solver: string, version: string, { answers, alternatives, agreeing }: Kept): void {
  const tenths = (pick: (answer: Answers[number]) => number): number[] =>
    answers.map((answer) => Math.round(pick(answer) * 100) / 100);
  const record: OneLoopRecord = {
    kind: 'one-loop',
    solver,
    version,
    problems: answers.length,
    alternatives,
    seed: SEED,
    placed: answers.filter(({ cost }) => cost !== null).length,
    proven: answers.filter(({ proven }) => proven).length,
    right: answers.filter(({ right }) => right).length,
    milliseconds: tenths(({ milliseconds }) => milliseconds),
    cpuMilliseconds: tenths(({ cpu }) => cpu),
    agreeing,
    machine: machineNow(),
  };
  keepRecord(record);
  console.error(`one loop, ${solver}: ${record.proven} of ${record.problems} proven`);
}
