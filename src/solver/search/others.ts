import { fork } from './state.ts';
import type { State } from './state.ts';

/** Complete plans met on the way that differ from the best: kept as alternatives, the cheapest first. */
export type Others = {
  readonly keep: (state: State, cost: number) => void;
  readonly plans: (best: State) => State[];
};

export function keepOthers(count: number): Others {
  const kept = new Map<string, { readonly state: State; readonly cost: number }>();
  return {
    keep: (state, cost) => {
      if (count === 0) return;
      const key = fingerprint(state);
      const dearest = [...kept.values()].reduce((most, one) => Math.max(most, one.cost), -1);
      if (kept.has(key) || (kept.size > count && cost >= dearest)) return;
      kept.set(key, { state: fork(state), cost });
      if (kept.size <= count + 1) return;
      const out = [...kept].find(([, one]) => one.cost === dearest)?.[0];
      if (out !== undefined) kept.delete(out);
    },
    plans: (best) =>
      [...kept]
        .filter(([key]) => key !== fingerprint(best))
        .toSorted((a, b) => a[1].cost - b[1].cost)
        .slice(0, count)
        .map(([, one]) => one.state),
  };
}

/** Equal for plans with the same starts and people. */
function fingerprint(state: State): string {
  return state.placed
    .map((placement) => (placement === undefined ? '' : `${placement.start}:${placement.people.join(',')}`))
    .join(' ');
}
