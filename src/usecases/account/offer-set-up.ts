import { ok, type Result } from '#domain/result.ts';
import type { Unserved } from '#store/database/transaction.ts';
import type { Context } from '#usecases/context.ts';

/**
 * The token of a new link that makes the first account, or undefined when there is one. The link of an earlier start
 * opens nothing from then on.
 */
export function offerSetUp(context: Context): Promise<Result<string | undefined, Unserved>> {
  const token = context.newToken();
  return context.store.keep(async (tables) => {
    await tables.accounts.lockFirst();
    if (await tables.accounts.any()) return ok(undefined);
    await tables.accounts.setSetUpLink(context.tokenHash(token));
    return ok(token);
  });
}
