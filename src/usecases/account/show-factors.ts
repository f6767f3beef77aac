import type { FactorsShown } from '#domain/account/factors.ts';
import type { Context } from '#usecases/context.ts';

/** What an account has beside its password, and what was changed about it lately. */
export function showFactors(context: Context, account: string): Promise<FactorsShown> {
  return context.store.read(async (tables) => ({
    ...(await tables.factors.show(account)),
    passkeys: await tables.passkeys.list(account),
  }));
}
