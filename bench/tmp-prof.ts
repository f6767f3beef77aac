import { compile } from '#solver/model/compile.ts';
import { emptyState } from '#solver/search/state.ts';
import { explain } from '#solver/explain/explain.ts';
import { unplaceableLoop } from '../test/unplaceable-loop.ts';
const seeds = process.argv.slice(2).map(Number);
const all = seeds.length ? seeds : Array.from({ length: 90 }, (_, i) => i);
const t0: number[] = [];
for (const seed of all) {
  const { obstacle, problem } = unplaceableLoop(seed);
  const state = emptyState(compile(problem));
  const t = performance.now();
  explain(state, 0, { stop: () => true, over: () => false });
  t0.push(performance.now() - t);
  if (seeds.length) console.log(seed, obstacle, t0.at(-1));
}
console.log(
  t0
    .toSorted((a, b) => a - b)
    .map((x) => x.toFixed(0))
    .join(' '),
);
