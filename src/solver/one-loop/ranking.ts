import { NEVER } from '#solver/model/model.ts';
import type { Placement } from '#solver/search/state.ts';

/** A way to place one loop: what it adds to the cost of the plan, and every session to be put. */
export type Insertion = { readonly cost: number; readonly placements: readonly Placement[] };

/** Keeps the best insertion of each class, and of the classes the best few. */
export type Ranking = {
  readonly wanted: number;
  readonly best: Map<string, Insertion>;
  /** Only an insertion that costs less than this is of interest; the class may be unknown yet. */
  limit: number;
};

export function newRanking(wanted: number, limit: number = NEVER): Ranking {
  return { wanted, best: new Map(), limit };
}

/** What an insertion of that class must cost less than. */
export function limitFor(ranking: Ranking, name: string): number {
  return Math.min(ranking.limit, ranking.best.get(name)?.cost ?? NEVER);
}

export function offer(ranking: Ranking, name: string, insertion: Insertion): void {
  if (insertion.cost >= limitFor(ranking, name)) return;
  ranking.best.set(name, insertion);
  if (ranking.best.size < ranking.wanted) return;
  const kept = ranked(ranking).slice(0, ranking.wanted);
  ranking.limit = Math.min(ranking.limit, kept[kept.length - 1]?.cost ?? NEVER);
}

export function ranked(ranking: Ranking): Insertion[] {
  return [...ranking.best.values()].toSorted((a, b) => a.cost - b.cost);
}
