import { compile } from '#solver/model/compile.ts';
import { emptyState } from '#solver/search/state.ts';
import { explain } from '#solver/explain/explain.ts';
import { relaxationsOf } from '#solver/explain/relaxations.ts';
import { unplaceableLoop } from '../test/unplaceable-loop.ts';
const N = Number(process.argv[2] ?? 90);
const all: number[] = [];
for (let seed = 0; seed < N; seed++) {
  const { obstacle, problem } = unplaceableLoop(seed);
  const state = emptyState(compile(problem));
  const a = explain(state, 0, { stop: () => true, over: () => false });
  if (!a.because.length) continue;
  const t = process.cpuUsage().user / 1000;
  const r = relaxationsOf(state, 0, a.because, () => false);
  const ms = process.cpuUsage().user / 1000 - t;
  all.push(ms);
  if (process.argv[3])
    console.log(
      seed,
      obstacle,
      ms.toFixed(0),
      a.because.length,
      a.text.slice(0, 250),
      '\n      ' + r.map((x) => x.change + ' -> ' + x.then).join('\n      '),
    );
}
const s = all.toSorted((a, b) => a - b);
console.log(
  all.length,
  'median',
  s[s.length >> 1],
  'p90',
  s[Math.floor(s.length * 0.9)],
  'p99',
  s[Math.floor(s.length * 0.99)],
);
