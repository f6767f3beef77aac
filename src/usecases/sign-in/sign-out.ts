import type { Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { Context } from '#usecases/context.ts';
import { told } from '#usecases/scope.ts';

/** Ends the session that the secret opens, if any. */
export async function signOut(context: Context, secret: string | undefined): Promise<Result<null, Refusal>> {
  if (secret === undefined) return ok(null);
  const done = await context.store.keep(async (tables) => {
    await tables.accountSessions.endBySecret(context.tokenHash(secret));
    return ok(null);
  });
  return done.ok ? done : refuse(told(done.problem));
}

/** In every browser, this one too. */
export async function signOutEverywhere(context: Context, account: string): Promise<Result<null, Refusal>> {
  const done = await context.store.keep(async (tables) => {
    await tables.accountSessions.endAll(account);
    return ok(null);
  });
  return done.ok ? done : refuse(told(done.problem));
}
