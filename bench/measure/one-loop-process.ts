/**
 * Generated problems of one loop in a warm process:
 * `node one-loop-process.ts ours|CP-SAT SEED COUNT EVERY ALTERNATIVES OUT.json`. EVERY takes each so many-th problem.
 *
 * All problems are made before the first is solved, and plans are judged after the last: what these leave behind for
 * the garbage collector is several times what the solver does, and is not counted against it.
 */
import { writeFileSync } from 'node:fs';
import { solve } from '#solver/solve.ts';
import type { LoopProblem } from '#domain/planning/loop-problem.ts';
import { oneLoopProblem } from '../generate/one-loop.ts';
import { peerNamed } from '../peers/peers.ts';
import { readProblem } from '../reading/read-problem.ts';
import { decode } from '../reading/decode.ts';
import { ownCpuSeconds } from './cpu.ts';
import { judge } from './judge.ts';

/** The plan, or plans, are judged when all is measured. */
type Measured = Omit<Answer, 'right'> & { readonly isRight: () => boolean };

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
const problems: LoopProblem[] = [];
for (let index = 0; index < Number(count); index += Number(every))
  problems.push(oneLoopProblem(Number(seed) + index));
const measured: Measured[] = [];
for (const problem of problems) measured.push(await answer(problem));
const answers = measured.map(({ isRight, ...figures }): Answer => ({ ...figures, right: isRight() }));
writeFileSync(out, JSON.stringify(answers));
process.exit(0);

function askOurs(problem: LoopProblem): Promise<Measured> {
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
  const isRight = (): boolean =>
    [plan, ...(plan.alternatives ?? [])].every((each) => judge(problem, each, undefined).text === 'right');
  const cost = plan.status === 'complete' ? plan.cost.total : null;
  return Promise.resolve({ milliseconds, cpu, cost, proven: plan.run.stopped === 'proven', isRight });
}

async function askPeer(name: string): Promise<(problem: LoopProblem) => Promise<Measured>> {
  const peer = peerNamed(name);
  await peer.load();
  return async (problem) => {
    const reading = readProblem(problem);
    let last: Pick<Measured, 'cost' | 'isRight'> = { cost: null, isRight: () => true };
    const prepared = peer.prepare({
      problem: reading,
      everyLoop: false,
      seconds: Infinity,
      onBound: () => undefined,
      onCost: () => undefined,
      onPlan: (found) => {
        const plan = decode(problem, reading, found);
        const isRight = (): boolean => judge(problem, plan, undefined).text === 'right';
        last = { cost: plan.status === 'complete' ? plan.cost.total : null, isRight };
      },
    });
    const began = { cpu: ownCpuSeconds(), wall: performance.now() };
    const proven = await prepared.solve();
    const milliseconds = performance.now() - began.wall;
    return { milliseconds, cpu: (ownCpuSeconds() - began.cpu) * 1000, ...last, proven };
  };
}
