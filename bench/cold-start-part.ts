/** A process that plans one loop from a file and ends, against one of Node that does nothing. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { oneLoopProblem } from './generate/one-loop.ts';
import { startedCpuSeconds } from './measure/cpu.ts';
import { machineNow } from './measure/machine.ts';
import { keepRecord } from './record-files.ts';

const RUNS = 21;
const COMMAND = fileURLToPath(new URL('../bin/second-round.mjs', import.meta.url));

export function measureColdStart(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-cold-'));
  const [file, out] = [join(folder, 'problem.json'), join(folder, 'plan.json')];
  writeFileSync(file, JSON.stringify(oneLoopProblem(1)));
  const solving: Taken[] = [];
  const bare: Taken[] = [];
  // In turns, so that both meet the same machine.
  for (let run = 0; run < RUNS; run += 1) {
    bare.push(timeOf(['-e', '0']));
    solving.push(timeOf([COMMAND, 'plan', file, '--out', out]));
  }
  rmSync(folder, { recursive: true });
  const of = (list: readonly Taken[]): Taken => ({
    wall: median(list.map(({ wall }) => wall)),
    cpu: median(list.map(({ cpu }) => cpu)),
  });
  keepRecord({ kind: 'cold-start', runs: RUNS, solving: of(solving), bare: of(bare), machine: machineNow() });
  return Promise.resolve();
}

/** Milliseconds. */
type Taken = { readonly wall: number; readonly cpu: number };

function timeOf(args: readonly string[]): Taken {
  const before = startedCpuSeconds();
  const began = performance.now();
  const run = spawnSync(process.execPath, args, { encoding: 'utf8' });
  const wall = Math.round(performance.now() - began);
  if (run.status !== 0) throw new Error(`${args.join(' ')}: ${run.stderr}`);
  return { wall, cpu: Math.round((startedCpuSeconds() - before) * 1000) };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
