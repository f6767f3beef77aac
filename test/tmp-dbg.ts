import { solve } from '#solver/solve.ts';
import { CALM } from './cheapest.ts';
import { leastCost } from './every-plan.ts';
import { randomProblem } from './random-problem.ts';
import { onlyWith } from './reasons-check.ts';
for (const seed of process.argv.slice(2).map(Number)) {
  const p = randomProblem(seed);
  const [un] = solve(p, CALM).unplaced;
  for (const one of un!.because) {
    const q = onlyWith(
      p,
      un!.because.filter((o) => o !== one),
    );
    const plan = solve(q, CALM);
    console.log(
      seed,
      JSON.stringify(one),
      plan.status,
      plan.run.stopped,
      seed === 181 || q.hours.to !== '24:00' ? leastCost(q) : 'wide',
      JSON.stringify(plan.unplaced[0]?.because),
    );
  }
  console.log(JSON.stringify(onlyWith(p, un!.because)).slice(0, 1800));
}
