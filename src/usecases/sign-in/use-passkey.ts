import type { PasskeyPurpose } from '#domain/account/factors.ts';
import type { Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { StoredPasskey } from '#store/account/passkeys.ts';
import { siteOf, type PasskeyBrowser } from './ask-for-passkey.ts';
import { beginSession, type Begun, type Browser } from './begin-session.ts';
import type { Context } from '#usecases/context.ts';
import { ENDED } from './finish-sign-in.ts';
import { told } from '#usecases/scope.ts';
import { otherWay } from './use-provider.ts';
import { countTry, forgiveTry } from './try-limits.ts';

/** What a browser brings; see `secrets/passkeys.ts`. */
export type Assertion = Parameters<Context['passkeys']['used']>[1]['response'];

/** Says nothing of what was not right, or whether there is such a passkey. */
const WRONG: Refusal = { code: 'wrong-code', text: 'This passkey opens nothing here.' };
const NOT_ASKED: Refusal = {
  code: 'wrong-code',
  text: 'That took too long, or was answered already. Try again.',
};

type From = { readonly browser: Browser; readonly asking: PasskeyBrowser };

/** Signs in with a passkey alone: user verification makes it two factors. */
export async function signInWithPasskey(
  context: Context,
  response: Assertion,
  { browser, asking }: From,
): Promise<Result<Begun, Refusal>> {
  const counted = await countTry(context, { address: browser.address });
  if (!counted.ok) return counted;
  const used = await checked(context, response, { asking, purpose: 'sign-in' });
  if (!used.ok) return used;
  const { account, credentialId, counter } = used.value;
  const found = await context.store.read((tables) => tables.accounts.find(account));
  if (found?.open !== true) return refuse(WRONG);
  const other = await otherWay(context, account);
  if (other !== undefined) return refuse(other);
  const [id, secret] = [context.newId(), context.newToken()];
  const done = await context.store.keep(async (tables): Promise<Result<Begun, Refusal>> => {
    if (!(await tables.passkeys.used(credentialId, counter))) return refuse(WRONG);
    const { password } = found;
    const how = { way: 'passkey', second: 'passkey' } as const;
    const begun = await beginSession(context, tables, { id, account, password, secret, browser, ...how });
    return begun ? ok({ secret }) : refuse(WRONG);
  });
  if (!done.ok) return refuse(told(done.problem));
  await forgiveTry(context, { address: browser.address });
  return done;
}

type Own = { readonly account: string; readonly response: Assertion };

/** A passkey as second factor of somebody who has come in with another first one. */
export async function finishWithPasskey(
  context: Context,
  { account, response }: Own,
  { browser, asking }: From,
): Promise<Result<Begun, Refusal>> {
  const used = await ownUsed(context, response, { browser, asking, purpose: 'finish', account });
  if (!used.ok) return used;
  const secret = context.newToken();
  const given = { before: context.tokenHash(asking.secret), after: context.tokenHash(secret) };
  const done = await context.store.keep(async (tables): Promise<Result<Begun, Refusal>> => {
    const { credentialId, counter } = used.value;
    if (!(await tables.passkeys.used(credentialId, counter))) return refuse(WRONG);
    const finished = await tables.accountSessions.giveSecond({ ...given, factor: 'passkey' });
    return finished ? ok({ secret }) : refuse(ENDED);
  });
  if (!done.ok) return refuse(told(done.problem));
  await forgiveTry(context, { address: browser.address });
  return done;
}

/** Shows again who one is. */
export async function proveWithPasskey(
  context: Context,
  { account, response }: Own,
  { browser, asking }: From,
): Promise<Result<null, Refusal>> {
  const used = await ownUsed(context, response, { browser, asking, purpose: 'prove', account });
  if (!used.ok) return used;
  const done = await context.store.keep(async (tables): Promise<Result<null, Refusal>> => {
    const { credentialId, counter } = used.value;
    if (!(await tables.passkeys.used(credentialId, counter))) return refuse(WRONG);
    return (await tables.accountSessions.prove(context.tokenHash(asking.secret))) ? ok(null) : refuse(ENDED);
  });
  if (!done.ok) return refuse(told(done.problem));
  await forgiveTry(context, { address: browser.address });
  return done;
}

type Used = { readonly account: string; readonly credentialId: string; readonly counter: number };

async function ownUsed(
  context: Context,
  response: Assertion,
  { browser, ...rest }: From & { readonly purpose: PasskeyPurpose; readonly account: string },
): Promise<Result<Used, Refusal>> {
  const counted = await countTry(context, { address: browser.address });
  return counted.ok ? checked(context, response, rest) : counted;
}

type Question = {
  readonly asking: PasskeyBrowser;
  readonly purpose: PasskeyPurpose;
  readonly account?: string;
};

/** The challenge is taken away first, whatever comes of it: it is answered once. */
async function checked(
  context: Context,
  response: Assertion,
  { asking, purpose, account }: Question,
): Promise<Result<Used, Refusal>> {
  const site = siteOf(asking.origin);
  if (!site.ok) return site;
  const challenge = await askedFor(context, response, {
    asking,
    purpose,
    ...(account === undefined ? {} : { account }),
  });
  if (!challenge.ok) return challenge;
  const passkey = await context.store.read((tables) => tables.passkeys.find(response.id));
  if (passkey === undefined || !isOf(passkey, response, account)) return refuse(WRONG);
  const counter = await context.passkeys.used(site.value, { response, challenge: challenge.value, passkey });
  if (counter === undefined) return refuse(WRONG);
  return ok({ account: passkey.account, credentialId: passkey.credentialId, counter });
}

/** The challenge that a browser answers, if this one was asked it for this and has not answered yet. */
export async function askedFor(
  context: Context,
  answer: Parameters<Context['passkeys']['challenge']>[0],
  { asking, ...rest }: Question,
): Promise<Result<string, Refusal>> {
  const challenge = context.passkeys.challenge(answer);
  if (challenge === undefined) return refuse(NOT_ASKED);
  const question = { challenge, browserHash: context.tokenHash(asking.secret), ...rest };
  const taken = await context.store.keep(async (tables): Promise<Result<string, Refusal>> =>
    (await tables.passkeys.answer(question)) ? ok(challenge) : refuse(NOT_ASKED),
  );
  return taken.ok ? taken : refuse(told(taken.problem));
}

/** A passkey belongs to the account that it was made for, whatever the browser says of it. */
function isOf(passkey: StoredPasskey, { response }: Assertion, account: string | undefined): boolean {
  const said = response.userHandle;
  const owner = btoa(passkey.account).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  return (account === undefined || passkey.account === account) && (said === undefined || said === owner);
}
