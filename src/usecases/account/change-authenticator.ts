import { RECOVERY_CODES, shownRecoveryCode } from '#domain/account/factors.ts';
import { notFound, type Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { Browser } from '#usecases/sign-in/begin-session.ts';
import { changeFactors, newRecoveryCodes, type FactorTables } from './change-factors.ts';
import type { Context } from '#usecases/context.ts';
import { SEALED_WITH_ANOTHER_KEY, WRONG_CODE } from '#usecases/sign-in/look-at-code.ts';
import { recentlyProven } from './prove-it.ts';
import { told } from '#usecases/scope.ts';
import { countTry, forgiveTry } from '#usecases/sign-in/try-limits.ts';

/** For the app: typed, or read from a picture of `address`. It is told this once, while it is set up. */
export type OfferedAuthenticator = { readonly secret: string; readonly address: string };

/** `secret` is there where the session goes on with another one. */
export type FactorAdded = { readonly secret?: string; readonly recoveryCodes: readonly string[] };

const HAS_ONE: Refusal = {
  code: 'in-use',
  text: 'An authenticator app is set up already. Remove it first, then set up the other one.',
};
const NOT_OFFERED: Refusal = {
  code: 'changed-meanwhile',
  text: 'This set-up was begun anew elsewhere. Begin again.',
};

/** A secret for the app. It counts for nothing until a first code has confirmed it. */
export async function offerAuthenticator(
  context: Context,
  account: string,
  browser: Browser,
): Promise<Result<OfferedAuthenticator, Refusal>> {
  const proven = await recentlyProven(context, browser.secret);
  if (!proven.ok) return proven;
  const secret = context.authenticator.newSecret();
  const sealed = context.sealing.seal(secret, `authenticator ${account}`);
  const done = await context.store.keep(async (tables): Promise<Result<OfferedAuthenticator, Refusal>> => {
    const found = await tables.accounts.find(account);
    if (found === undefined) return refuse(notFound('account'));
    if (!(await tables.factors.offerAuthenticator(account, sealed))) return refuse(HAS_ONE);
    return ok({ secret, address: context.authenticator.address(secret, found.email) });
  });
  return done.ok ? done : refuse(told(done.problem));
}

/** A first code shows that the app has the secret. With the first factor come recovery codes. */
export async function confirmAuthenticator(
  context: Context,
  { account, code }: { readonly account: string; readonly code: string },
  browser: Browser,
): Promise<Result<FactorAdded, Refusal>> {
  const trial = { address: browser.address, code: account };
  const counted = await countTry(context, trial);
  if (!counted.ok) return counted;
  const app = await context.store.read((tables) => tables.factors.authenticator(account));
  if (app === undefined) return refuse(NOT_OFFERED);
  if (app.confirmed) return refuse(HAS_ONE);
  const secret = context.sealing.unseal(app.secret, `authenticator ${account}`);
  if (secret === undefined) return refuse(SEALED_WITH_ANOTHER_KEY);
  const step = context.authenticator.step(secret, code.replaceAll(/\s/g, ''), context.now());
  if (step === undefined) return refuse(WRONG_CODE);
  const added = firstFactor(context, { account, factor: 'authenticator' }, browser);
  const change = { account, change: 'authenticator-added', by: 'self' } as const;
  const done = await changeFactors(context, change, async (tables): Promise<Result<FactorAdded, Refusal>> => {
    const had = await tables.factors.has(account);
    if (!(await tables.factors.confirmAuthenticator(account, app.secret, step))) return refuse(NOT_OFFERED);
    return ok(await added(tables, had));
  });
  if (done.ok) await forgiveTry(context, trial);
  return done;
}

export async function removeAuthenticator(
  context: Context,
  account: string,
  browser: Browser,
): Promise<Result<null, Refusal>> {
  const proven = await recentlyProven(context, browser.secret);
  if (!proven.ok) return proven;
  const change = { account, change: 'authenticator-removed', by: 'self' } as const;
  return changeFactors(context, change, async (tables): Promise<Result<null, Refusal>> => {
    if (!(await tables.factors.removeAuthenticator(account))) return refuse(notFound('authenticator app'));
    await forgetCodesOfNone(tables, account);
    return ok(null);
  });
}

/** Codes for recovery are of no use to an account without a factor. */
export async function forgetCodesOfNone({ factors }: FactorTables, account: string): Promise<void> {
  if (!(await factors.has(account))) await factors.setRecoveryCodes(account, []);
}

type Added = { readonly account: string; readonly factor: 'authenticator' | 'passkey' };

/**
 * What comes with a factor that was added: where it is the first one, recovery codes; and the session in which it was
 * shown has given its second factor.
 */
export function firstFactor(
  context: Context,
  { account, factor }: Added,
  browser: Browser,
): (tables: FactorTables, had: boolean) => Promise<FactorAdded> {
  const secret = context.newToken();
  const codes = Array.from({ length: RECOVERY_CODES }, () => context.newRecoveryCode());
  const given = { before: context.tokenHash(browser.secret ?? ''), after: context.tokenHash(secret), factor };
  return async (tables, had) => {
    const renewed = (await tables.accountSessions.giveSecond(given)) ? { secret } : {};
    if (had) return { ...renewed, recoveryCodes: [] };
    await newRecoveryCodes(context, tables, { account, codes });
    return { ...renewed, recoveryCodes: codes.map(shownRecoveryCode) };
  };
}
