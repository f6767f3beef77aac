/**
 * A smallest set of facts that cannot hold together: none of them can be left out.
 *
 * Facts are dropped while what is left stays impossible: whole kinds first, then halves of what remains, down to
 * single facts. A proof of impossibility names the facts that it rests on, and all others go at once (clause set
 * refinement, after Belov, Lynce and Marques-Silva 2012).
 */
import { factKey } from './facts.ts';
import type { Fact } from './facts.ts';

/**
 * What is known of the facts together with what is never dropped: that they are possible; or that they are not, then
 * those of them that are enough for that; or nothing.
 */
export type Verdict = 'possible' | 'unknown' | readonly Fact[];

/** `dropped`: facts with which those asked about are known to be impossible. */
export type Judge = (facts: readonly Fact[], dropped: readonly Fact[]) => Verdict;

/** `sure`: every fact is known to be needed. */
export type Conflict = { readonly because: readonly Fact[]; readonly sure: boolean };

/** Undefined where nothing is known against the `kinds` together. The last kinds come first in the answer. */
export function smallestConflict(kinds: readonly (readonly Fact[])[], judge: Judge): Conflict | undefined {
  const all = judge(kinds.flat(), []);
  if (typeof all === 'string') return undefined;
  const search: Search = { left: all, doubted: [], judge };
  for (const kind of kinds) narrow(search, kind);
  // What could not be told among many facts may be told among the few that are left.
  const doubted = search.doubted;
  search.doubted = [];
  for (const fact of doubted) narrow(search, [fact]);
  const because = kinds.toReversed().flatMap((kind) => stillIn(search, kind));
  return { because, sure: stillIn(search, search.doubted).length === 0 };
}

type Search = {
  /** Known to be impossible together. */
  left: readonly Fact[];
  /** Facts without which the answer was not known. */
  doubted: Fact[];
  readonly judge: Judge;
};

/** Drops of the facts what can be dropped, all at once or half by half. */
function narrow(search: Search, facts: readonly Fact[]): void {
  const here = stillIn(search, facts);
  if (here.length === 0) return;
  const gone = new Set(here.map(factKey));
  const kept = search.left.filter((fact) => !gone.has(factKey(fact)));
  const verdict = search.judge(kept, here);
  if (typeof verdict !== 'string') {
    search.left = verdict;
    return;
  }
  if (here.length === 1) {
    if (verdict === 'unknown') search.doubted.push(...here);
    return;
  }
  const middle = Math.ceil(here.length / 2);
  narrow(search, here.slice(0, middle));
  narrow(search, here.slice(middle));
}

function stillIn({ left }: Search, facts: readonly Fact[]): Fact[] {
  const keys = new Set(left.map(factKey));
  return facts.filter((fact) => keys.has(factKey(fact)));
}
