/**
 * Repairs on a worker thread of their own: they are answered at once, so none waits for a search.
 *
 * A repair is bounded by its insertions; a thread that gives no answer within the deadline is ended all the same, and
 * the next question gets a new one.
 */
import { Worker } from 'node:worker_threads';
import type { LoopProblem, PlannedSession } from '#domain/planning/loop-problem.ts';
import type { Repair, RepairEvent, Wish } from '#domain/repair/repair.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { ThreadProblem } from './solver.ts';

export type RepairQuestion = {
  readonly problem: LoopProblem;
  /** The plan that stands. */
  readonly sessions: readonly PlannedSession[];
  readonly event: RepairEvent;
  /** How many repairs for each wish at most. */
  readonly most: number;
};

/** The repairs for each wish, the best first. The question's event has no faults. */
export type RepairAnswer = Readonly<Record<Wish, readonly Repair[]>>;

export type RepairThread = {
  readonly repair: (question: RepairQuestion) => Promise<Result<RepairAnswer, ThreadProblem>>;
  readonly close: () => Promise<void>;
};

/** `deadline`: seconds for one answer, the start of the thread included. */
export type RepairThreadOptions = { readonly script?: URL; readonly deadline?: number };

type Task = {
  readonly question: RepairQuestion;
  readonly done: (answer: Result<RepairAnswer, ThreadProblem>) => void;
};

const MOST_WAITING = 20;
const CLOSED = 'the repairs were closed';

export function openRepairer(options: RepairThreadOptions = {}): RepairThread {
  const thread = new Thread(options);
  return { repair: (question) => thread.ask(question), close: () => thread.close() };
}

class Thread {
  readonly #script: URL;
  readonly #deadline: number;
  readonly #waiting: Task[] = [];
  #running: { readonly task: Task; readonly timer: NodeJS.Timeout } | undefined;
  #worker: Worker | undefined;

  constructor({ script, deadline = 60 }: RepairThreadOptions) {
    this.#script = script ?? new URL('./repair.worker.ts', import.meta.url);
    this.#deadline = deadline;
  }

  ask(question: RepairQuestion): Promise<Result<RepairAnswer, ThreadProblem>> {
    if (this.#waiting.length >= MOST_WAITING) {
      return Promise.resolve(refuse({ code: 'busy', cause: `${MOST_WAITING} repairs are waiting already` }));
    }
    return new Promise((done) => {
      this.#waiting.push({ question, done });
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
    const timer = setTimeout(() => this.#lose('no answer came in time'), this.#deadline * 1000);
    this.#running = { task, timer };
    this.#worker ??= this.#open();
    this.#worker.postMessage(task.question);
  }

  /** An idle thread does not keep the process alive. */
  #open(): Worker {
    const worker = new Worker(this.#script);
    worker.unref();
    worker.on('message', (answer: RepairAnswer) => this.#finish(ok(answer)));
    worker.on('error', (error: Error) => {
      if (worker === this.#worker) this.#lose(error.message);
    });
    return worker;
  }

  #finish(answer: Result<RepairAnswer, ThreadProblem>): void {
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
