/**
 * What searching on threads does to the thread that serves: its longest wait while two searches run, how evenly the
 * two share the cores, and how soon a cancelled search frees its thread.
 *
 *   node bench/threads.ts PROBLEM.json [--seconds 10] [--cancels 20] [--out RECORD.json]
 *
 * Two controls come with it: the serving thread with nothing to do, which is what the machine itself costs, and the
 * same search on the serving thread, which shows that the measure sees a thread that is held up.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { parseLoopProblem } from '#contract/loop-problem.ts';
import type { LoopProblem } from '#domain/planning/loop-problem.ts';
import { solve } from '#solver/solve.ts';
import { openSolver, type Solver } from '#threads/solver.ts';

/** Milliseconds that a timer came late. */
type Delay = { readonly median: number; readonly p99: number; readonly most: number };

const MILLI = 1e6;
const round = (value: number): number => Math.round(value * 100) / 100;

async function delayWhile(work: () => Promise<unknown>): Promise<Delay> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await work();
  delay.disable();
  const [median, p99, most] = [delay.percentile(50), delay.percentile(99), delay.max];
  return { median: round(median / MILLI), p99: round(p99 / MILLI), most: round(most / MILLI) };
}

/** Iterations of a search that ran beside others of the same problem. */
async function iterations(solver: Solver, problem: LoopProblem, seconds: number): Promise<number> {
  const solved = await solver.solve(problem, { alternatives: 4, seconds, onProgress: () => {} });
  if (!solved.ok) throw new Error(solved.problem.cause);
  return solved.value.run.iterations;
}

function onThisThread(problem: LoopProblem, seconds: number): Promise<unknown> {
  const began = performance.now();
  const elapsedSeconds = (): number => (performance.now() - began) / 1000;
  const plan = solve(problem, {
    seed: 1,
    alternatives: 0,
    limits: {},
    stop: () => elapsedSeconds() > seconds && 'time',
    elapsedSeconds,
  });
  return Promise.resolve(plan);
}

/** Milliseconds from the asker's leaving to a thread that takes the next problem, at all stages of a search. */
async function cancelTimes(problem: LoopProblem, cancels: number): Promise<number[]> {
  const solver = openSolver({ threads: 1 });
  const times: number[] = [];
  for (let index = 0; index < cancels; index += 1) {
    const going = new AbortController();
    const asked = solver.solve(problem, { alternatives: 0, seconds: 60, signal: going.signal });
    await sleep(20 + (2000 * index) / cancels);
    const left = performance.now();
    going.abort();
    await asked;
    times.push(round(performance.now() - left));
  }
  await solver.close();
  return times.toSorted((a, b) => a - b);
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: 'string', default: '10' },
    cancels: { type: 'string', default: '20' },
    out: { type: 'string' },
  },
});
const [file] = positionals;
if (file === undefined) throw new Error('the problem file is missing');
const parsed = parseLoopProblem(JSON.parse(readFileSync(file, 'utf8')));
if (!parsed.ok) throw new Error(`${file} is no loop problem`);
const problem = parsed.value;
const seconds = Number(values.seconds);

const idle = await delayWhile(() => sleep(seconds * 1000));
const solver = openSolver({ threads: 2 });
let shared: readonly number[] = [];
const searching = await delayWhile(async () => {
  shared = await Promise.all([1, 2].map(() => iterations(solver, problem, seconds)));
});
const alone = await iterations(solver, problem, seconds);
await solver.close();
const held = await delayWhile(async () => {
  await sleep(50);
  await onThisThread(problem, 1);
  await sleep(50);
});
const cancel = await cancelTimes(problem, Number(values.cancels));

const record = {
  measure: 'threads',
  problem: file.split('/').at(-1),
  loops: problem.loops.length,
  cores: availableParallelism(),
  node: process.versions.node,
  seconds,
  eventLoopMilliseconds: { idle, twoSearches: searching, searchOnTheSameThread: held },
  iterationsOfTwoAtOnce: shared,
  iterationsOfOneAlone: alone,
  cancelMilliseconds: { median: cancel[Math.floor(cancel.length / 2)], most: cancel.at(-1), all: cancel },
};
const text = `${JSON.stringify(record, undefined, 2)}\n`;
if (values.out === undefined) process.stdout.write(text);
else writeFileSync(values.out, text);
