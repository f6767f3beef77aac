import { compile } from '#solver/model/compile.ts';
import { emptyState } from '#solver/search/state.ts';
import { explain } from '#solver/explain/explain.ts';
import { unplaceableLoop } from '../test/unplaceable-loop.ts';
let eng: string[] = [];
let last = 0;
const N = Number(process.argv[2] ?? 90);
const all: number[] = [];
const only = (process.argv[3] ?? '').split(',').filter(Boolean).map(Number);
for (let seed = 0; seed < N; seed++) {
  if (only.length && !only.includes(seed % 15)) continue;
  const { obstacle, problem } = unplaceableLoop(seed);
  const state = emptyState(compile(problem));
  eng = [];
  (globalThis as any).ENG = (o: any, q: any) => {
    eng.push(
      `ch${o.chances.length}${o.others ? '+' : ''}${q.model.walk.length ? 'W' : ''}${q.loop.gapMax < 1e8 ? 'G' : ''}${q.loop.stretch < 1e8 ? 'S' : ''}d${q.debriefs.length}`,
    );
  };
  const t = process.cpuUsage().user / 1000;
  const a = explain(state, 0, { stop: () => true, over: () => false });
  const ms = process.cpuUsage().user / 1000 - t;
  if (a.because.length) all.push(ms);
  if (ms > 60 || eng.length > 3)
    console.log(
      seed,
      obstacle,
      ms.toFixed(0),
      a.because.length,
      eng.length,
      eng.slice(0, 14).join(' '),
      'maxDays',
      problem.loops[0]!.maxDays,
      'n',
      problem.loops[0]!.sessions.length,
      JSON.stringify(a.because.map((b) => b.rule + (b.session ?? b.person ?? ''))).slice(0, 120),
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
