/**
 * One worker thread that solves one problem at a time, with a deadline.
 *
 * The search looks at a shared word now and then and ends when it is set. One that does not end in time is ended
 * together with its thread, and the next problem gets a new one.
 */
import { Worker } from 'node:worker_threads';
import type { LoopPlan, LoopProblem } from '#domain/planning/loop-problem.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { Progress } from '#solver/solve.ts';

/** What the thread is told. */
export type SolverJob = {
  readonly problem: LoopProblem;
  readonly alternatives: number;
  readonly seconds: number;
  /** One word: anything but 0 means stop. */
  readonly stop: SharedArrayBuffer;
};

/** `seconds` since the search began. */
export type SolverProgress = Progress & { readonly seconds: number };

/** What the thread tells. */
export type SolverNews = { readonly progress: SolverProgress } | { readonly plan: LoopPlan };

export type ThreadProblem = { readonly code: 'busy' | 'cancelled' | 'failed'; readonly cause: string };
export type Answer = Result<LoopPlan, ThreadProblem>;

export type Task = {
  readonly job: SolverJob;
  readonly done: (answer: Answer) => void;
  readonly onProgress: (progress: SolverProgress) => void;
};

type Options = {
  readonly script: URL;
  readonly grace: number;
  readonly start: number;
  /** Called whenever the next task may come. */
  readonly onFree: () => void;
};

type Running = { readonly task: Task; cancelled: boolean; timer: NodeJS.Timeout };

export const CANCELLED: ThreadProblem = {
  code: 'cancelled',
  cause: 'nobody waits for the answer any more',
};
/** Milliseconds that a cancelled search gets to end by itself; its thread is to be free within 100. */
const CANCEL_PATIENCE = 60;

export class SolverThread {
  readonly #options: Options;
  #running: Running | undefined;
  #worker: Worker | undefined;

  constructor(options: Options) {
    this.#options = options;
  }

  isFree(): boolean {
    return this.#running === undefined;
  }

  run(task: Task): void {
    const { grace, start } = this.#options;
    const seconds = task.job.seconds + grace + (this.#worker === undefined ? start : 0);
    const timer = setTimeout(() => void this.#lose('the search did not stop in time'), seconds * 1000);
    this.#running = { task, timer, cancelled: false };
    this.#worker ??= this.#open();
    this.#worker.postMessage(task.job);
  }

  /** Nobody wants the task's answer: the thread takes the next as soon as it has ended, or is replaced. */
  free(task: Task): void {
    const running = this.#running;
    if (running?.task !== task) return;
    running.cancelled = true;
    clearTimeout(running.timer);
    running.timer = setTimeout(() => void this.#lose(CANCELLED.cause), CANCEL_PATIENCE);
  }

  close(cause: string): Promise<void> {
    return this.#lose(cause);
  }

  /** An idle thread does not keep the process alive. */
  #open(): Worker {
    const worker = new Worker(this.#options.script);
    worker.unref();
    worker.on('message', (news: SolverNews) => {
      if (worker !== this.#worker) return;
      if ('plan' in news) this.#finish(ok(news.plan));
      else if (this.#running?.cancelled === false) this.#running.task.onProgress(news.progress);
    });
    worker.on('error', (error: Error) => {
      if (worker === this.#worker) void this.#lose(error.message);
    });
    return worker;
  }

  #finish(answer: Answer): void {
    const running = this.#running;
    if (running === undefined) return;
    clearTimeout(running.timer);
    this.#running = undefined;
    running.task.done(running.cancelled ? refuse(CANCELLED) : answer);
    this.#options.onFree();
  }

  /** The next task waits until the thread is really gone, so that it has the core for itself. */
  async #lose(cause: string): Promise<void> {
    const [worker, running] = [this.#worker, this.#running];
    this.#worker = undefined;
    await worker?.terminate();
    if (running !== undefined && this.#running === running) this.#finish(refuse({ code: 'failed', cause }));
  }
}
