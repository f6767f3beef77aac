/**
 * A smallest set of facts that cannot hold together: none of them can be left out.
 *
 * Whole kinds of facts are dropped first while the loop still does not fit; what remains is narrowed down by
 * QuickXplain (Junker 2004), which needs few trials where the set is small.
 */
import { factKey } from './facts.ts';
import type { Fact } from './facts.ts';

/** True when the facts, together with what is never dropped, are known to be impossible. */
export type Impossible = (facts: readonly Fact[]) => boolean;

/** `kinds` together are impossible. */
export function smallestConflict(kinds: readonly (readonly Fact[])[], impossible: Impossible): Fact[] {
  const remembered = new Map<string, boolean>();
  let least = kinds.flat();
  const ask: Impossible = (facts) => {
    const key = facts.map(factKey).toSorted().join(' ');
    const known = remembered.get(key) ?? impossible(facts);
    remembered.set(key, known);
    if (known && facts.length < least.length) least = [...facts];
    return known;
  };
  let left = [...kinds];
  for (const kind of kinds) {
    const without = left.filter((other) => other !== kind);
    if (ask(without.flat())) left = without;
  }
  const narrowed = quickXplain([], false, left.toReversed().flat(), ask);
  const smallest = withoutSpare(narrowed, ask);
  return smallest.length <= least.length ? smallest : least;
}

/** `background` and `facts` together are impossible; the earlier of `facts` are the ones rather kept. */
function quickXplain(
  background: readonly Fact[],
  grew: boolean,
  facts: readonly Fact[],
  ask: Impossible,
): Fact[] {
  if (grew && ask(background)) return [];
  if (facts.length <= 1) return [...facts];
  const middle = Math.ceil(facts.length / 2);
  const [first, second] = [facts.slice(0, middle), facts.slice(middle)];
  const fromSecond = quickXplain([...background, ...first], first.length > 0, second, ask);
  const fromFirst = quickXplain([...background, ...fromSecond], fromSecond.length > 0, first, ask);
  return [...fromFirst, ...fromSecond];
}

/** A last deletion pass: where a trial was cut short on the way, a spare fact may have stayed. */
function withoutSpare(facts: readonly Fact[], ask: Impossible): Fact[] {
  let left = [...facts];
  for (const fact of facts) {
    const rest = left.filter((other) => other !== fact);
    if (ask(rest)) left = rest;
  }
  return left;
}
