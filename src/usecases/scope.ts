/** Every use case works inside one organisation; another organisation's ids do not exist here. */
import type { Organisation } from '#domain/organisation/organisation.ts';
import { notFound, type Refusal } from '#domain/refusal.ts';
import { refuse, type Result } from '#domain/result.ts';
import type { Reading, Writing } from '#store/store.ts';
import type { Unserved } from '#store/database/transaction.ts';
import type { Context } from './context.ts';

/** One consistent picture of what the organisation has. */
export function reading<T>(
  context: Context,
  id: string,
  work: (tables: Reading, organisation: Organisation) => Promise<Result<T, Refusal>>,
): Promise<Result<T, Refusal>> {
  return context.store.read(async (tables) => {
    const organisation = await tables.organisations.find(id);
    return organisation === undefined ? refuse(notFound('organisation')) : work(tables, organisation);
  });
}

/** One transaction: all of the work or, where it refuses, nothing. */
export async function writing<T>(
  context: Context,
  id: string,
  work: (tables: Writing, organisation: Organisation) => Promise<Result<T, Refusal>>,
): Promise<Result<T, Refusal>> {
  const done = await context.store.write(async (tables): Promise<Result<T, Refusal>> => {
    const organisation = await tables.organisations.find(id);
    return organisation === undefined ? refuse(notFound('organisation')) : work(tables, organisation);
  });
  return done.ok ? done : refuse(told(done.problem));
}

/** What the store itself cannot do just now, as a refusal with words. */
export function told(problem: Refusal | Unserved): Refusal {
  if (!('cause' in problem)) return problem;
  if (problem.code === 'busy') {
    return { code: 'busy', text: 'Others are changing the same things just now. Try again in a moment.' };
  }
  return { code: 'storage', text: 'The database cannot be used just now. Load again to see what was kept.' };
}
