/** Gecode (Schulte, Tack and Lagerkvist) through MiniZinc, both from Debian; flattening counts as its time. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { startedCpuSeconds } from '../measure/cpu.ts';
import { chairsOf, minizincData } from '../models/minizinc-data.ts';
import { foundInLine } from './from-chairs.ts';
import type { Job, Peer, Prepared } from './peer.ts';

const modelFile = (name: string): string => fileURLToPath(new URL(`../models/${name}.mzn`, import.meta.url));

function gecode(name: string, search: string): Peer {
  return {
    name,
    version: () =>
      /Gecode (\d\S*)/.exec(spawnSync('minizinc', ['--solvers'], { encoding: 'utf8' }).stdout ?? '')?.[1],
    load: () => Promise.resolve(),
    prepare: (job) => prepare(job, search),
  };
}

/** A complete search proves small ones, neighbourhoods are better on large ones. */
export const GECODES: readonly Peer[] = [
  gecode('Gecode', 'search-complete'),
  gecode('Gecode, neighbourhoods', 'search-neighbourhoods'),
];

function prepare(job: Job, search: string): Prepared {
  if (!job.everyLoop) throw new RangeError('the model for constraint solvers places every loop');
  const chairs = chairsOf(job.problem);
  const folder = mkdtempSync(join(tmpdir(), 'bench-gecode-'));
  const data = join(folder, 'data.json');
  writeFileSync(data, JSON.stringify(minizincData(job.problem)));
  return {
    cpuSeconds: startedCpuSeconds,
    solve: async () => {
      const files = [modelFile('loops'), modelFile(search), data];
      const started = spawn('minizinc', ['--solver', 'gecode', '-a', '-i', ...files], {
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      let proven = false;
      for await (const line of createInterface({ input: started.stdout })) {
        if (line.startsWith('{')) job.onPlan(foundInLine(job.problem, chairs, line));
        if (line.startsWith('=====') && /^=+$/.test(line)) proven = true;
      }
      rmSync(folder, { recursive: true });
      return proven;
    },
  };
}
