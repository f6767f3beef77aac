import { parseLoopPlan } from '#contract/loop-plan.ts';
import { parseLoopProblem } from '#contract/loop-problem.ts';
import { type Effects, EXIT, type Exit } from './effects.ts';
import { refuseInput } from './faults.ts';
import { readJsonFile } from './json-file.ts';

/** `second-round check PROBLEM.json PLAN.json` */
export async function check(effects: Effects, problemPath: string, planPath: string): Promise<Exit> {
  const problem = await readJsonFile(effects, problemPath, parseLoopProblem);
  const plan = await readJsonFile(effects, planPath, parseLoopPlan);
  if (!problem.ok || !plan.ok) {
    return refuseInput(
      effects,
      [problem, plan].flatMap((read) => (read.ok ? [] : read.problem)),
    );
  }
  const { broken, cost, costStated } = await effects.check(problem.value, plan.value);
  for (const line of broken) effects.stdout(`${line}\n`);
  if (!costStated) effects.stdout(`cost: stated ${plan.value.cost.total}, recomputed ${cost.total}\n`);
  effects.stdout(`${JSON.stringify(cost)}\n`);
  return broken.length === 0 && costStated ? EXIT.fine : EXIT.broken;
}
