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

export type ThreadProblem = { readonly code: 'busy' | 'cancelled' | 'failed'; readonly cause: string };
type Answer = Result<LoopPlan, ThreadProblem>;

export type SolverThread = {
  readonly solve: (problem: LoopProblem, ask: SolverAsk) => Promise<Answer>;
  /** Ends the thread; what is being solved is answered with a problem. */
  readonly close: () => Promise<void>;
};

/** `grace`: seconds that a search gets beyond its own; `start`: those that a new thread gets to begin. */
export type SolverThreadOptions = {
  readonly script?: URL;
  readonly grace?: number;
  readonly start?: number;
};

type Task = {
  readonly job: SolverJob;
  readonly done: (answer: Answer) => void;
};
type Running = { readonly task: Task; readonly timer: NodeJS.Timeout };

const MOST_WAITING = 2;
const CANCELLED: ThreadProblem = { code: 'cancelled', cause: 'nobody waits for the answer any more' };
const CLOSED = 'the solver was closed';

export function openSolver(options: SolverThreadOptions = {}): SolverThread {
  const thread = new Thread(options);
  return { solve: (problem, ask) => thread.solve(problem, ask), close: () => thread.close() };
}

class Thread {
  readonly #script: URL;
  readonly #grace: number;
  readonly #start: number;
  readonly #waiting: Task[] = [];
  #running: Running | undefined;
  #worker: Worker | undefined;

  constructor({ script, grace = 3, start = 10 }: SolverThreadOptions) {
    this.#script = script ?? new URL('./solver.worker.ts', import.meta.url);
    this.#grace = grace;
    this.#start = start;
  }

  solve(problem: LoopProblem, { alternatives, seconds, signal }: SolverAsk): Promise<Answer> {
    if (this.#waiting.length >= MOST_WAITING) {
      return Promise.resolve(refuse({ code: 'busy', cause: `${MOST_WAITING} searches are waiting already` }));
    }
    const stop = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
    return new Promise((done) => {
      const task = { job: { problem, alternatives, seconds, stop }, done };
      if (signal?.aborted === true) return done(refuse(CANCELLED));
      signal?.addEventListener('abort', () => this.#cancel(task), { once: true });
      this.#waiting.push(task);
      this.#next();
    });
  }

  async close(): Promise<void> {
    for (const task of this.#waiting.splice(0)) task.done(refuse({ code: 'failed', cause: CLOSED }));
    const worker = this.#worker;
    this.#lose(CLOSED);
    await worker?.terminate();
  }

  #next(): void {
    if (this.#running !== undefined) return;
    const task = this.#waiting.shift();
    if (task === undefined) return;
    const seconds = task.job.seconds + this.#grace + (this.#worker === undefined ? this.#start : 0);
    const timer = setTimeout(() => this.#lose('the search did not stop in time'), seconds * 1000);
    this.#running = { task, timer };
    this.#worker ??= this.#open();
    this.#worker.postMessage(task.job);
  }

  /** The running search sees the word and ends; one that waits gives its place to others at once. */
  #cancel(task: Task): void {
    Atomics.store(new Int32Array(task.job.stop), 0, 1);
    const place = this.#waiting.indexOf(task);
    if (place < 0) return;
    this.#waiting.splice(place, 1);
    task.done(refuse(CANCELLED));
  }

  /** An idle thread does not keep the process alive. */
  #open(): Worker {
    const worker = new Worker(this.#script);
    worker.unref();
    worker.on('message', (plan: LoopPlan) => this.#finish(ok(plan)));
    worker.on('error', (error: Error) => {
      if (worker === this.#worker) this.#lose(error.message);
    });
    return worker;
  }

  #finish(answer: Answer): void {
    const running = this.#running;
    if (running === undefined) return;
    clearTimeout(running.timer);
    this.#running = undefined;
    running.task.done(answer);
    this.#next();
  }

  #lose(cause: string): void {
    void this.#worker?.terminate();
    this.#worker = undefined;
    this.#finish(refuse({ code: 'failed', cause }));
  }
}
