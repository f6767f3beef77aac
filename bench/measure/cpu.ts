/** CPU seconds of processes, from Linux's /proc; on other systems there is none and wall seconds stand alone. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** What `getconf CLK_TCK` says on every Linux that Node runs on. */
const TICKS = 100;

type Stat = {
  readonly parent: number;
  /** Its own, and of those that it started and that have ended. */
  readonly own: number;
  readonly ended: number;
};

/** CPU seconds of a process and all that it started, those that have ended included. */
export function treeCpuSeconds(pid: number): number {
  const stats = allStats();
  return stats === undefined ? Number.NaN : sumOf(stats, pid);
}

/** CPU seconds of all that this process started, those that have ended included. */
export function startedCpuSeconds(): number {
  const stats = allStats();
  if (stats === undefined) return Number.NaN;
  return sumOf(stats, process.pid) - (stats.get(process.pid)?.own ?? 0);
}

/** CPU seconds of this process. */
export function ownCpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

function sumOf(stats: ReadonlyMap<number, Stat>, root: number): number {
  const children = Map.groupBy(stats.keys(), (id) => stats.get(id)?.parent ?? 0);
  const sum = (id: number): number => {
    const { own = 0, ended = 0 } = stats.get(id) ?? {};
    return own + ended + (children.get(id) ?? []).reduce((total, child) => total + sum(child), 0);
  };
  return sum(root);
}

/** Undefined where the system has no /proc. */
function allStats(): ReadonlyMap<number, Stat> | undefined {
  if (!existsSync('/proc/self/stat')) return undefined;
  const stats = new Map<number, Stat>();
  for (const entry of readdirSync('/proc')) {
    const id = Number(entry);
    const stat = Number.isInteger(id) ? statOf(id) : undefined;
    if (stat !== undefined) stats.set(id, stat);
  }
  return stats;
}

/** Undefined where the process has ended meanwhile. */
function statOf(pid: number): Stat | undefined {
  let text: string;
  try {
    text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH'))
      return undefined;
    throw error;
  }
  // The name, in brackets, may hold blanks; after it come the state, the parent and, from the 14th on, the ticks.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const ticks = (from: number): number => (Number(fields[from]) + Number(fields[from + 1])) / TICKS;
  return { parent: Number(fields[1]), own: ticks(11), ended: ticks(13) };
}
