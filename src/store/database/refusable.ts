import type { Kysely, Transaction } from 'kysely';
import type { Result } from '#domain/result.ts';

/** Carries a refusal out of the transaction: throwing is the one way to make Kysely roll back. */
class RolledBack extends Error {
  readonly result: Result<never, unknown>;

  constructor(result: Result<never, unknown>) {
    super('rolled back');
    this.result = result;
  }
}

/** One READ COMMITTED transaction in which a refusal rolls back, as a thrown error does. */
export async function refusable<DB, T, P>(
  db: Kysely<DB>,
  work: (tx: Transaction<DB>) => Promise<Result<T, P>>,
): Promise<Result<T, P>> {
  try {
    return await db
      .transaction()
      .setIsolationLevel('read committed')
      .execute(async (tx) => {
        const result = await work(tx);
        if (!result.ok) throw new RolledBack(result);
        return result;
      });
  } catch (error) {
    if (error instanceof RolledBack) return error.result as Result<T, P>;
    throw error;
  }
}
