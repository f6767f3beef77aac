import { redirectOf, type ProviderPerson } from '#domain/account/provider.ts';
import type { Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { Brought } from '#providers/provider.ts';
import type { SignInAttempt } from '#store/account/identities.ts';
import { beginSession, type Browser } from './begin-session.ts';
import type { Context } from '#usecases/context.ts';
import { enterFirst, notInvited } from './enter-by-provider.ts';
import { linkIdentity } from '#usecases/account/identities.ts';
import { byProvider, clientOf, refused, type Came } from './provider-client.ts';
import { told } from '#usecases/scope.ts';
import { countTry, forgiveTry } from './try-limits.ts';

export type ComingBack = {
  /** As the address says to which the provider sent the browser. */
  readonly organisation: string;
  readonly origin: string;
  readonly brought: Brought;
  /** What the browser kept of the attempt. */
  readonly secret: string | undefined;
  /** Who is signed in there. */
  readonly account: string | undefined;
};

/** `secret` begins a session; none where an identity was linked. */
export type CameBack = { readonly next: string; readonly secret?: string };

const OVER: Refusal = {
  code: 'not-found',
  text: 'This sign-in is over: it was finished already, took more than ten minutes, or began in another browser. Begin anew.',
};

/** Signs in whoever comes back from a provider, or links who they are there to the account that left. */
export async function finishProviderSignIn(
  context: Context,
  back: ComingBack,
  browser: Browser,
): Promise<Result<CameBack, Refusal>> {
  const counted = await countTry(context, browser);
  if (!counted.ok) return counted;
  const attempt = await attemptOf(context, back);
  if (!attempt.ok) return attempt;
  const person = await personOf(context, back, attempt.value);
  if (!person.ok) return person;
  const came = { organisation: attempt.value.organisation, person: person.value };
  const { account, next } = attempt.value;
  if (account !== undefined) {
    if (account !== back.account) return refuse(OVER);
    const linked = await linkIdentity(context, { ...came, account });
    if (!linked.ok) return linked;
    await forgiveBoth(context, browser);
    return ok({ next });
  }
  const entered = await enter(context, came, browser);
  if (!entered.ok) return entered;
  await forgiveBoth(context, browser);
  return ok({ next, secret: entered.value });
}

/** Leaving counted as one, and coming back as another. */
async function forgiveBoth(context: Context, browser: Browser): Promise<void> {
  await forgiveTry(context, browser);
  await forgiveTry(context, browser);
}

/** Taken before anything else: what was tried once is not tried again. */
async function attemptOf(
  context: Context,
  { secret, brought, organisation }: ComingBack,
): Promise<Result<SignInAttempt, Refusal>> {
  const state = brought['state'];
  if (secret === undefined || state === undefined) return refuse(OVER);
  const by = { state: context.tokenHash(state), browser: context.tokenHash(secret) };
  const taken = await context.store.keep(async (tables) => ok(await tables.signInAttempts.take(by)));
  if (!taken.ok) return refuse(told(taken.problem));
  // A provider that sends browsers on to another one would make them bring that one's answer here.
  if (taken.value?.organisation !== organisation) return refuse(OVER);
  return ok(taken.value);
}

async function personOf(
  context: Context,
  { origin, brought }: ComingBack,
  { organisation, nonce, verifier }: SignInAttempt,
): Promise<Result<ProviderPerson, Refusal>> {
  const stored = await context.store.read((tables) => tables.identityProviders.find(organisation));
  if (stored === undefined) return refuse(OVER);
  const client = clientOf(context, organisation, stored);
  if (!client.ok) return client;
  const redirect = redirectOf(origin, organisation);
  const attempt = { redirect, nonce, verifier, state: brought['state'] ?? '' };
  const person = await context.providers.finish(client.value, attempt, brought);
  return person.ok ? person : refuse(refused(person.problem));
}

/** Whoever is known here already begins a session and changes nothing else. */
async function enter(context: Context, came: Came, browser: Browser): Promise<Result<string, Refusal>> {
  const { organisation, person } = came;
  const known = await context.store.read(async (tables) => {
    const account = await tables.identities.accountOf(organisation, person);
    if (account === undefined) return undefined;
    const members = await tables.members.list(organisation);
    const open = members.some((member) => member.account === account && !member.disabled);
    return { open, found: await tables.accounts.find(account) };
  });
  if (known?.found === undefined) return enterFirst(context, came, browser);
  if (!known.open) return refuse(notInvited(known.found.email));
  const [id, secret] = [context.newId(), context.newToken()];
  const { id: account, password } = known.found;
  const done = await context.store.keep(async (tables): Promise<Result<string, Refusal>> => {
    const begun = await beginSession(context, tables, {
      ...byProvider(came),
      id,
      account,
      password,
      secret,
      browser,
    });
    return begun ? ok(secret) : refuse(OVER);
  });
  return done.ok ? done : refuse(told(done.problem));
}
