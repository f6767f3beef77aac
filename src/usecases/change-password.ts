import type { Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { beginSession, type Begun, type Browser } from './begin-session.ts';
import type { Context } from './context.ts';
import { newPassword, unlessBusy } from './new-password.ts';
import { told } from './scope.ts';
import { countTry, forgiveTry } from './try-limits.ts';

export type PasswordChange = {
  readonly account: string;
  readonly current: string;
  readonly password: string;
};

const WRONG: Refusal = { code: 'wrong-password', text: 'The current password is not right.' };

/** Ends every session of the account; the browser that asked gets a new one. */
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
  const matches = unlessBusy(await context.passwords.matches(current, found.password));
  if (!matches.ok) return matches;
  if (!matches.value) return refuse(WRONG);
  const stored = await newPassword(context, found.email, password);
  if (!stored.ok) return stored;
  const [id, secret] = [context.newId(), context.newToken()];
  const done = await context.store.keep(async (tables): Promise<Result<Begun, Refusal>> => {
    if (!(await tables.accounts.setPassword(account, found.password, stored.value))) return refuse(WRONG);
    await tables.accountSessions.endAll(account);
    await tables.accountLinks.endAll(account);
    await beginSession(context, tables, { id, account, password: stored.value, secret, browser });
    return ok({ secret });
  });
  if (!done.ok) return refuse(told(done.problem));
  await forgiveTry(context, trial);
  return done;
}
