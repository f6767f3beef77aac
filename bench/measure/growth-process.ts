/** Our solver until the first complete plan: `node growth-process.ts PROBLEM.json OUT.json`. */
import { writeFileSync } from 'node:fs';
import { solve } from '#solver/solve.ts';
import { ownCpuSeconds } from './cpu.ts';
import { readProblemFile } from './problem-file.ts';

const [problemFile = '', out = ''] = process.argv.slice(2);
const problem = readProblemFile(problemFile);
const began = { cpu: ownCpuSeconds(), wall: performance.now() };
const clock = (): { cpu: number; wall: number } => ({
  cpu: ownCpuSeconds() - began.cpu,
  wall: (performance.now() - began.wall) / 1000,
});
let first: { cpu: number; wall: number } | undefined;
/** CPU seconds after which a plan that is not complete is taken as it is. */
const LIMIT = 120;
const plan = solve(problem, {
  seed: 1,
  alternatives: 0,
  limits: { iterations: Number.MAX_SAFE_INTEGER },
  stop: () => (first !== undefined || clock().cpu > LIMIT) && 'cancelled',
  elapsedSeconds: () => clock().wall,
  onProgress: ({ placed, total }) => {
    if (placed === total) first ??= clock();
  },
});
if (plan.status === 'complete') first ??= clock();
// Kibibytes on every system that Node runs on.
const peakMiB = process.resourceUsage().maxRSS / 1024;
writeFileSync(out, JSON.stringify({ first: first ?? null, peakMiB, plan }));
