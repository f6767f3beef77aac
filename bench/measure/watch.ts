/** Runs a measured process and ends it when its CPU seconds are spent. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { treeCpuSeconds } from './cpu.ts';
import { readEvents } from './events.ts';

export type Watched = {
  /** A file of this folder. */
  readonly script: string;
  readonly args: readonly string[];
  readonly events: string;
  /** CPU seconds from when the solver has the problem. */
  readonly seconds: number;
  /** Those of the process itself are waited for a little longer. */
  readonly endsItself: boolean;
};

const LOOK_MILLISECONDS = 200;
/** Where the machine is busy with other things, a process may take this many times its CPU seconds. */
const WALL_FACTOR = 6;
/** Wall seconds for loading and for writing the model. */
const PREPARING = 240;
const GRACE_MILLISECONDS = 8000;

/** Undefined when it went to its end or was ended at its limit; else what went wrong. */
export async function watch(watched: Watched): Promise<string | undefined> {
  const script = fileURLToPath(new URL(watched.script, import.meta.url));
  const child = spawn(process.execPath, ['--max-old-space-size=8192', script, ...watched.args], {
    // A group of its own, so that solvers that it starts are ended with it.
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const { pid } = child;
  if (pid === undefined) return 'the process did not start';
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => {
    complaint = `${complaint}${chunk.toString()}`.slice(-2000);
  });
  let reason: 'limit' | undefined;
  const clock = limitOf(watched, pid);
  const timer = setInterval(() => {
    if (reason !== undefined || !clock()) return;
    reason = 'limit';
    endGroup(pid, 'SIGTERM');
    setTimeout(() => child.exitCode === null && endGroup(pid, 'SIGKILL'), GRACE_MILLISECONDS).unref();
  }, LOOK_MILLISECONDS);
  // Whoever ends the bench means the solver too, which in its own group does not hear it.
  const passOn = (): void => {
    endGroup(pid, 'SIGKILL');
    process.exit(1);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, passOn);
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
  clearInterval(timer);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.off(signal, passOn);
  if (reason === 'limit' || status === 0) return undefined;
  const [line = `it ended with ${status}`] = complaint
    .split('\n')
    .filter((each) => /error|abort/i.test(each));
  return line.slice(0, 200);
}

/** Whether time is up. */
function limitOf({ events, seconds, endsItself }: Watched, pid: number): () => boolean {
  const started = performance.now();
  let spent: number | undefined;
  let began = 0;
  const extra = endsItself ? 5 : 0;
  return () => {
    if (spent === undefined) {
      const first = readEvents(events).find((event) => event.event === 'began');
      if (first?.event === 'began') {
        ({ spent } = first);
        began = performance.now();
      }
      return performance.now() - started > PREPARING * 1000;
    }
    const cpu = treeCpuSeconds(pid) - spent;
    return cpu >= seconds + extra || performance.now() - began > (seconds * WALL_FACTOR + extra) * 1000;
  };
}

function endGroup(pid: number, signal: 'SIGTERM' | 'SIGKILL'): void {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
