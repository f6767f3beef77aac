/** What tests of sign-in providers do over HTTP: setting one up, leaving for it and coming back. */
import assert from 'node:assert/strict';
import { after, before, beforeEach } from 'node:test';
import type { ProviderView } from '#contract/provider.ts';
import { firstAccount, secondAccount, type First } from './account-steps.ts';
import { BENT_CLIENT, startBentProvider, type BentProvider, type Person } from './bent-provider.ts';
import type { TestDatabase } from './databases.ts';
import { testServer, type Answer, type TestServer } from './web-server.ts';

export type Keeper = { readonly organisation: string; readonly cookie: string };

/** Sets the organisation's provider, in the place of the one that there is. */
export async function setProvider(
  server: TestServer,
  { organisation, cookie }: Keeper,
  settings: object,
): Promise<Answer> {
  const at = `/api/o/${organisation}/provider`;
  const { provider } = (await server.ask('GET', at, { headers: { cookie } })).json<ProviderView>();
  const body = {
    name: 'Harbour ID',
    clientId: BENT_CLIENT.id,
    clientSecret: BENT_CLIENT.secret,
    domains: [],
    required: false,
    version: provider?.version ?? 0,
    ...settings,
  };
  return server.ask('PUT', at, { body, headers: { cookie } });
}

/** Somebody on the way: where their browser was sent, and what it keeps. */
export type Left = { readonly url: string; readonly cookie: string; readonly state: string };

export async function leave(
  server: TestServer,
  organisation: string,
  { next = '/', cookie = '' }: { readonly next?: string; readonly cookie?: string } = {},
): Promise<Left> {
  const body = { organisation, next };
  return leftBy(await server.ask('POST', '/api/sign-in/provider', { body, headers: { cookie } }), cookie);
}

export function leftBy(answer: Answer, cookie: string = ''): Left {
  const { url } = answer.json<{ url: string }>();
  const set = /^__Host-sign-in=[\w-]{43}/.exec(answer.headers.get('set-cookie') ?? '')?.[0];
  assert.ok(set !== undefined, answer.text);
  const state = new URL(url).searchParams.get('state') ?? '';
  return { url, cookie: [set, cookie].filter((one) => one !== '').join('; '), state };
}

/** The page's own question when the browser comes back. */
export function comeBack(
  server: TestServer,
  organisation: string,
  { cookie, brought }: { readonly cookie: string; readonly brought: object },
): Promise<Answer> {
  return server.ask('POST', '/api/sign-in/back', { body: { organisation, brought }, headers: { cookie } });
}

/** There and back as it should be. */
export async function signInBy(
  server: TestServer,
  { provider, organisation }: { readonly provider: BentProvider; readonly organisation: string },
  person: Person,
): Promise<Answer> {
  const { url, cookie, state } = await leave(server, organisation);
  const code = provider.codeFor(url, person);
  return comeBack(server, organisation, { cookie, brought: { code, state } });
}

/** What a suite about signing in by a provider stands on; each is there inside tests only. */
export type Standing = {
  readonly server: () => TestServer;
  readonly provider: () => BentProvider;
  /** Ada, whose organisation has the provider; Bea is a member too. */
  readonly ada: () => First;
};

/** The provider is straight again before each test, and nobody has tried anything yet. */
export function standing(database: TestDatabase): Standing {
  let there:
    | { readonly server: TestServer; readonly provider: BentProvider; readonly ada: First }
    | undefined;
  const known = (): NonNullable<typeof there> => there ?? assert.fail('It stands inside tests only.');
  before(async () => {
    const provider = await startBentProvider();
    const server = testServer(database.store(), { outboundAllow: [provider.place] });
    const ada = await firstAccount(server);
    there = { server, provider, ada };
    await secondAccount(server, ada);
    assert.equal((await setProvider(server, ada, { issuer: provider.issuer })).status, 200);
  });
  after(async () => {
    there?.provider.stop();
    await there?.server.services.close();
  });
  beforeEach(async () => {
    there?.provider.bend({});
    await database.store().db.deleteFrom('tries').execute();
  });
  return {
    server: () => known().server,
    provider: () => known().provider,
    ada: () => known().ada,
  };
}
