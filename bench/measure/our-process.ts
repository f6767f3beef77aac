/** Our solver on one problem in a process of its own: `node our-process.ts PROBLEM.json EVENTS SECONDS PLAN.json [SEED]`. */
import { writeFileSync } from 'node:fs';
import { solve } from '#solver/solve.ts';
import { ownCpuSeconds } from './cpu.ts';
import { tell } from './events.ts';
import { readProblemFile } from './problem-file.ts';

const [problemFile = '', events = '', seconds = '60', planFile = '', seed = '1'] = process.argv.slice(2);
const loading = ownCpuSeconds();
const problem = readProblemFile(problemFile);
const spent = ownCpuSeconds();
tell(events, { event: 'began', spent, loading, modelling: spent - loading });
const began = performance.now();
const clock = (): { cpu: number; wall: number } => ({
  cpu: ownCpuSeconds() - spent,
  wall: (performance.now() - began) / 1000,
});
let best = Infinity;
const plan = solve(problem, {
  seed: Number(seed),
  alternatives: 0,
  limits: { iterations: Number.MAX_SAFE_INTEGER },
  stop: () => clock().cpu >= Number(seconds) && 'time',
  elapsedSeconds: () => clock().wall,
  onProgress: ({ placed, total, cost }) => {
    if (cost >= best) return;
    best = cost;
    tell(events, { event: 'cost', ...clock(), cost, complete: placed === total });
  },
});
const complete = plan.status === 'complete';
if (plan.cost.total < best) tell(events, { event: 'cost', ...clock(), cost: plan.cost.total, complete });
if (plan.bound !== null) tell(events, { event: 'bound', ...clock(), bound: plan.bound });
writeFileSync(planFile, JSON.stringify(plan));
tell(events, { event: 'end', ...clock(), proven: plan.run.stopped === 'proven' });
