import type { PasskeyPurpose } from '#domain/account/factors.ts';
import { namedOrigin, passkeySite, type PasskeySite } from '#domain/account/passkey-site.ts';
import { notFound, type Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { Context } from '#usecases/context.ts';
import { recentlyProven } from '#usecases/account/prove-it.ts';
import { told } from '#usecases/scope.ts';
import { countTry } from './try-limits.ts';

/** Which browser asks or answers: `secret` is what it alone has, of its session or of a cookie of its own. */
export type PasskeyBrowser = { readonly origin: string; readonly secret: string };

type Creation = Awaited<ReturnType<Context['passkeys']['creation']>>;
type Request = Awaited<ReturnType<Context['passkeys']['request']>>;

/** The name that passkeys belong to here, or why there are none. */
export function siteOf(origin: string): Result<PasskeySite, Refusal> {
  const site = passkeySite(origin);
  if (site !== undefined) return ok(site);
  const named = namedOrigin(origin);
  const where = named === undefined ? 'under its name' : `as ${named}`;
  const text = `Passkeys belong to a name, and this page was opened by an address of numbers. Open it ${where}.`;
  return refuse({ code: 'origin', text });
}

/** For whoever is not signed in: any passkey that the browser has for this name. */
export async function askToSignIn(
  context: Context,
  browser: PasskeyBrowser,
  address: string,
): Promise<Result<Request, Refusal>> {
  const counted = await countTry(context, { address, asks: 'passkey' });
  if (!counted.ok) return counted;
  const site = siteOf(browser.origin);
  if (!site.ok) return site;
  const request = await context.passkeys.request(site.value);
  return asked(context, request, { browser, purpose: 'sign-in' });
}

/** For somebody known, as second factor or to show again who they are: one of their own. */
export async function askForOwn(
  context: Context,
  { account, purpose }: { readonly account: string; readonly purpose: 'finish' | 'prove' },
  browser: PasskeyBrowser,
): Promise<Result<Request, Refusal>> {
  const site = siteOf(browser.origin);
  if (!site.ok) return site;
  const own = await context.store.read((tables) => tables.passkeys.credentials(account));
  if (own.length === 0) return refuse(notFound('passkey'));
  const request = await context.passkeys.request(site.value, own);
  return asked(context, request, { browser, purpose, account });
}

/** To make one, for somebody who has just shown who they are. */
export async function askToRegister(
  context: Context,
  account: string,
  browser: PasskeyBrowser,
): Promise<Result<Creation, Refusal>> {
  const proven = await recentlyProven(context, browser.secret);
  if (!proven.ok) return proven;
  const site = siteOf(browser.origin);
  if (!site.ok) return site;
  const known = await context.store.read(async (tables) => ({
    owner: await tables.accounts.find(account),
    existing: await tables.passkeys.credentials(account),
  }));
  if (known.owner === undefined) return refuse(notFound('account'));
  const creation = await context.passkeys.creation(site.value, known.owner, known.existing);
  return asked(context, creation, { browser, purpose: 'register', account });
}

type Asking = {
  readonly browser: PasskeyBrowser;
  readonly purpose: PasskeyPurpose;
  readonly account?: string;
};

async function asked<Q extends { readonly challenge: string }>(
  context: Context,
  question: Q,
  { browser, purpose, account }: Asking,
): Promise<Result<Q, Refusal>> {
  const { challenge } = question;
  const browserHash = context.tokenHash(browser.secret);
  const done = await context.store.keep(async ({ passkeys }) => {
    await passkeys.ask({ challenge, browserHash, purpose, ...(account === undefined ? {} : { account }) });
    return ok(question);
  });
  return done.ok ? done : refuse(told(done.problem));
}
