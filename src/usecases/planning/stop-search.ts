import { notFound, type Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { Context } from '#usecases/context.ts';

/** By organisation and search. */
export type RunningSearches = Map<string, AbortController>;

export type RunningSearch = {
  readonly id: string;
  /** Its asker has seen enough. */
  readonly enough: AbortSignal;
};

/** Runs a search that `stopSearch` can end early. */
export async function stoppable<T>(
  { searches, newId }: Context,
  organisation: string,
  run: (search: RunningSearch) => Promise<T>,
): Promise<T> {
  const id = newId();
  const enough = new AbortController();
  searches.set(keyOf(organisation, id), enough);
  try {
    return await run({ id, enough: enough.signal });
  } finally {
    searches.delete(keyOf(organisation, id));
  }
}

/** Ends a search: it answers whoever started it with the best plan so far. */
export function stopSearch(
  { searches }: Context,
  { organisation, id }: { readonly organisation: string; readonly id: string },
): Result<null, Refusal> {
  const search = searches.get(keyOf(organisation, id));
  if (search === undefined) return refuse(notFound('search'));
  search.abort();
  return ok(null);
}

export function isRunning(
  { searches }: Context,
  { organisation, id }: { readonly organisation: string; readonly id: string },
): boolean {
  return searches.has(keyOf(organisation, id));
}

function keyOf(organisation: string, id: string): string {
  return `${organisation} ${id}`;
}
