/** What the commands do to the world, handed in by `src/main.ts`, so that each command is a function of these. */
import type { Fault } from '#domain/fault.ts';
import type { LoopPlan, LoopProblem, PlanCost } from '#domain/planning/loop-problem.ts';
import type { Result } from '#domain/result.ts';

export type SolveOptions = {
  readonly seed: number;
  readonly alternatives: number;
  readonly limits: { readonly iterations?: number };
  /** Why to end, or false. */
  readonly stop: () => 'time' | 'cancelled' | false;
  readonly onProgress?: (progress: Progress) => void;
  readonly elapsedSeconds: () => number;
};

export type Progress = {
  readonly iteration: number;
  readonly placed: number;
  readonly total: number;
  readonly cost: number;
};

/** `broken` has one line for each breach; `costStated` is true when the plan states the recomputed total. */
export type Verdict = {
  readonly broken: readonly string[];
  readonly cost: PlanCost;
  readonly costStated: boolean;
};

export type Effects = {
  /** `second-round 0.1.0 (Node 26.10.0)` */
  readonly version: string;
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  readonly readBytes: (path: string) => Promise<Result<Uint8Array, Fault>>;
  /** The whole text or nothing. */
  readonly writeWhole: (path: string, text: string) => Promise<Result<void, Fault>>;
  readonly checkWritable: (path: string) => Promise<Result<void, Fault>>;
  /** Seconds on a clock that never goes back. */
  readonly seconds: () => number;
  readonly solve: (problem: LoopProblem, options: SolveOptions) => Promise<LoopPlan>;
  readonly check: (problem: LoopProblem, plan: LoopPlan) => Promise<Verdict>;
};

/** Exit statuses of all commands: `docs/formats/loop-problem.md`. `later` is what mail servers understand (sysexits). */
export const EXIT = { fine: 0, broken: 1, unreadable: 2, unplaced: 3, later: 75 } as const;
export type Exit = (typeof EXIT)[keyof typeof EXIT];
