/** Twice the same problem, seed and limit on iterations, each in a process of its own: the plans are to be equal. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { machineNow } from './measure/machine.ts';
import type { BenchOptions } from './options.ts';
import { keepRecord } from './record-files.ts';

const ITERATIONS = 300;
const COMMAND = fileURLToPath(new URL('../bin/second-round.mjs', import.meta.url));
/** The one part of a plan that may differ. */
const SECONDS = /"seconds": [\d.]+/g;

export function measureSameSeed({ folder, instances }: BenchOptions): Promise<void> {
  const seen = instances.map((instance) => {
    const file = join(folder, `${instance}.problem.json`);
    const same = planText(file) === planText(file);
    console.error(`${instance}: ${same ? 'equal' : 'DIFFERENT'} plans from one seed`);
    return { instance, iterations: ITERATIONS, same };
  });
  keepRecord({ kind: 'same-seed', instances: seen, machine: machineNow() });
  return Promise.resolve();
}

function planText(file: string): string {
  const place = mkdtempSync(join(tmpdir(), 'bench-seed-'));
  const out = join(place, 'plan.json');
  const args = [COMMAND, 'plan', file, '--seed', '5', '--iterations', String(ITERATIONS), '--out', out];
  const run = spawnSync(process.execPath, args, { encoding: 'utf8' });
  // 3: planned, with some loop left out.
  if (run.status !== 0 && run.status !== 3) throw new Error(`${file}: ${run.stderr}`);
  const text = readFileSync(out, 'utf8').replaceAll(SECONDS, '');
  rmSync(place, { recursive: true });
  return text;
}
