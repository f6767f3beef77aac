/** What tests of sign-in providers do over HTTP: setting one up, leaving for it and coming back. */
import assert from 'node:assert/strict';
import type { ProviderView } from '#contract/provider.ts';
import { BENT_CLIENT, type BentProvider, type Person } from './bent-provider.ts';
import type { Answer, TestServer } from './web-server.ts';

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
