import type { SessionShown } from '#domain/account/account.ts';
import { notFound, type Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { Context } from '#usecases/context.ts';
import { told } from '#usecases/scope.ts';

/** Where the account is signed in; `here` is the browser that asks. */
export function listSessions(
  context: Context,
  account: string,
  secret: string | undefined,
): Promise<(SessionShown & { readonly here: boolean })[]> {
  return context.store.read(async (tables) => {
    const here =
      secret === undefined ? undefined : await tables.accountSessions.find(context.tokenHash(secret));
    const sessions = await tables.accountSessions.list(account);
    return sessions.map((session) => ({ ...session, here: session.id === here }));
  });
}

/** One of the account's own. */
export async function endSession(
  context: Context,
  account: string,
  id: string,
): Promise<Result<null, Refusal>> {
  const done = await context.store.keep(async (tables) =>
    (await tables.accountSessions.end(account, id)) ? ok(null) : refuse(notFound('session')),
  );
  return done.ok ? done : refuse(told(done.problem));
}
