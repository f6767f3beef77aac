/** How time and memory grow with the number of loops, people per loop kept. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { loopPlanSchema } from '#contract/loop-plan.ts';
import { manyLoopsProblem } from './generate/many-loops.ts';
import { judge } from './measure/judge.ts';
import { machineNow } from './measure/machine.ts';
import type { BenchOptions } from './options.ts';
import type { GrowthRecord } from './record.ts';
import { keepRecord } from './record-files.ts';

const SEED = 3;
/** Of each size; the middle one by CPU seconds is kept. */
const RUNS = 3;
const SCRIPT = fileURLToPath(new URL('measure/growth-process.ts', import.meta.url));

const outcomeSchema = z.object({
  first: z.object({ cpu: z.number(), wall: z.number() }).nullable(),
  peakMiB: z.number(),
  plan: loopPlanSchema,
});
type Outcome = z.infer<typeof outcomeSchema>;

export function measureGrowth(options: BenchOptions): Promise<void> {
  const sizes = options.sizes.map((loops) => {
    const size = sizeOf(loops, options.referee);
    console.error(
      `${loops} loops: first plan after ${size.first?.cpu.toFixed(3) ?? 'no time'} s, ${size.verdict}`,
    );
    return size;
  });
  keepRecord({ kind: 'growth', seed: SEED, sizes, machine: machineNow() });
  return Promise.resolve();
}

function sizeOf(
  loops: number,
  referee: string | undefined,
): GrowthRecord['sizes'][number] & { first: Outcome['first'] } {
  const folder = mkdtempSync(join(tmpdir(), 'bench-growth-'));
  const [file, out] = [join(folder, 'problem.json'), join(folder, 'out.json')];
  const problem = manyLoopsProblem(SEED, loops);
  writeFileSync(file, JSON.stringify(problem));
  const outcomes = Array.from({ length: RUNS }, (): Outcome => {
    const run = spawnSync(process.execPath, [SCRIPT, file, out], { encoding: 'utf8' });
    if (run.status !== 0) throw new Error(`${loops} loops: ${run.stderr}`);
    return outcomeSchema.parse(JSON.parse(readFileSync(out, 'utf8')));
  });
  rmSync(folder, { recursive: true });
  const middle = outcomes.toSorted((a, b) => (a.first?.cpu ?? Infinity) - (b.first?.cpu ?? Infinity))[
    Math.floor(RUNS / 2)
  ];
  if (middle === undefined) throw new Error('no run');
  return {
    loops,
    people: problem.people.length,
    first: middle.first,
    unplaced: middle.plan.unplaced.length,
    peakMiB: Math.round(Math.max(...outcomes.map(({ peakMiB }) => peakMiB))),
    verdict: judge(problem, middle.plan, referee).text,
  };
}
