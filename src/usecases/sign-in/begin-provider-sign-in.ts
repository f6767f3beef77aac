import { ownPath } from '#domain/account/own-path.ts';
import { redirectOf } from '#domain/account/provider.ts';
import type { Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { Context } from '#usecases/context.ts';
import { clientOf, refused } from './provider-client.ts';
import { told } from '#usecases/scope.ts';
import { countTry } from './try-limits.ts';

export type ProviderJourney = {
  readonly organisation: string;
  /** Under which the server was asked. */
  readonly origin: string;
  readonly next: string;
  /** Whose identity is to be linked; without it somebody signs in. */
  readonly account?: string;
};

/** `secret` is what the browser keeps of it, for its cookie. */
export type BegunJourney = { readonly url: string; readonly secret: string };

const NO_PROVIDER: Refusal = { code: 'not-found', text: 'There is no sign-in provider here.' };

/**
 * Where to send the browser, which keeps the attempt's secret: whoever comes back must be the one who left.
 * It counts as a try until they have come back, since the provider is asked whoever it is.
 */
export async function beginProviderSignIn(
  context: Context,
  { organisation, origin, next, account }: ProviderJourney,
  browser: { readonly address: string; readonly secret: string | undefined },
): Promise<Result<BegunJourney, Refusal>> {
  const counted = await countTry(context, browser);
  if (!counted.ok) return counted;
  const stored = await context.store.read((tables) => tables.identityProviders.find(organisation));
  if (stored === undefined) return refuse(NO_PROVIDER);
  const client = clientOf(context, organisation, stored);
  if (!client.ok) return client;
  const [state, nonce, verifier] = [context.newToken(), context.newToken(), context.newToken()];
  // A browser may be on several ways at once, in several windows.
  const secret = browser.secret ?? context.newToken();
  const redirect = redirectOf(origin, organisation);
  const begun = await context.providers.begin(client.value, { redirect, state, nonce, verifier });
  if (!begun.ok) return refuse(refused(begun.problem));
  const attempt = { organisation, nonce, verifier, next: ownPath(next) };
  const by = { state: context.tokenHash(state), browser: context.tokenHash(secret) };
  const done = await context.store.keep(async (tables) => {
    await tables.signInAttempts.begin(account === undefined ? attempt : { ...attempt, account }, by);
    return ok(null);
  });
  if (!done.ok) return refuse(told(done.problem));
  return ok({ url: begun.value, secret });
}
