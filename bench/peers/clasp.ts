/**
 * clasp (Gebser, Kaufmann, Schaub) on the time-indexed program in OPB. `bb` follows models down, `usc` follows cores
 * up; which is better depends on the instance, so both are measured.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { startedCpuSeconds } from '../measure/cpu.ts';
import { opbOf } from '../models/opb.ts';
import { timeIndexed } from '../models/time-indexed.ts';
import { foundIn } from './from-program.ts';
import type { Job, Peer, Prepared } from './peer.ts';

function clasp(name: string, settings: readonly string[]): Peer {
  return {
    name,
    version: () =>
      /clasp version (\S+)/.exec(spawnSync('clasp', ['--version'], { encoding: 'utf8' }).stdout ?? '')?.[1],
    load: () => Promise.resolve(),
    prepare: (job) => prepare(job, settings),
  };
}

export const CLASPS: readonly Peer[] = [
  clasp('clasp, models', ['--opt-strategy=bb,hier', '--configuration=trendy', '--opt-heuristic=sign']),
  clasp('clasp, cores', ['--opt-strategy=usc,oll,7']),
];

function prepare(job: Job, settings: readonly string[]): Prepared {
  const model = timeIndexed(job.problem, job.everyLoop);
  const folder = mkdtempSync(join(tmpdir(), 'bench-clasp-'));
  const file = join(folder, 'problem.opb');
  writeFileSync(file, opbOf(model.program));
  return {
    cpuSeconds: startedCpuSeconds,
    solve: async () => {
      const started = spawn('clasp', [...settings, file], { stdio: ['ignore', 'pipe', 'inherit'] });
      let proven = false;
      // It prints the values of the best model at its end, which a SIGTERM brings about too.
      const ones = new Set<number>();
      for await (const line of createInterface({ input: started.stdout })) {
        if (line.startsWith('s ')) proven = line === 's OPTIMUM FOUND' || line === 's UNSATISFIABLE';
        if (line.startsWith('o ')) job.onCost(Number(line.slice(2)) + model.program.constant);
        if (!line.startsWith('v ')) continue;
        for (const word of line.split(' ')) if (word.startsWith('x')) ones.add(Number(word.slice(1)) - 1);
      }
      if (ones.size > 0) job.onPlan(foundIn(job.problem, model, (variable) => ones.has(variable)));
      rmSync(folder, { recursive: true });
      return proven;
    },
  };
}
