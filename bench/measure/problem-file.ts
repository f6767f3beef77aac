import { readFileSync } from 'node:fs';
import { parseLoopProblem } from '#contract/loop-problem.ts';
import type { LoopProblem } from '#domain/planning/loop-problem.ts';

export function readProblemFile(path: string): LoopProblem {
  const parsed = parseLoopProblem(JSON.parse(readFileSync(path, 'utf8')));
  if (!parsed.ok) throw new Error(`${path} is no loop problem: ${JSON.stringify(parsed.problem[0])}`);
  return parsed.value;
}
