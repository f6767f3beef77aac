import type { BenchRecord, SearchRecord } from '../record.ts';

export const OURS = 'ours';

export type Searches = {
  /** In the order of the instances given. */
  readonly instances: readonly string[];
  /** Ours first. */
  readonly solvers: readonly string[];
  readonly of: (instance: string, solver: string) => SearchRecord | undefined;
};

export function searchesOf(records: readonly BenchRecord[], order: readonly string[]): Searches {
  const searches = records.filter((record) => record.kind === 'search');
  const named = new Map(searches.map((record) => [`${record.instance}/${record.solver}`, record]));
  const solvers = [...new Set(searches.map(({ solver }) => solver))];
  return {
    instances: order.filter((instance) => searches.some((record) => record.instance === instance)),
    solvers: solvers.toSorted((a, b) => Number(b === OURS) - Number(a === OURS) || (a < b ? -1 : 1)),
    of: (instance, solver) => named.get(`${instance}/${solver}`),
  };
}

/** CPU seconds where the system tells them, else wall seconds. */
export function secondsOf(moment: { readonly cpu: number | null; readonly wall: number }): number {
  return moment.cpu ?? moment.wall;
}

/** The cost of the best plan known by then, in seconds of CPU; undefined where there was none. */
export function costAt(record: SearchRecord | undefined, seconds: number): number | undefined {
  return record?.steps.findLast((step) => secondsOf(step) <= seconds)?.cost;
}

/** Peers' records on an instance whose plans were found right. */
export function rightPeers({ solvers, of }: Searches, instance: string): readonly SearchRecord[] {
  return solvers
    .filter((solver) => solver !== OURS)
    .flatMap((solver) => of(instance, solver) ?? [])
    .filter(({ cost, verdict }) => cost !== null && verdict === 'right');
}

/** The best lower bound that anybody proved, at least the constant zero. */
export function boundOf({ solvers, of }: Searches, instance: string): number {
  return Math.max(0, ...solvers.map((solver) => of(instance, solver)?.bound ?? 0));
}
