import { notFound, type Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { siteOf, type PasskeyBrowser } from '#usecases/sign-in/ask-for-passkey.ts';
import type { Browser } from '#usecases/sign-in/begin-session.ts';
import { firstFactor, forgetCodesOfNone, type FactorAdded } from './change-authenticator.ts';
import { changeFactors } from './change-factors.ts';
import type { Context } from '#usecases/context.ts';
import { recentlyProven } from './prove-it.ts';
import { told } from '#usecases/scope.ts';
import { askedFor } from '#usecases/sign-in/use-passkey.ts';

/** What a browser brings of a passkey that it has made; see `secrets/passkeys.ts`. */
export type NewCredential = Parameters<Context['passkeys']['made']>[1]['response'];

const NOT_RIGHT: Refusal = {
  code: 'wrong-code',
  text: 'This passkey cannot be used here. Try again, or take another device.',
};
const HAS_IT: Refusal = { code: 'in-use', text: 'This passkey is known here already.' };

/** A passkey that was just made. It bears the name of the browser until its owner gives it another. */
export async function addPasskey(
  context: Context,
  { account, response }: { readonly account: string; readonly response: NewCredential },
  { browser, asking }: { readonly browser: Browser; readonly asking: PasskeyBrowser },
): Promise<Result<FactorAdded, Refusal>> {
  const site = siteOf(asking.origin);
  if (!site.ok) return site;
  const challenge = await askedFor(context, response, { asking, purpose: 'register', account });
  if (!challenge.ok) return challenge;
  const made = await context.passkeys.made(site.value, { response, challenge: challenge.value });
  if (made === undefined) return refuse(NOT_RIGHT);
  const added = firstFactor(context, { account, factor: 'passkey' }, browser);
  const passkey = { ...made, id: context.newId(), account, name: browser.name };
  const change = { account, change: 'passkey-added', by: 'self' } as const;
  return changeFactors(context, change, async (tables): Promise<Result<FactorAdded, Refusal>> => {
    const had = await tables.factors.has(account);
    if (!(await tables.passkeys.insert(passkey))) return refuse(HAS_IT);
    return ok(await added(tables, had));
  });
}

export async function renamePasskey(
  context: Context,
  account: string,
  { id, name }: { readonly id: string; readonly name: string },
): Promise<Result<null, Refusal>> {
  const done = await context.store.keep(async ({ passkeys }): Promise<Result<null, Refusal>> =>
    (await passkeys.rename(account, id, name)) ? ok(null) : refuse(notFound('passkey')),
  );
  return done.ok ? done : refuse(told(done.problem));
}

export async function removePasskey(
  context: Context,
  { account, id }: { readonly account: string; readonly id: string },
  browser: Browser,
): Promise<Result<null, Refusal>> {
  const proven = await recentlyProven(context, browser.secret);
  if (!proven.ok) return proven;
  const change = { account, change: 'passkey-removed', by: 'self' } as const;
  return changeFactors(context, change, async (tables): Promise<Result<null, Refusal>> => {
    if (!(await tables.passkeys.remove(account, id))) return refuse(notFound('passkey'));
    await forgetCodesOfNone(tables, account);
    return ok(null);
  });
}
