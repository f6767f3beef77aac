/**
 * The solver on worker threads: a pool that solves as many problems at once as it has threads, and a short queue.
 *
 * First come, first served: a thread that is free takes the one that has waited longest. Searches that run at once
 * have a thread each, and the system shares the cores among them. With a single thread a search waits at most as long
 * as those before it may compute.
 */
import { availableParallelism } from 'node:os';
import type { LoopProblem } from '#domain/planning/loop-problem.ts';
import { refuse } from '#domain/result.ts';
import { CANCELLED, SolverThread, type Answer, type SolverProgress, type Task } from './solver-thread.ts';

export type { SolverProgress, ThreadProblem } from './solver-thread.ts';

export type SolverAsk = {
  readonly alternatives: number;
  readonly seconds: number;
  /** Nobody waits for the answer any more: the thread is freed within a tenth of a second. */
  readonly signal?: AbortSignal;
  /** The asker has seen enough: the search ends with the best plan so far. */
  readonly enough?: AbortSignal;
  /** Told at most ten times a second. */
  readonly onProgress?: (progress: SolverProgress) => void;
};

export type Solver = {
  readonly solve: (problem: LoopProblem, ask: SolverAsk) => Promise<Answer>;
  /** Ends the threads; what is being solved or waits is answered with a problem. */
  readonly close: () => Promise<void>;
};

/**
 * `threads`: searches that run at once; `grace`: seconds that a search gets beyond its own; `start`: those that a new
 * thread gets to begin.
 */
export type SolverOptions = {
  readonly threads?: number;
  readonly script?: URL;
  readonly grace?: number;
  readonly start?: number;
};

/** One for each core, at most two: a search also needs memory, and others need the machine. */
export const DEFAULT_THREADS: number = Math.max(1, Math.min(2, availableParallelism()));
const WAITING_PER_THREAD = 2;
const CLOSED = 'the solver was closed';

export function openSolver(options: SolverOptions = {}): Solver {
  const pool = new Pool(options);
  return { solve: (problem, ask) => pool.solve(problem, ask), close: () => pool.close() };
}

class Pool {
  readonly #threads: readonly SolverThread[];
  readonly #waiting: Task[] = [];

  constructor({ threads = DEFAULT_THREADS, script, grace = 3, start = 10 }: SolverOptions) {
    const url = script ?? new URL('./solver.worker.ts', import.meta.url);
    const onFree = (): void => this.#next();
    this.#threads = Array.from(
      { length: threads },
      () => new SolverThread({ script: url, grace, start, onFree }),
    );
  }

  solve(problem: LoopProblem, { signal, enough, onProgress, ...how }: SolverAsk): Promise<Answer> {
    if (signal?.aborted === true) return Promise.resolve(refuse(CANCELLED));
    const most = WAITING_PER_THREAD * this.#threads.length;
    if (this.#waiting.length >= most) {
      return Promise.resolve(refuse({ code: 'busy', cause: `${most} other searches are waiting already` }));
    }
    const stop = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
    return new Promise((done) => {
      const task: Task = { job: { problem, ...how, stop }, done, onProgress: onProgress ?? (() => {}) };
      signal?.addEventListener('abort', () => this.#cancel(task), { once: true });
      if (enough?.aborted === true) this.#stop(task);
      enough?.addEventListener('abort', () => this.#stop(task), { once: true });
      this.#waiting.push(task);
      this.#next();
    });
  }

  async close(): Promise<void> {
    for (const task of this.#waiting.splice(0)) task.done(refuse({ code: 'failed', cause: CLOSED }));
    await Promise.all(this.#threads.map((thread) => thread.close(CLOSED)));
  }

  #next(): void {
    const free = this.#threads.find((thread) => thread.isFree());
    const task = free === undefined ? undefined : this.#waiting.shift();
    if (free === undefined || task === undefined) return;
    free.run(task);
    this.#next();
  }

  /** The search sees the word and tells its best plan; one that waits still gets its turn, and ends at once. */
  #stop({ job }: Task): void {
    Atomics.store(new Int32Array(job.stop), 0, 1);
  }

  /** One that waits gives its place to others at once. */
  #cancel(task: Task): void {
    this.#stop(task);
    const place = this.#waiting.indexOf(task);
    if (place < 0) {
      for (const thread of this.#threads) thread.free(task);
      return;
    }
    this.#waiting.splice(place, 1);
    task.done(refuse(CANCELLED));
  }
}
