/**
 * Signing in by OpenID Connect: the code flow with PKCE, state and nonce.
 *
 * Nothing is kept here: each step reads the provider's description and keys anew, so that a change there is seen.
 */
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  ClientSecretBasic,
  ClientSecretPost,
  Configuration,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  None,
  type ClientAuth,
  type ServerMetadata,
} from 'openid-client';
import { isStrong, type ProviderPerson } from '#domain/account/provider.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { Outbound, OutboundCall, OutboundProblem } from '#outbound/outbound.ts';
import { answerProblem, descriptionProblem, unfit, unsound, type ProviderProblem } from './problem.ts';

export type { ProviderProblem };

/** How we are known to a provider. */
export type Client = {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret?: string;
};

/** What binds an answer to the question: secrets of this one attempt, of 43 letters each. */
export type Attempt = {
  /** Where the provider sends the browser back to; of one organisation alone. */
  readonly redirect: string;
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
};

/** What the browser brought back; by name, as it stood in the address. */
export type Brought = Readonly<Record<string, string>>;

export type Providers = {
  /** Reads the description and tries client id and secret. */
  readonly check: (client: Client, redirect: string) => Promise<Result<null, ProviderProblem>>;
  /** Where to send the browser. */
  readonly begin: (client: Client, attempt: Attempt) => Promise<Result<string, ProviderProblem>>;
  readonly finish: (
    client: Client,
    attempt: Attempt,
    brought: Brought,
  ) => Promise<Result<ProviderPerson, ProviderProblem>>;
};

export function openProviders(outbound: Pick<Outbound, 'ask'>): Providers {
  const opened = { ask: outbound.ask };
  return {
    check: (client, redirect) => check(opened, client, redirect),
    begin: (client, attempt) => begin(opened, client, attempt),
    finish: async (client, attempt, brought) => {
      const asking = asker(opened);
      const known = await configured(asking, client);
      return known.ok ? finish(asking, known.value, { attempt, brought }) : known;
    },
  };
}

/** One conversation: what the network refused is remembered, since the library wraps it into errors of its own. */
type Asking = {
  readonly fetch: (url: string, call: FetchCall) => Promise<Response>;
  readonly refused: () => OutboundProblem | undefined;
};
type FetchCall = Omit<OutboundCall, 'body'> & { readonly body?: unknown };

function asker({ ask }: Pick<Outbound, 'ask'>): Asking {
  let refused: OutboundProblem | undefined;
  return {
    refused: () => refused,
    fetch: async (url, { method, headers, body, signal }) => {
      const asked = await ask(url, {
        ...(method !== undefined && { method }),
        ...(headers !== undefined && { headers }),
        ...(signal !== undefined && { signal }),
        ...(body instanceof URLSearchParams && { body: body.toString() }),
      });
      if (asked.ok) return asked.value;
      refused = asked.problem;
      throw new TypeError('fetch failed');
    },
  };
}

/** A bug of ours is thrown on. */
async function tried<T>(
  { refused }: Asking,
  work: () => Promise<T>,
  problemOf: (error: unknown) => ProviderProblem | undefined,
): Promise<Result<T, ProviderProblem>> {
  try {
    return ok(await work());
  } catch (error) {
    const problem = refused();
    if (problem !== undefined) {
      const { place, text, remedy } = problem;
      return refuse({ code: 'unreachable', text: `${place}: ${text}`, remedy });
    }
    const known = problemOf(error);
    if (known === undefined) throw error;
    return refuse(known);
  }
}

async function configured(asking: Asking, client: Client): Promise<Result<Configuration, ProviderProblem>> {
  const issuer = new URL(client.issuer);
  const read = await tried(
    asking,
    () =>
      discovery(issuer, client.clientId, undefined, None(), {
        [customFetch]: asking.fetch,
        // What may be asked without TLS is decided by the outbound client alone.
        execute: [allowInsecureRequests],
        timeout: SECONDS,
      }),
    descriptionProblem,
  );
  if (!read.ok) return read;
  const metadata = read.value.serverMetadata();
  const problem = metadataProblem(metadata, issuer);
  if (problem !== undefined) return refuse(problem);
  const configuration = new Configuration(metadata, client.clientId, undefined, authOf(metadata, client));
  configuration[customFetch] = asking.fetch;
  configuration.timeout = SECONDS;
  allowInsecureRequests(configuration);
  // Without it a token that came straight from the provider is taken without a look at its signature.
  enableNonRepudiationChecks(configuration);
  return ok(configuration);
}

/** The outbound client ends earlier, and says more. */
const SECONDS = 30;

