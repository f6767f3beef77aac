import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brokenLine, checkPlan } from '#solver/check.ts';
import type { LoopPlan, LoopProblem } from '#domain/planning/loop-problem.ts';

/** `text` is "right", or the first faults found. */
export type Judgement = { readonly judge: 'referee' | 'our own check'; readonly text: string };

export function judgeThere(referee: string | undefined): Judgement['judge'] {
  return referee !== undefined && existsSync(referee) ? 'referee' : 'our own check';
}

/** By the independent referee where its file is there, else by our own rules. */
export function judge(problem: LoopProblem, plan: LoopPlan, referee: string | undefined): Judgement {
  if (referee === undefined || judgeThere(referee) === 'our own check') {
    const { broken, costStated } = checkPlan(problem, plan);
    const faults = [...broken.map((each) => brokenLine(each)), ...(costStated ? [] : ['cost not as stated'])];
    return { judge: 'our own check', text: faults.slice(0, 3).join('; ') || 'right' };
  }
  const folder = mkdtempSync(join(tmpdir(), 'bench-referee-'));
  const files = [join(folder, 'problem.json'), join(folder, 'plan.json')];
  writeFileSync(files[0] ?? '', JSON.stringify(problem));
  writeFileSync(files[1] ?? '', JSON.stringify(plan));
  const run = spawnSync('python3', [referee, ...files], { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  if (run.error !== undefined) throw run.error;
  const faults = `${run.stdout}${run.stderr}`.trim().split('\n').slice(0, 3).join('; ');
  return { judge: 'referee', text: run.status === 0 ? 'right' : faults };
}
