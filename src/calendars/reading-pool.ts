/** Worker threads that read calendar files, one file at a time each, within limits of time and memory. */
import { Worker } from 'node:worker_threads';
import { CALENDAR_LIMITS } from './limits.ts';
import type { ReadingAnswer, ReadingJob } from './read.worker.ts';

export type ReaderLimits = {
  readonly workers?: number;
  readonly seconds?: number;
  readonly megabytes?: number;
};

/** `givenUp` is told why nothing was read. */
export type ReadingTask = {
  readonly job: ReadingJob;
  readonly done: (answer: ReadingAnswer) => void;
  readonly givenUp: (reason: string) => void;
};

type Seat = { readonly worker: Worker; ready: boolean; task?: ReadingTask; timer?: NodeJS.Timeout };

/** A worker that has not started after so long is given up. */
const START_SECONDS = 30;
/** Of the memory limit, the part for short-lived objects. */
const YOUNG_SHARE = 1 / 8;
const CLOSED = 'the reader was closed';

export class ReadingPool {
  readonly #limits: Required<ReaderLimits>;
  readonly #seats: Set<Seat> = new Set();
  readonly #waiting: ReadingTask[] = [];
  #closed = false;

  constructor({ workers = 2, seconds, megabytes }: ReaderLimits) {
    this.#limits = {
      workers,
      seconds: seconds ?? CALENDAR_LIMITS.seconds,
      megabytes: megabytes ?? CALENDAR_LIMITS.megabytes,
    };
  }

  add(task: ReadingTask): void {
    if (this.#closed) return task.givenUp(CLOSED);
    this.#waiting.push(task);
    this.#next();
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const task of this.#waiting.splice(0)) task.givenUp(CLOSED);
    const workers = [...this.#seats].map((seat) => seat.worker);
    for (const seat of this.#seats) this.#leave(seat, CLOSED);
    await Promise.all(workers.map((worker) => worker.terminate()));
  }

  /** The clock of a file starts when a worker takes it, not while it waits. */
  #next(): void {
    for (const seat of this.#seats) {
      if (!seat.ready || seat.task !== undefined) continue;
      const task = this.#waiting.shift();
      if (task === undefined) return;
      const { seconds } = this.#limits;
      seat.task = task;
      seat.worker.ref();
      seat.timer = setTimeout(
        () => this.#leave(seat, `reading it takes longer than ${seconds} s`),
        seconds * 1000,
      );
      seat.worker.postMessage(task.job);
    }
    const starting = [...this.#seats].filter((seat) => !seat.ready).length;
    if (this.#waiting.length > starting && this.#seats.size < this.#limits.workers) this.#open();
  }

  #open(): void {
    const { megabytes } = this.#limits;
    const young = Math.max(1, Math.floor(megabytes * YOUNG_SHARE));
    const worker = new Worker(new URL('./read.worker.ts', import.meta.url), {
      resourceLimits: { maxYoungGenerationSizeMb: young, maxOldGenerationSizeMb: megabytes - young },
    });
    const seat: Seat = { worker, ready: false };
    seat.timer = setTimeout(
      () => this.#leave(seat, 'the reading thread did not start'),
      START_SECONDS * 1000,
    );
    this.#seats.add(seat);
    worker.on('message', (message: ReadingAnswer | 'ready') => this.#hear(seat, message));
    worker.on('error', (error: Error & { code?: string }) => {
      const memory = `reading it takes more than ${megabytes} MB of memory`;
      this.#leave(
        seat,
        error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? memory : `the reader failed: ${error.message}`,
      );
    });
    worker.on('exit', () => this.#leave(seat, 'the reading thread ended'));
  }

  /** An idle worker does not keep the process alive. */
  #hear(seat: Seat, message: ReadingAnswer | 'ready'): void {
    clearTimeout(seat.timer);
    seat.ready = true;
    seat.worker.unref();
    const { task } = seat;
    delete seat.task;
    if (message !== 'ready') task?.done(message);
    this.#next();
  }

  #leave(seat: Seat, reason: string): void {
    if (!this.#seats.delete(seat)) return;
    clearTimeout(seat.timer);
    const task = seat.task ?? (seat.ready ? undefined : this.#waiting.shift());
    void seat.worker.terminate();
    if (task !== undefined) task.givenUp(reason);
    if (!this.#closed) this.#next();
  }
}
