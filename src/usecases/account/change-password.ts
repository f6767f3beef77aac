import type { Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { Begun, Browser } from '#usecases/sign-in/begin-session.ts';
import type { Context } from '#usecases/context.ts';
import { newPassword, unlessBusy } from '#usecases/sign-in/new-password.ts';
import { told } from '#usecases/scope.ts';
import { countTry, forgiveTry } from '#usecases/sign-in/try-limits.ts';

export type PasswordChange = {
  readonly account: string;
  readonly current: string;
  readonly password: string;
};

const WRONG: Refusal = { code: 'wrong-password', text: 'The current password is not right.' };

const ENDED: Refusal = { code: 'sign-in', text: 'You have been signed out meanwhile. Sign in again.' };

/** Ends every other session of the account; that of the browser that asked gets a new secret. */
export async function changePassword(
  context: Context,
  { account, current, password }: PasswordChange,
  browser: Browser,
): Promise<Result<Begun, Refusal>> {
  const found = await context.store.read((tables) => tables.accounts.find(account));
  if (found === undefined) return refuse(WRONG);
  const trial = { address: browser.address, email: found.email };
  const counted = await countTry(context, trial);
  if (!counted.ok) return counted;
  const matches = unlessBusy(await context.passwords.matches(current, found.password ?? undefined));
  if (!matches.ok) return matches;
  if (!matches.value) return refuse(WRONG);
  const stored = await newPassword(context, found.email, password);
  if (!stored.ok) return stored;
  const secret = context.newToken();
  const done = await context.store.keep(async (tables): Promise<Result<Begun, Refusal>> => {
    const before = browser.secret === undefined ? '' : context.tokenHash(browser.secret);
    const here = await tables.accountSessions.find(before);
    if (here === undefined) return refuse(ENDED);
    if (!(await tables.accounts.setPassword(account, found.password, stored.value))) return refuse(WRONG);
    await tables.accountSessions.endAll(account, here);
    await tables.accountLinks.endAll(account);
    await tables.accountSessions.renew(here, context.tokenHash(secret));
    return ok({ secret });
  });
  if (!done.ok) return refuse(told(done.problem));
  await forgiveTry(context, trial);
  return done;
}
