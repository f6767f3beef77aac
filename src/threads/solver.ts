/**
 * The solver on a worker thread: one problem at a time, a short queue, a deadline, and a way to cancel.
 *
 * The thread looks at a shared word now and then; a solver that does not stop within the grace is ended with its
 * thread, and the next problem gets a new one.
 */
import { Worker } from 'node:worker_threads';
import type { LoopPlan, LoopProblem } from '#domain/loop-problem.ts';
import { ok, refuse, type Result } from '#domain/result.ts';

/** What the thread is told. */
export type SolverJob = {
  readonly problem: LoopProblem;
  readonly alternatives: number;
  readonly seconds: number;
  /** One word: anything but 0 means stop. */
  readonly stop: SharedArrayBuffer;
};

export type SolverAsk = {
  readonly alternatives: number;
  readonly seconds: number;
  readonly signal?: AbortSignal;
};

export type ThreadProblem = { readonly code: 'busy' | 'failed'; readonly cause: string };
type Answer = Result<LoopPlan, ThreadProblem>;

export type SolverThread = {
  readonly solve: (problem: LoopProblem, ask: SolverAsk) => Promise<Answer>;
  /** Ends the thread; what is being solved is answered with a problem. */
  readonly close: () => Promise<void>;
};

type Task = { readonly job: SolverJob; readonly done: (answer: Answer) => void };

const MOST_WAITING = 2;
const GRACE_SECONDS = 3;
const START_SECONDS = 10;

export function openSolver(script: URL = new URL('./solver.worker.ts', import.meta.url)): SolverThread {
  const waiting: Task[] = [];
  let running: { readonly task: Task; readonly timer: NodeJS.Timeout } | undefined;
  let worker: Worker | undefined;

  const finish = (answer: Answer): void => {
    const ended = running;
    if (ended === undefined) return;
    clearTimeout(ended.timer);
    running = undefined;
    ended.task.done(answer);
    begin();
  };
  const lose = (cause: string): void => {
    void worker?.terminate();
    worker = undefined;
    finish(refuse({ code: 'failed', cause }));
  };
  const started = (): Worker => {
    const thread = new Worker(script);
    thread.unref();
    thread.on('message', (plan: LoopPlan) => finish(ok(plan)));
    thread.on(
      'error',
      (error) => thread === worker && lose(error instanceof Error ? error.message : String(error)),
    );
    return thread;
  };
  const begin = (): void => {
    if (running !== undefined) return;
    const task = waiting.shift();
    if (task === undefined) return;
    const seconds = task.job.seconds + GRACE_SECONDS + (worker === undefined ? START_SECONDS : 0);
    const timer = setTimeout(() => lose('the solver did not stop in time'), seconds * 1000);
    running = { task, timer };
    worker ??= started();
    worker.postMessage(task.job);
  };
  const solve: SolverThread['solve'] = (problem, { alternatives, seconds, signal }) => {
    if (waiting.length >= MOST_WAITING) {
      return Promise.resolve(refuse({ code: 'busy', cause: `${MOST_WAITING} searches are waiting already` }));
    }
    const stop = new SharedArrayBuffer(4);
    signal?.addEventListener('abort', () => Atomics.store(new Int32Array(stop), 0, 1), { once: true });
    return new Promise((done) => {
      waiting.push({ job: { problem, alternatives, seconds, stop }, done });
      begin();
    });
  };
  const close = async (): Promise<void> => {
    for (const task of waiting.splice(0))
      task.done(refuse({ code: 'failed', cause: 'the solver was closed' }));
    const ending = worker;
    lose('the solver was closed');
    await ending?.terminate();
  };
  return { solve, close };
}
