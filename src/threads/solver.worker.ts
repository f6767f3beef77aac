/** Solves what it is told, one problem after the other, and tells how far it is. */
import { setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { solve } from '#solver/solve.ts';
import type { SolverJob, SolverNews } from './solver-thread.ts';

const SEED = 1;
/** Seconds between two reports: an eye follows ten a second, and the asker's thread has other things to do. */
const REPORT_EVERY = 0.1;

/** Where a priority is a thread's own, the threads that serve come first when cores are short. */
const NICE = 5;
if (process.platform === 'linux') setPriority(NICE);

const tell = (news: SolverNews): void => parentPort?.postMessage(news);

parentPort?.on('message', ({ problem, alternatives, seconds, stop }: SolverJob) => {
  const began = performance.now();
  const stopped = new Int32Array(stop);
  const elapsedSeconds = (): number => (performance.now() - began) / 1000;
  // The first plan is told at once.
  let reported = -Infinity;
  const plan = solve(problem, {
    seed: SEED,
    alternatives,
    limits: {},
    stop: () => (Atomics.load(stopped, 0) !== 0 ? 'cancelled' : elapsedSeconds() > seconds && 'time'),
    onProgress: (progress) => {
      const now = elapsedSeconds();
      if (now - reported < REPORT_EVERY) return;
      reported = now;
      tell({ progress: { ...progress, seconds: now } });
    },
    elapsedSeconds,
  });
  tell({ plan });
});
