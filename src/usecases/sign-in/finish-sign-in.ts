import type { Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { Begun, Browser } from './begin-session.ts';
import type { Context } from '#usecases/context.ts';
import { lookAtCode, takeCode, WRONG_CODE } from './look-at-code.ts';
import { told } from '#usecases/scope.ts';
import { countTry, forgiveTry } from './try-limits.ts';

export const ENDED: Refusal = {
  code: 'sign-in',
  text: 'You have been signed out meanwhile, or the time to finish is over. Sign in again.',
};

/**
 * The second factor of somebody who has come in with the first: a code of the app, or one for recovery. The session
 * goes on with another secret. What is wrong with a code says nothing of the password.
 */
export async function finishSignIn(
  context: Context,
  { account, code }: { readonly account: string; readonly code: string },
  browser: Browser,
): Promise<Result<Begun, Refusal>> {
  const trial = { address: browser.address, code: account };
  const counted = await countTry(context, trial);
  if (!counted.ok) return counted;
  const seen = await lookAtCode(context, account, code);
  if (!seen.ok) return seen;
  const secret = context.newToken();
  const before = context.tokenHash(browser.secret ?? '');
  const done = await context.store.keep(async (tables): Promise<Result<Begun, Refusal>> => {
    if (!(await takeCode(tables, account, seen.value))) return refuse(WRONG_CODE);
    const given = { before, after: context.tokenHash(secret), factor: seen.value.factor };
    return (await tables.accountSessions.giveSecond(given)) ? ok({ secret }) : refuse(ENDED);
  });
  if (!done.ok) return refuse(told(done.problem));
  await forgiveTry(context, trial);
  return done;
}
