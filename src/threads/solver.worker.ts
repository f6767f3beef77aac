/** Solves what it is told, one problem after the other. */
import { parentPort } from 'node:worker_threads';
import { solve } from '#solver/solve.ts';
import type { SolverJob } from './solver.ts';

const SEED = 1;

parentPort?.on('message', ({ problem, alternatives, seconds, stop }: SolverJob) => {
  const began = performance.now();
  const stopped = new Int32Array(stop);
  const elapsedSeconds = (): number => (performance.now() - began) / 1000;
  const plan = solve(problem, {
    seed: SEED,
    alternatives,
    limits: {},
    stop: () => (Atomics.load(stopped, 0) !== 0 ? 'cancelled' : elapsedSeconds() > seconds && 'time'),
    elapsedSeconds,
  });
  parentPort?.postMessage(plan);
});
