/** What tests of accounts do over HTTP: the first account, signing in, inviting and accepting. */
import assert from 'node:assert/strict';
import type { InvitationMade, MembersView, NewInvitation, Who } from '#contract/account.ts';
import type { OrganisationList } from '#contract/organisation.ts';
import { offerSetUp } from '#usecases/account/offer-set-up.ts';
import { ADA, BEA, ORGANISATION } from './account-people.ts';
import { setUpApp } from './factor-steps.ts';
import { cookieOf, type Signed } from './signed.ts';
import type { Answer, TestServer } from './web-server.ts';

export { ADA, BEA, cookieOf, ORGANISATION, type Signed };

export async function setUpToken({ services }: TestServer): Promise<string> {
  const offered = await offerSetUp(services.context);
  assert.ok(offered.ok && offered.value !== undefined, 'an account exists already');
  return offered.value;
}

export type First = Signed & { readonly organisation: string; readonly person: string };

/** Ada, the administrator of Harbour Labs; with an authenticator app where one is demanded. */
export async function firstAccount(server: TestServer): Promise<First> {
  const body = { ...ADA, token: await setUpToken(server), organisation: ORGANISATION };
  const came = cookieOf(await server.ask('POST', '/api/set-up', { body }));
  const me = await who(server, came);
  const { cookie } = me.kind === 'member' && me.needsFactor ? await setUpApp(server, came) : came;
  const signed: Signed = { cookie };
  const listed = await server.ask('GET', '/api/organisations', { headers: signed });
  const organisation =
    listed.json<OrganisationList>().organisations.find(({ name }) => name === ORGANISATION.name)?.id ?? '';
  const { members } = await membersOf(server, { ...signed, organisation });
  return { ...signed, organisation, person: members[0]?.person ?? '' };
}

export async function membersOf(
  server: TestServer,
  { organisation, cookie }: Pick<First, 'organisation' | 'cookie'>,
): Promise<MembersView> {
  const answer = await server.ask('GET', `/api/o/${organisation}/members`, { headers: { cookie } });
  return answer.json<MembersView>();
}

/** The token of an invitation. */
export async function invited(
  server: TestServer,
  { organisation, cookie }: Pick<First, 'organisation' | 'cookie'>,
  invitation: NewInvitation,
): Promise<string> {
  const path = `/api/o/${organisation}/invitations`;
  const answer = await server.ask('POST', path, { body: invitation, headers: { cookie } });
  return answer.json<InvitationMade>().link.slice('/invitation#'.length);
}

export function accept(
  server: TestServer,
  token: string,
  { name, password }: { readonly name: string; readonly password: string },
): Promise<Answer> {
  return server.ask('POST', '/api/invitations/accept', { body: { token, name, password } });
}

export async function signIn(
  server: TestServer,
  { email, password }: { readonly email: string; readonly password: string },
  more: { readonly address?: string; readonly headers?: Record<string, string> } = {},
): Promise<Answer> {
  return server.ask('POST', '/api/session', { body: { email, password }, ...more });
}

export async function who(server: TestServer, { cookie }: Partial<Signed>): Promise<Who> {
  const headers: Record<string, string> = cookie === undefined ? {} : { cookie };
  return (await server.ask('GET', '/api/account', { headers })).json<Who>();
}

/** Bea, who has joined as an interviewer. */
export async function secondAccount(
  server: TestServer,
  first: Pick<First, 'organisation' | 'cookie'>,
): Promise<Signed> {
  const roles = ['interviewer'] as const;
  const token = await invited(server, first, { who: { name: BEA.name }, email: BEA.email, roles });
  return cookieOf(await accept(server, token, BEA));
}
