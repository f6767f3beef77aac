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
 * Those of the facts that, together with what is never dropped, are known to be impossible; undefined where they are
 * possible.
 */
export type Core = (facts: readonly Fact[]) => readonly Fact[] | undefined;

/** Undefined where the `kinds` together are possible. The last kinds come first in the answer. */
export function smallestConflict(kinds: readonly (readonly Fact[])[], coreOf: Core): Fact[] | undefined {
  let left = coreOf(kinds.flat());
  if (left === undefined) return undefined;
  const dropped = (facts: readonly Fact[]): boolean => {
    const gone = new Set(facts.map(factKey));
    const core = coreOf((left ?? []).filter((fact) => !gone.has(factKey(fact))));
    if (core !== undefined) left = core;
    return core !== undefined;
  };
  const stillIn = (facts: readonly Fact[]): Fact[] => {
    const keys = new Set((left ?? []).map(factKey));
    return facts.filter((fact) => keys.has(factKey(fact)));
  };
  const narrow = (facts: readonly Fact[]): void => {
    const here = stillIn(facts);
    if (here.length === 0 || dropped(here) || here.length === 1) return;
    const middle = Math.ceil(here.length / 2);
    narrow(here.slice(0, middle));
    narrow(here.slice(middle));
  };
  for (const kind of kinds) narrow(kind);
  return kinds.toReversed().flatMap(stillIn);
}
