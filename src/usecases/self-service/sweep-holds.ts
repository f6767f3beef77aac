import { ok, type Result } from '#domain/result.ts';
import type { Unserved } from '#store/database/transaction.ts';
import type { Context } from '#usecases/context.ts';

/** Takes away what is held no more. Nobody sees a difference: a hold whose time is over stands against nobody. */
export function sweepHolds({ store }: Pick<Context, 'store'>): Promise<Result<null, Unserved>> {
  return store.keep(async (tables) => {
    await tables.removeLapsedHolds();
    return ok(null);
  });
}
