/** Chuffed (Chu and Stuckey), with MiniZinc, compiled to WebAssembly for browsers; here in a worker thread of Node. */
import { Worker } from 'node:worker_threads';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { ownCpuSeconds } from '../measure/cpu.ts';
import { chairsOf, minizincData } from '../models/minizinc-data.ts';
import { foundInLine } from './from-chairs.ts';
import { packageFile, packageVersion } from './packages.ts';
import type { Job, Peer, Prepared } from './peer.ts';

const messageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('solution'), output: z.object({ default: z.string() }) }),
  z.object({ type: z.literal('status'), status: z.string() }),
  z.object({ type: z.literal('error'), message: z.string() }),
  z.object({ type: z.literal('exit'), code: z.number() }),
]);

let worker: Worker | undefined;

export const CHUFFED: Peer = {
  name: 'Chuffed',
  version: () => packageVersion('minizinc'),
  load: async () => {
    const started = new Worker(new URL('chuffed-worker.mjs', import.meta.url), {
      workerData: { script: packageFile('minizinc/dist/minizinc-worker.js') },
    });
    started.postMessage({
      wasmURL: packageFile('minizinc/dist/minizinc.wasm'),
      dataURL: packageFile('minizinc/dist/minizinc.data'),
    });
    await new Promise<void>((resolve, reject) => {
      started.once('message', () => resolve());
      started.once('error', reject);
    });
    worker = started;
  },
  prepare,
};

function prepare(job: Job): Prepared {
  if (!job.everyLoop) throw new RangeError('the model for constraint solvers places every loop');
  const loaded = worker;
  if (loaded === undefined) throw new Error('Chuffed is not loaded');
  const chairs = chairsOf(job.problem);
  const files = {
    'loops.mzn': modelText('loops'),
    'search.mzn': modelText('search-complete'),
    'data.json': JSON.stringify(minizincData(job.problem)),
  };
  let began = 0;
  return {
    cpuSeconds: () => ownCpuSeconds() - began,
    solve: () => {
      began = ownCpuSeconds();
      // -f: its own search, which alternates with ours.
      const args = ['--solver', 'chuffed', '-f', '-i', ...Object.keys(files)];
      loaded.postMessage({ files, args, jsonStream: true });
      return new Promise<boolean>((resolve, reject) => {
        let proven = false;
        loaded.once('error', reject);
        loaded.on('message', (raw: unknown) => {
          const parsed = messageSchema.safeParse(raw);
          // Statistics, warnings and the like.
          if (!parsed.success) return;
          const message = parsed.data;
          if (message.type === 'solution')
            job.onPlan(foundInLine(job.problem, chairs, message.output.default.trim()));
          if (message.type === 'status') proven = message.status === 'OPTIMAL_SOLUTION';
          if (message.type === 'error') reject(new Error(message.message));
          if (message.type !== 'exit') return;
          void loaded.terminate();
          resolve(proven);
        });
      });
    },
  };
}

function modelText(name: string): string {
  return readFileSync(fileURLToPath(new URL(`../models/${name}.mzn`, import.meta.url)), 'utf8');
}