function metadataProblem(metadata: ServerMetadata, issuer: URL): ProviderProblem | undefined {
  // The library lets the issuer of many tenants pass: whoever has an account at any of them could come in.
  if (URL.parse(metadata.issuer)?.href !== issuer.href) {
    return unfit('The description there is of another issuer.', 'Write the issuer of your own tenant.');
  }
  const { authorization_endpoint: page, token_endpoint: token, jwks_uri: keys } = metadata;
  if (page === undefined || token === undefined || keys === undefined) {
    return unfit('The description lacks its page to sign in, its token endpoint or its keys.');
  }
  const own = issuer.protocol === 'http:' ? ['https:', 'http:'] : ['https:'];
  if (!own.includes(URL.parse(page)?.protocol ?? '')) {
    return unfit('Its page to sign in is not reached by https.');
  }
  return undefined;
}

function authOf(metadata: ServerMetadata, { clientSecret }: Client): ClientAuth {
  if (clientSecret === undefined) return None();
  const taken = metadata.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
  const basic = taken.includes('client_secret_basic') || !taken.includes('client_secret_post');
  return basic ? ClientSecretBasic(clientSecret) : ClientSecretPost(clientSecret);
}

/** A code that cannot be one: a provider that takes the client refuses the code, and one that does not the client. */
async function check(
  outbound: Pick<Outbound, 'ask'>,
  client: Client,
  redirect: string,
): Promise<Result<null, ProviderProblem>> {
  const asking = asker(outbound);
  const known = await configured(asking, client);
  if (!known.ok) return known;
  const back = new URL(redirect);
  back.searchParams.set('code', 'a-code-that-nobody-gave');
  // It must be named where the provider says that it always is.
  back.searchParams.set('iss', known.value.serverMetadata().issuer);
  const tokens = await tried(
    asking,
    () => authorizationCodeGrant(known.value, back, { pkceCodeVerifier: 'x'.repeat(43) }),
    answerProblem,
  );
  if (!tokens.ok && ['client', 'unreachable'].includes(tokens.problem.code)) return tokens;
  return ok(null);
}

async function begin(
  outbound: Pick<Outbound, 'ask'>,
  client: Client,
  { redirect, state, nonce, verifier }: Attempt,
): Promise<Result<string, ProviderProblem>> {
  const known = await configured(asker(outbound), client);
  if (!known.ok) return known;
  const modes = known.value.serverMetadata().response_modes_supported ?? ['query', 'fragment'];
  const url = buildAuthorizationUrl(known.value, {
    redirect_uri: redirect,
    scope: 'openid email',
    state,
    nonce,
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    // What stands after # is sent to no server and into no log.
    ...(modes.includes('fragment') && { response_mode: 'fragment' }),
  });
  return ok(url.href);
}

type Back = { readonly attempt: Attempt; readonly brought: Brought };

async function finish(
  asking: Asking,
  known: Configuration,
  { attempt, brought }: Back,
): Promise<Result<ProviderPerson, ProviderProblem>> {
  const back = new URL(attempt.redirect);
  for (const [name, value] of Object.entries(brought)) back.searchParams.set(name, value);
  const checks = {
    expectedState: attempt.state,
    expectedNonce: attempt.nonce,
    pkceCodeVerifier: attempt.verifier,
  };
  const tokens = await tried(asking, () => authorizationCodeGrant(known, back, checks), answerProblem);
  if (!tokens.ok) return tokens;
  const claims = tokens.value.claims();
  if (claims === undefined) return refuse(unsound('The provider does not say who you are.'));
  const { iss: issuer, sub: subject } = claims;
  const strong = isStrong(claims['amr']);
  const told = await addressOf(asking, known, { claims, token: tokens.value.access_token });
  if (!told.ok) return told;
  return ok({ issuer, subject, strong, ...(told.value !== undefined && { email: told.value }) });
}

type Claims = { readonly sub: string; readonly email?: unknown; readonly email_verified?: unknown };

/** Many providers tell addresses only where they are asked once more. */
async function addressOf(
  asking: Asking,
  known: Configuration,
  { claims, token }: { readonly claims: Claims; readonly token: string },
): Promise<Result<string | undefined, ProviderProblem>> {
  if (claims.email !== undefined || known.serverMetadata().userinfo_endpoint === undefined) {
    return ok(verifiedEmail(claims));
  }
  const told = await tried(asking, () => fetchUserInfo(known, token, claims.sub), answerProblem);
  return told.ok ? ok(verifiedEmail(told.value)) : told;
}

/** An address of which the provider does not say that it is verified is anybody's. */
function verifiedEmail({ email, email_verified: verified }: Claims): string | undefined {
  return typeof email === 'string' && verified === true ? email : undefined;
}
