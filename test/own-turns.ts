/** How long this thread works without letting go, by its own CPU time: what neighbours take does not count. */
import { monitorEventLoopDelay } from 'node:perf_hooks';

/** In milliseconds. `work` is of this thread alone; `delay` is what a timer saw, so also what others took. */
export type OwnTurns = { readonly work: number; readonly delay: number };

const TICK = 5;

/**
 * Looks every five milliseconds how much CPU time this thread has used since it last looked. Between two looks lies at
 * most that time of short turns and one long one, so `work` is never less than the longest turn.
 */
export function watchTurns(): () => OwnTurns {
  const delay = monitorEventLoopDelay({ resolution: TICK });
  let [last, work] = [used(), 0];
  const look = (): void => {
    const now = used();
    work = Math.max(work, now - last);
    last = now;
  };
  const timer = setInterval(look, TICK);
  delay.enable();
  return () => {
    look();
    clearInterval(timer);
    delay.disable();
    return { work, delay: delay.max / 1e6 };
  };
}

function used(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

export function wordsOf({ work, delay }: OwnTurns): string {
  return `longest turn ${work.toFixed(1)} ms of own work, a timer late by ${delay.toFixed(0)} ms`;
}
