/**
 * How long it takes to say why a loop of real size cannot be placed, and how good the answers are.
 *
 *   node bench/why-not.ts [--loops 600] [--warm 60] [--out RESULT.json]
 *
 * Prints medians and 99th percentiles in milliseconds of wall time in a warm process, for the smallest conflicting
 * set, for the relaxations, and for both, by obstacle and over all. Loops that fit all the same are left out.
 */
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { compile } from '#solver/model/compile.ts';
import { explain } from '#solver/explain/explain.ts';
import { emptyState } from '#solver/search/state.ts';
import { unplaceableLoop } from '../test/unplaceable-loop.ts';

type Measured = {
  readonly seed: number;
  readonly obstacle: string;
  readonly conflictMs: number;
  readonly wholeMs: number;
  /** Facts in the smallest conflicting set, and ways out told. */
  readonly facts: number;
  readonly ways: number;
};

const { values } = parseArgs({
  options: {
    loops: { type: 'string', default: '600' },
    warm: { type: 'string', default: '60' },
    out: { type: 'string' },
  },
});

function measure(seed: number): Measured | undefined {
  const { obstacle, problem } = unplaceableLoop(seed);
  const state = emptyState(compile(problem));
  const over = (): boolean => false;
  const began = performance.now();
  const short = explain(state, 0, { stop: () => true, over });
  const conflictMs = performance.now() - began;
  if (short.because.length === 0) return undefined;
  const again = performance.now();
  const { relax } = explain(state, 0, { stop: () => false, over });
  const wholeMs = performance.now() - again;
  return { seed, obstacle, conflictMs, wholeMs, facts: short.because.length, ways: relax.length };
}

function at(share: number, times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN).toFixed(1);
}

function line(name: string, some: readonly Measured[]): string {
  const conflicts = some.map(({ conflictMs }) => conflictMs);
  const ways = some.map(({ conflictMs, wholeMs }) => Math.max(0, wholeMs - conflictMs));
  const wholes = some.map(({ wholeMs }) => wholeMs);
  const none = some.filter((one) => one.ways === 0).length;
  const facts = at(
    0.5,
    some.map((one) => one.facts),
  );
  const cells = [conflicts, ways, wholes].flatMap((times) => [at(0.5, times), at(0.99, times)]);
  return `| ${[name, some.length, ...cells, Number(facts), none].join(' | ')} |`;
}

const loops = Number(values.loops);
for (let seed = 1; seed <= Number(values.warm); seed += 1) measure(-seed);
const measured = Array.from({ length: loops }, (_, seed) => measure(seed)).filter((one) => one !== undefined);
const obstacles = [...new Set(measured.map(({ obstacle }) => obstacle))];
process.stdout.write(
  [
    '| obstacle | loops | conflict ms | p99 | ways out ms | p99 | both ms | p99 | facts | no way out |',
    '|---|---|---|---|---|---|---|---|---|---|',
    ...obstacles.map((name) =>
      line(
        name,
        measured.filter(({ obstacle }) => obstacle === name),
      ),
    ),
    line('all', measured),
    '',
  ].join('\n'),
);
if (values.out !== undefined) {
  const run = { node: process.version, processors: availableParallelism(), loops };
  writeFileSync(values.out, `${JSON.stringify({ run, measured }, undefined, 2)}\n`);
}
