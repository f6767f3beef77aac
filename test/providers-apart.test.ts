/** Sign-in providers of several organisations beside each other: none speaks for another, and members of both keep their password. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, it } from 'node:test';
import type { SignedInList } from '#contract/account.ts';
import type { IdentityList, SignInWays } from '#contract/provider.ts';
import type { Organisation } from '#contract/organisation.ts';
import {
  accept,
  ADA,
  BEA,
  cookieOf,
  firstAccount,
  invited,
  membersOf,
  secondAccount,
  signIn,
  who,
  type First,
} from './account-steps.ts';
import { startBentProvider, type BentProvider } from './bent-provider.ts';
import { forEachDatabase } from './databases.ts';
import { comeBack, leftBy, setProvider, signInBy } from './provider-steps.ts';
import { testServer, type Answer, type TestServer } from './web-server.ts';

const CEM = { name: 'Cem Aksoy', email: 'cem@example.org', password: 'three small boats' } as const;

let provider: BentProvider;
before(async () => {
  provider = await startBentProvider();
});
after(() => provider.stop());
beforeEach(() => provider.bend({}));

forEachDatabase('providers of several organisations', (database) => {
  let server: TestServer;
  /** Ada runs both; Cem is an interviewer in both, Bea in the first alone. */
  let ada: First;
  let second: string;
  before(async () => {
    server = testServer(database.store(), { outboundAllow: [provider.place] });
    const made = await server.ask('POST', '/api/organisations', {
      body: { name: 'Second', timeZone: 'UTC' },
    });
    second = made.json<Organisation>().id;
    ada = await firstAccount(server);
    await secondAccount(server, ada);
    const cem = { who: { name: CEM.name }, email: CEM.email, roles: ['interviewer'] } as const;
    const headers = cookieOf(await accept(server, await invited(server, ada, cem), CEM));
    const token = await invited(server, { ...ada, organisation: second }, cem);
    const joined = await server.ask('POST', '/api/invitations/join', { body: { token }, headers });
    assert.equal(joined.status, 200, joined.text);
    for (const organisation of [ada.organisation, second]) {
      const keeper = { organisation, cookie: ada.cookie };
      assert.equal((await setProvider(server, keeper, { issuer: provider.issuer })).status, 200);
    }
  });
  after(() => server.services.close());

  const by = (organisation: string, person: object): Promise<Answer> =>
    signInBy(server, { provider, organisation }, { sub: 'ada', ...person });
  const link = async (organisation: string, cookie: string, sub: string): Promise<void> => {
    const body = { organisation };
    const left = leftBy(
      await server.ask('POST', '/api/account/identities', { body, headers: { cookie } }),
      cookie,
    );
    const brought = { code: provider.codeFor(left.url, { sub }), state: left.state };
    assert.equal((await comeBack(server, organisation, { cookie: left.cookie, brought })).status, 200);
  };

  it('names none to whoever does not know the address, and an unknown one is as none', async () => {
    const ways = async (query: string): Promise<SignInWays> =>
      (await server.ask('GET', `/api/sign-in${query}`)).json<SignInWays>();
    assert.deepEqual(await ways(''), { provider: null });
    assert.deepEqual(await ways(`?with=${crypto.randomUUID()}`), { provider: null });
    assert.deepEqual(await ways('?with=second'), { provider: null });
    assert.equal((await ways(`?with=${second}`)).provider?.organisation, second);
  });

  it('lets no provider speak for an account that is a member elsewhere too, before that account has linked it', async () => {
    const verified = { email: ADA.email, email_verified: true };
    const refused = (await by(second, verified)).problem();
    assert.match(refused.detail, /is a member of other organisations here too. Sign in in another way first/);
    await link(second, ada.cookie, 'ada');
    const me = await who(server, cookieOf(await by(second, {})));
    assert.ok(me.kind === 'member');
    // What the provider of one organisation says opens that organisation alone.
    assert.deepEqual(
      me.memberships.map(({ organisation }) => organisation),
      [second],
    );
  });

  it('opens by a provider nothing of another organisation, and links none there', async () => {
    const whole = cookieOf(await signIn(server, CEM));
    for (const organisation of [ada.organisation, second]) await link(organisation, whole.cookie, 'cem');
    const headers = cookieOf(await by(second, { sub: 'cem' }));
    assert.equal((await server.ask('GET', `/api/o/${second}/people`, { headers })).status, 200);
    assert.equal((await server.ask('GET', `/api/o/${ada.organisation}/people`, { headers })).status, 404);
    const body = { organisation: ada.organisation };
    const more = await server.ask('POST', '/api/account/identities', { body, headers });
    assert.equal(more.status, 404);
    const at = `/api/account/identities/${ada.organisation}`;
    assert.equal((await server.ask('DELETE', at, { headers })).status, 404);
    const linked = async (signed: { cookie: string }): Promise<[string[], number]> => {
      const asked = await server.ask('GET', '/api/account/identities', { headers: signed });
      const list = asked.json<IdentityList>();
      return [list.linked.map(({ organisation }) => organisation).toSorted(), list.offered.length];
    };
    assert.deepEqual(await linked(headers), [[second], 0]);
    assert.deepEqual(await linked(whole), [[ada.organisation, second].toSorted(), 0]);
  });

  it('gives by a provider nobody of another organisation another name', async () => {
    const rename = (cookie: string, name: string): Promise<Answer> =>
      server.ask('PUT', '/api/account', { body: { name }, headers: { cookie } });
    const nameIn = async (organisation: string): Promise<string | undefined> =>
      (await membersOf(server, { organisation, cookie: ada.cookie })).members.find(
        ({ email }) => email === ADA.email,
      )?.name;
    assert.equal((await rename(cookieOf(await by(second, {})).cookie, 'Somebody else')).status, 200);
    assert.deepEqual([await nameIn(second), await nameIn(ada.organisation)], ['Somebody else', ADA.name]);
    assert.equal((await rename(ada.cookie, ADA.name)).status, 200);
    assert.deepEqual([await nameIn(second), await nameIn(ada.organisation)], [ADA.name, ADA.name]);
  });

  it('knows nobody by what another organisation’s provider calls them', async () => {
    assert.equal((await by(ada.organisation, {})).problem().code, 'provider');
    const bea = { sub: 'bea', email: BEA.email, email_verified: true };
    assert.match((await by(second, bea)).problem().detail, /is no member here, and is not invited/);
    assert.equal((await by(ada.organisation, bea)).status, 200);
  });

  it('reaches by a provider nothing of how an account signs in, of members of one organisation either', async () => {
    const bea = { sub: 'bea', email: BEA.email, email_verified: true };
    const adas = cookieOf(await by(second, {}));
    const beas = cookieOf(await by(ada.organisation, bea));
    const here = cookieOf(await signIn(server, ADA));
    const { sessions } = (
      await server.ask('GET', '/api/account/sessions', { headers: here })
    ).json<SignedInList>();
    for (const headers of [adas, beas]) {
      const asked: readonly (readonly [string, string])[] = [
        ['GET', 'sessions'],
        ['DELETE', 'sessions'],
        ...sessions.map(({ id }) => ['DELETE', `sessions/${id}`] as const),
        ['GET', 'factors'],
        ['POST', 'authenticator'],
        ['POST', 'passkeys/question'],
        ['POST', 'recovery-codes'],
      ];
      for (const [method, path] of asked) {
        const refused = (await server.ask(method, `/api/account/${path}`, { headers })).problem();
        assert.equal(refused.code, 'prove-it', path);
        assert.match(refused.detail, /show first that it is yours: with your password.* Or sign in by mail/);
      }
    }
    assert.equal((await who(server, here)).kind, 'member');
    const me = await who(server, adas);
    assert.deepEqual(me.kind === 'member' && me.byProvider, { authenticator: false, passkeys: false });
  });

  it('reaches them after showing that the account is theirs, and opens no other organisation by that', async () => {
    const headers = cookieOf(await by(second, {}));
    const body = { password: ADA.password };
    const proof = await server.ask('POST', '/api/account/proof', { body, headers });
    assert.equal(proof.status, 200, proof.text);
    for (const [method, path] of [
      ['GET', 'sessions'],
      ['POST', 'authenticator'],
    ] as const) {
      assert.equal((await server.ask(method, `/api/account/${path}`, { headers })).status, 200);
    }
    const me = await who(server, headers);
    assert.deepEqual(me.kind === 'member' && [me.byProvider, me.memberships.length], [undefined, 1]);
  });

  it('leaves members of several their password, also where one of them wants its provider', async () => {
    const keeper = { organisation: ada.organisation, cookie: ada.cookie };
    await setProvider(server, keeper, { issuer: provider.issuer, required: true });
    assert.equal((await signIn(server, CEM)).status, 200);
    assert.equal((await signIn(server, BEA)).problem().code, 'use-provider');
    const there = { organisation: second, cookie: ada.cookie };
    const { members } = await membersOf(server, there);
    const cem = members.find(({ email }) => email === CEM.email)?.person ?? '';
    const body = { roles: ['interviewer'], disabled: true };
    const headers = { cookie: ada.cookie };
    const shut = await server.ask('PUT', `/api/o/${second}/members/${cem}`, { body, headers });
    assert.equal(shut.status, 200, shut.text);
    assert.equal((await signIn(server, CEM)).problem().code, 'use-provider', 'the other opens nothing');
    await setProvider(server, keeper, { issuer: provider.issuer });
  });

  it('lets nobody join by an account that was made before, and perhaps with another’s password', async () => {
    const keeper = { organisation: ada.organisation, cookie: ada.cookie };
    const bea = (await membersOf(server, keeper)).members.find(({ email }) => email === BEA.email);
    const at = `/api/o/${ada.organisation}/members/${bea?.person ?? ''}`;
    assert.equal((await server.ask('DELETE', at, { headers: { cookie: ada.cookie } })).status, 204);
    const token = await invited(
      server,
      { ...keeper, organisation: second },
      { who: { name: BEA.name }, email: BEA.email, roles: ['interviewer'] },
    );
    const verified = { sub: 'bea', email: BEA.email, email_verified: true };
    assert.match((await by(second, verified)).problem().detail, /has an account already. Sign in with it/);
    const { cookie } = cookieOf(await signIn(server, BEA));
    const join = await server.ask('POST', '/api/invitations/join', { body: { token }, headers: { cookie } });
    assert.equal(join.status, 200, join.text);
    assert.equal((await by(second, verified)).status, 200);
  });

  it('leaves no error behind', () => assert.deepEqual(server.errors, []));
});
