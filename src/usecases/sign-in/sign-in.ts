import type { Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { beginSession, type Begun, type Browser } from './begin-session.ts';
import type { Context } from '#usecases/context.ts';
import { unlessBusy } from './new-password.ts';
import { told } from '#usecases/scope.ts';
import { otherWay } from './use-provider.ts';
import { countTry, forgiveTry } from './try-limits.ts';

export type SignIn = {
  /** Canonical. */
  readonly email: string;
  readonly password: string;
};

/** Says nothing of which of the two it was, or whether there is such an account. */
const WRONG: Refusal = {
  code: 'wrong-password',
  text: 'The e-mail address and the password do not belong together.',
};

/**
 * By address and password. Unknown addresses, disabled accounts and wrong passwords get the same answer for the same
 * work: the tries are counted, the account is looked up, one password is hashed.
 */
export async function signIn(
  context: Context,
  { email, password }: SignIn,
  browser: Browser,
): Promise<Result<Begun, Refusal>> {
  const trial = { address: browser.address, email };
  const counted = await countTry(context, trial);
  if (!counted.ok) return counted;
  const account = await context.store.read((tables) => tables.accounts.byEmail(email));
  const matches = unlessBusy(await context.passwords.matches(password, account?.password ?? undefined));
  if (!matches.ok) return matches;
  if (account?.open !== true || !matches.value) return refuse(WRONG);
  // Only whoever knows the password is told.
  const other = await otherWay(context, account.id);
  if (other !== undefined) return refuse(other);
  const [id, secret] = [context.newId(), context.newToken()];
  const done = await context.store.keep(async (tables): Promise<Result<Begun, Refusal>> => {
    const begun = await beginSession(context, tables, {
      id,
      account: account.id,
      password: account.password,
      secret,
      browser,
      way: 'password',
    });
    return begun ? ok({ secret }) : refuse(WRONG);
  });
  if (!done.ok) return refuse(told(done.problem));
  await forgiveTry(context, trial);
  return done;
}
