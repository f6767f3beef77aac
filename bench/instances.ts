/**
 * Solves benchmark instances one after the other and prints a table.
 *
 *   node bench/instances.ts FOLDER [--seconds 10] [--out TABLE.md] [NAME...]
 *
 * FOLDER holds `instances/NAME.problem.json` and `referee/referee.py`. Costs are in the units of the loop problem;
 * "first complete" is when the first plan that places every loop was known, in wall seconds of a warm process.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parseLoopProblem } from '#contract/loop-problem.ts';
import type { LoopPlan, LoopProblem } from '#domain/loop-problem.ts';
import { solve } from '#solver/solve.ts';

const EARLY = 2;
const ALL = ['L1', 'L5', 'L20', 'SD40', 'L50', 'L200', 'SD200'];

type Row = {
  readonly name: string;
  readonly first: number | undefined;
  readonly early: number | undefined;
  readonly plan: LoopPlan;
  readonly verdict: string;
};

function measure(name: string, problem: LoopProblem, seconds: number): Omit<Row, 'verdict'> {
  const began = performance.now();
  const elapsedSeconds = (): number => (performance.now() - began) / 1000;
  let first: number | undefined;
  let early: number | undefined;
  const plan = solve(problem, {
    seed: 1,
    alternatives: 0,
    limits: { iterations: Number.MAX_SAFE_INTEGER },
    stop: () => elapsedSeconds() >= seconds && 'time',
    elapsedSeconds,
    onProgress: ({ placed, total, cost }) => {
      if (placed === total) first ??= elapsedSeconds();
      if (elapsedSeconds() < EARLY) early = cost;
    },
  });
  if (plan.status === 'complete') first ??= plan.run.seconds;
  return { name, first, early: early ?? plan.cost.total, plan };
}

/** `right`, or what the referee says against the plan. */
function judge(folder: string, file: string, plan: LoopPlan): string {
  const place = mkdtempSync(join(tmpdir(), 'bench-'));
  const out = join(place, 'plan.json');
  writeFileSync(out, JSON.stringify(plan));
  const run = spawnSync('python3', [join(folder, 'referee/referee.py'), file, out], { encoding: 'utf8' });
  rmSync(place, { recursive: true });
  return run.status === 0 ? 'right' : `${run.stdout}${run.stderr}`.trim().replaceAll('\n', '; ');
}

function tableOf(rows: readonly Row[], seconds: number): string {
  const lines = rows.map(({ name, first, early, plan, verdict }) => {
    const { cost, bound, run } = plan;
    const cells = [
      name,
      first?.toFixed(2) ?? 'none',
      early ?? 'none',
      cost.total,
      bound ?? 'none',
      run.iterations,
      run.stopped,
      verdict,
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return [
    `| instance | first complete (s) | cost at ${EARLY} s | cost at ${seconds} s | bound | iterations | stopped | referee |`,
    '|---|---|---|---|---|---|---|---|',
    ...lines,
    '',
  ].join('\n');
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seconds: { type: 'string', default: '10' }, out: { type: 'string' } },
});
const [folder, ...names] = positionals;
if (folder === undefined) throw new Error('the folder with the instances is missing');
const seconds = Number(values.seconds);
const rows = (names.length === 0 ? ALL : names).map((name): Row => {
  const file = join(folder, `instances/${name}.problem.json`);
  const parsed = parseLoopProblem(JSON.parse(readFileSync(file, 'utf8')));
  if (!parsed.ok) throw new Error(`${file} is no loop problem`);
  const measured = measure(name, parsed.value, seconds);
  const row = { ...measured, verdict: judge(folder, file, measured.plan) };
  process.stderr.write(`${name}: ${row.plan.cost.total}\n`);
  return row;
});
const table = tableOf(rows, seconds);
if (values.out === undefined) process.stdout.write(table);
else writeFileSync(values.out, table);
