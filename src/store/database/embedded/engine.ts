import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { EngineOrder, EngineWord } from './engine-words.ts';

export type Engine = { readonly close: () => Promise<void> };

/** The last lines that PostgreSQL wrote before it gave up. */
export type EngineFailure = { readonly log: readonly string[] };

const KEPT_LINES = 20;
const CLOSE_WITHIN = 8_000;
const RESTART_DELAYS: readonly number[] = [100, 500, 2_000, 5_000];

/**
 * Starts the thread with PostgreSQL in it and resolves when it serves the socket.
 *
 * When the thread dies later (PostgreSQL stops on a full disk, say), it is started again on the same socket, so
 * that the pool finds it by itself; `report` gets a line each time.
 */
export async function startEngine(
  order: EngineOrder,
  report: (line: string) => void,
): Promise<Result<Engine, EngineFailure>> {
  const first = await startThread(order);
  if (!first.ok) return first;

  const closing = new AbortController();
  let thread: Worker | undefined;
  let revival = Promise.resolve();

  const watch = (watched: Worker): void => {
    thread = watched;
    watched.once('exit', () => {
      thread = undefined;
      if (!closing.signal.aborted) revival = revive(0);
    });
  };
  const revive = async (attempt: number): Promise<void> => {
    const delay = RESTART_DELAYS[Math.min(attempt, RESTART_DELAYS.length - 1)] ?? 0;
    report(`The embedded database stopped; starting it again in ${delay} ms.`);
    await pause(delay, closing.signal);
    if (closing.signal.aborted) return;
    const next = await startThread(order);
    if (next.ok) {
      watch(next.value);
      report('The embedded database runs again.');
    } else {
      report(`The embedded database did not start: ${next.problem.log.join(' / ')}`);
      await revive(attempt + 1);
    }
  };

  watch(first.value);
  return ok({
    // Waits for a start that is under way: whoever takes the folder next must find no engine on it.
    close: async () => {
      closing.abort();
      await revival;
      if (thread !== undefined) await stopThread(thread);
    },
  });
}

/** Resolves after the time or, at once, when the signal says so. */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return sleep(milliseconds, undefined, { signal, ref: false }).catch(() => undefined);
}

function startThread(order: EngineOrder): Promise<Result<Worker, EngineFailure>> {
  const log: string[] = [];
  const thread = new Worker(new URL('./engine.worker.ts', import.meta.url), { workerData: order });
  return new Promise((resolve) => {
    thread.on('message', (word: EngineWord) => {
      if (word.kind === 'log') {
        log.push(word.line);
        if (log.length > KEPT_LINES) log.shift();
      }
      if (word.kind === 'ready') resolve(ok(thread));
    });
    thread.on('error', (error) => {
      log.push(error instanceof Error ? error.message : String(error));
    });
    thread.once('exit', () => resolve(refuse({ log })));
  });
}

/** Asks it to end; one that is stuck is ended by force, which the data survives as it survives SIGKILL. */
async function stopThread(thread: Worker): Promise<void> {
  const ended = new Promise((resolve) => thread.once('exit', resolve));
  thread.postMessage('close');
  const force = setTimeout(() => void thread.terminate(), CLOSE_WITHIN);
  await ended;
  clearTimeout(force);
}
