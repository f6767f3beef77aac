import { parseLoopProblem } from '#contract/loop-problem.ts';
import type { LoopPlan, LoopProblem } from '#domain/planning/loop-problem.ts';
import { type Effects, EXIT, type Exit, type Progress } from './effects.ts';
import { refuseInput } from './faults.ts';
import { readJsonFile } from './json-file.ts';
import { summaryOf } from './summary.ts';

export type PlanOptions = {
  readonly out?: string;
  readonly timeLimit?: number;
  readonly iterations?: number;
  readonly seed: number;
  readonly alternatives: number;
};

/** Seconds; holds unless a time limit or an iteration limit is asked for. */
const DEFAULT_TIME_LIMIT = 10;
const SECONDS_BETWEEN_LINES = 2;

/** `second-round plan PROBLEM.json` */
export async function plan(effects: Effects, path: string, options: PlanOptions): Promise<Exit> {
  const problem = await readJsonFile(effects, path, parseLoopProblem);
  if (!problem.ok) return refuseInput(effects, problem.problem);
  const writable = options.out === undefined ? undefined : await effects.checkWritable(options.out);
  if (writable?.ok === false) return refuseInput(effects, [writable.problem]);
  const found = await solveInTime(effects, problem.value, options);
  const text = `${JSON.stringify(found, null, 2)}\n`;
  if (options.out === undefined) effects.stdout(text);
  else {
    const written = await effects.writeWhole(options.out, text);
    if (!written.ok) return refuseInput(effects, [written.problem]);
  }
  effects.stderr(summaryOf(problem.value, found));
  return found.unplaced.length === 0 ? EXIT.fine : EXIT.unplaced;
}

/**
 * An iteration limit alone runs to its end, however slow the machine: that is what makes the plan the same
 * everywhere. Without one the time is used as long as the plan is not proven best.
 */
function solveInTime(effects: Effects, problem: LoopProblem, options: PlanOptions): Promise<LoopPlan> {
  const began = effects.seconds();
  const elapsedSeconds = (): number => effects.seconds() - began;
  const { iterations = Infinity, seed, alternatives } = options;
  const limit = options.timeLimit ?? (iterations === Infinity ? DEFAULT_TIME_LIMIT : Infinity);
  return effects.solve(problem, {
    seed,
    alternatives,
    limits: { iterations },
    stop: () => elapsedSeconds() >= limit && 'time',
    onProgress: progressTeller(effects, elapsedSeconds),
    elapsedSeconds,
  });
}

function progressTeller(
  effects: Pick<Effects, 'stderr'>,
  elapsedSeconds: () => number,
): (progress: Progress) => void {
  let told = 0;
  return ({ iteration, placed, total, cost }) => {
    const now = elapsedSeconds();
    if (now - told < SECONDS_BETWEEN_LINES) return;
    told = now;
    effects.stderr(
      `${now.toFixed(0)} s: ${placed} of ${total} loops placed, cost ${cost}, iteration ${iteration}\n`,
    );
  };
}
