import { compile } from '#solver/model/compile.ts';
import { emptyState } from '#solver/search/state.ts';
import { explain } from '#solver/explain/explain.ts';
import { solve } from '#solver/solve.ts';
import { unplaceableLoop } from '../test/unplaceable-loop.ts';
const N = Number(process.argv[2] ?? 150);
const by = new Map<string, { n: number; un: number; c: number[]; r: number[]; sizes: number[] }>();
for (let seed = 0; seed < N; seed++) {
  const { obstacle, problem } = unplaceableLoop(seed);
  const plan = solve(problem, {
    seed: 1,
    alternatives: 0,
    limits: {},
    stop: () => 'time',
    elapsedSeconds: (() => {
      let s = 0;
      return () => (s += 10);
    })(),
  });
  const e = by.get(obstacle) ?? { n: 0, un: 0, c: [], r: [], sizes: [] };
  by.set(obstacle, e);
  e.n++;
  if (plan.status === 'complete') continue;
  const state = emptyState(compile(problem));
  let t = performance.now();
  const a = explain(state, 0, { stop: () => true, over: () => false });
  e.c.push(performance.now() - t);
  if (a.because.length === 0) continue;
  e.un++;
  e.sizes.push(a.because.length);
  t = performance.now();
  const b = explain(state, 0, { stop: () => false, over: () => false });
  e.r.push(performance.now() - t);
  if (process.argv[3])
    console.log(
      seed,
      obstacle,
      e.c.at(-1)!.toFixed(0),
      e.r.at(-1)!.toFixed(0),
      a.because.length,
      a.text.slice(0, 300),
      '\n    ',
      b.relax.map((r) => r.change + ' -> ' + r.then).join('\n     '),
    );
}
const q = (v: number[], p: number) =>
  v.length ? v.toSorted((a, b) => a - b)[Math.min(v.length - 1, Math.floor(v.length * p))]!.toFixed(0) : '-';
for (const [k, e] of by)
  console.log(
    k.padEnd(40),
    e.n,
    e.un,
    'conflict',
    q(e.c, 0.5),
    q(e.c, 0.99),
    'all',
    q(e.r, 0.5),
    q(e.r, 0.99),
    'size',
    q(e.sizes, 0.5),
    q(e.sizes, 1),
  );
const all = [...by.values()];
console.log(
  'ALL conflict',
  q(
    all.flatMap((e) => e.c),
    0.5,
  ),
  q(
    all.flatMap((e) => e.c),
    0.99,
  ),
  'with relax',
  q(
    all.flatMap((e) => e.r),
    0.5,
  ),
  q(
    all.flatMap((e) => e.r),
    0.99,
  ),
);
