import type { SecondFactor, SignInWay } from '#domain/account/account.ts';
import type { Keeping } from '#store/store.ts';
import type { Context } from '#usecases/context.ts';

/** Who signs in from where; `secret` is what the browser brought, of a session that ends with this sign-in. */
export type Browser = {
  readonly name: string;
  readonly address: string;
  readonly secret: string | undefined;
};

/** For the cookie, and never for an answer's body. */
export type Begun = { readonly secret: string };

/**
 * A new session with a secret of its own, whatever the browser brought before: a secret that somebody else has put
 * there opens nothing. Where the account has a second factor and `second` is not given, the session opens nothing but
 * the page that asks for it. False when the account's password is not `password` any more.
 */
export async function beginSession(
  context: Context,
  tables: Pick<Keeping, 'accountSessions'>,
  { id, account, password, secret, browser, ...how }: Beginning,
): Promise<boolean> {
  if (browser.secret !== undefined) {
    await tables.accountSessions.endBySecret(context.tokenHash(browser.secret));
  }
  const secretHash = context.tokenHash(secret);
  return tables.accountSessions.begin({ id, account, secretHash, browser: browser.name, ...how }, password);
}

type Beginning = {
  readonly id: string;
  readonly account: string;
  /** As it is stored. */
  readonly password: string | null;
  readonly secret: string;
  readonly browser: Browser;
  readonly way: SignInWay;
  /** The organisation whose provider let them in; there with that way alone. */
  readonly providerOf?: string;
  /** Where it was given with the first. */
  readonly second?: SecondFactor;
};
