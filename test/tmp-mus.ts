import { solve } from '#solver/solve.ts';
import { CALM } from './cheapest.ts';
import { randomProblem } from './random-problem.ts';
import { assertSmallest } from './reasons-check.ts';
import { unplaceableLoop } from './unplaceable-loop.ts';
const [kind, from, to] = process.argv.slice(2);
let told = 0,
  none = 0,
  bad = 0;
for (let seed = Number(from); seed < Number(to); seed++) {
  const problem = kind === 'random' ? randomProblem(seed) : unplaceableLoop(seed).problem;
  const plan = solve(problem, CALM);
  const [un] = plan.unplaced;
  if (!un) continue;
  if (un.because.length === 0) {
    none++;
    console.log('NONE', seed, plan.run.stopped);
    continue;
  }
  told++;
  try {
    assertSmallest(problem, un.because, `seed ${seed}`);
  } catch (e) {
    bad++;
    console.log(String((e as Error).message).split('\n')[0], JSON.stringify(un.because));
  }
}
console.log({ told, none, bad });
