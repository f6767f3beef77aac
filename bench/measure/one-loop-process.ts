/**
 * Generated problems of one loop in a warm process:
 * `node one-loop-process.ts ours|CP-SAT SEED COUNT EVERY ALTERNATIVES OUT.json`. EVERY takes each so many-th problem.
 */
import { writeFileSync } from 'node:fs';
import { solve } from '#solver/solve.ts';
import type { LoopProblem } from '#domain/loop-problem.ts';
import { oneLoopProblem } from '../generate/one-loop.ts';
import { peerNamed } from '../peers/peers.ts';
import { readProblem } from '../reading/read-problem.ts';
import { decode } from '../reading/decode.ts';
import { ownCpuSeconds } from './cpu.ts';
import { judge } from './judge.ts';

type Answer = {
  readonly milliseconds: number;
  readonly cpu: number;
  readonly cost: number | null;
  readonly proven: boolean;
  readonly right: boolean;
};

const [solver = 'ours', seed = '1', count = '1000', every = '1', alternatives = '4', out = ''] =
  process.argv.slice(2);
/** Problems of other seeds, solved first and not counted. */
const WARMING = 30;

const answer = solver === 'ours' ? askOurs : await askPeer(solver);
const warm = Math.min(WARMING, Number(count));
for (let index = 0; index < warm; index += 1) await answer(oneLoopProblem(1_000_000 + index));
const answers: Answer[] = [];
for (let index = 0; index < Number(count); index += Number(every))
  answers.push(await answer(oneLoopProblem(Number(seed) + index)));
writeFileSync(out, JSON.stringify(answers));
process.exit(0);

function askOurs(problem: LoopProblem): Promise<Answer> {
  const began = { cpu: ownCpuSeconds(), wall: performance.now() };
  const plan = solve(problem, {
    seed: 1,
    alternatives: Number(alternatives),
    limits: {},
    stop: () => false,
    elapsedSeconds: () => (performance.now() - began.wall) / 1000,
  });
  const milliseconds = performance.now() - began.wall;
  const cpu = (ownCpuSeconds() - began.cpu) * 1000;
  const right = [plan, ...(plan.alternatives ?? [])].every(
    (each) => judge(problem, each, undefined).text === 'right',
  );
  const cost = plan.status === 'complete' ? plan.cost.total : null;
  return Promise.resolve({ milliseconds, cpu, cost, proven: plan.run.stopped === 'proven', right });
}

async function askPeer(name: string): Promise<(problem: LoopProblem) => Promise<Answer>> {
  const peer = peerNamed(name);
  await peer.load();
  return async (problem) => {
    const reading = readProblem(problem);
    let last: { readonly cost: number | null; readonly right: boolean } = { cost: null, right: true };
    const prepared = peer.prepare({
      problem: reading,
      everyLoop: false,
      seconds: Infinity,
      onBound: () => undefined,
      onCost: () => undefined,
      onPlan: (found) => {
        const plan = decode(problem, reading, found);
        const right = judge(problem, plan, undefined).text === 'right';
        last = { cost: plan.status === 'complete' ? plan.cost.total : null, right };
      },
    });
    const began = { cpu: ownCpuSeconds(), wall: performance.now() };
    const proven = await prepared.solve();
    const milliseconds = performance.now() - began.wall;
    return { milliseconds, cpu: (ownCpuSeconds() - began.cpu) * 1000, ...last, proven };
  };
}
