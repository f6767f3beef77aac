/**
 * How soon one declined seat is repaired: `node bench/repair.ts PROBLEM.json PLAN.json [COUNT]`.
 *
 * Seats are drawn evenly from the plan. Wall and processor milliseconds, from the event to the best repair, in a warm
 * process; every tenth repair goes through the judge.
 */
import { readFileSync } from 'node:fs';
import { parseLoopPlan } from '#contract/loop-plan.ts';
import { parseLoopProblem } from '#contract/loop-problem.ts';
import { WISHES } from '#domain/repair/repair.ts';
import { checkPlan } from '#solver/check.ts';
import { openRepair, type Repairing } from '#solver/repair.ts';

const [problemPath = '', planPath = '', count = '300'] = process.argv.slice(2);
const problem = parseLoopProblem(JSON.parse(readFileSync(problemPath, 'utf8')));
const plan = parseLoopPlan(JSON.parse(readFileSync(planPath, 'utf8')));
if (!problem.ok || !plan.ok) throw new Error('these files are no loop problem and loop plan');
const seats = plan.value.sessions.flatMap(({ session, people }) =>
  people.map(({ person }) => ({ session, person })),
);
const repairing = openRepair(problem.value, plan.value);
const STEP = 7919;
const WARM = 20;

for (const wish of [undefined, ...WISHES]) {
  const times = Array.from({ length: WARM + Number(count) }, (_, turn) => timed(repairing, turn, wish));
  const warm = times.slice(WARM);
  console.log(wish ?? 'cost', {
    wall: spread(warm.map(({ wall }) => wall)),
    cpu: spread(warm.map(({ cpu }) => cpu)),
  });
}

function timed(
  open: Repairing,
  turn: number,
  wish: (typeof WISHES)[number] | undefined,
): { readonly wall: number; readonly cpu: number } {
  const seat = seats[(turn * STEP) % seats.length] ?? { session: '', person: '' };
  const [began, used] = [performance.now(), process.cpuUsage()];
  const broken = open.after({ happened: [{ kind: 'declined', ...seat }] });
  if (!broken.ok) throw new Error(JSON.stringify(broken.problem));
  const [best] = broken.value.repairs(wish === undefined ? {} : { wish });
  const { user, system } = process.cpuUsage(used);
  const time = { wall: performance.now() - began, cpu: (user + system) / 1000 };
  if (best === undefined || (turn % 10 === 0 && checkPlan(broken.value.problem, best).broken.length > 0)) {
    throw new Error(`the repair of ${seat.session} breaks a rule`);
  }
  return time;
}

function spread(times: readonly number[]): Record<string, number> {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number =>
    Math.round(10 * (sorted[Math.floor(share * sorted.length)] ?? 0)) / 10;
  return { median: at(0.5), p90: at(0.9), p99: at(0.99) };
}
