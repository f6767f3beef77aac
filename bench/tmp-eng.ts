import { compile } from '#solver/model/compile.ts';
import { emptyState } from '#solver/search/state.ts';
import { explain } from '#solver/explain/explain.ts';
import { unplaceableLoop } from '../test/unplaceable-loop.ts';
for (const seed of process.argv.slice(2).map(Number)) {
  const { problem } = unplaceableLoop(seed);
  const state = emptyState(compile(problem));
  const out: string[] = [];
  (globalThis as any).TRIAL = (kind: string, ms: number, extra: string) =>
    out.push(`${kind} ${ms.toFixed(1)} ${extra}`);
  explain(state, 0, { stop: () => true, over: () => false });
  console.log(
    seed,
    out.length,
    problem.loops[0]!.sessions.map(
      (s) => s.id + JSON.stringify(s.seats.map((x) => (x.everyone ? 'E' : x.optional ? 'o' : 'x'))),
    ).join(' '),
    'stretch',
    problem.loops[0]!.stretch,
    '\n  ',
    out.filter((x) => Number(x.split(' ')[1]) > 4).join('\n   '),
  );
}
