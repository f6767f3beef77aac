/** Setting a sign-in provider up, several organisations beside each other, and a provider that is away. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, it, test } from 'node:test';
import { sql } from 'kysely';
import type { IdentityList, ProviderView, SignInWays } from '#contract/provider.ts';
import type { Organisation } from '#contract/organisation.ts';
import { openOutbound } from '#outbound/outbound.ts';
import { openProviders } from '#providers/provider.ts';
import { newToken } from '#secrets/tokens.ts';
import {
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
import { BENT_CLIENT, startBentProvider, type BentProvider } from './bent-provider.ts';
import { forEachDatabase } from './databases.ts';
import { comeBack, leftBy, setProvider, signInBy } from './provider-steps.ts';
import { testServer, type Answer, type TestServer } from './web-server.ts';

let provider: BentProvider;
before(async () => {
  provider = await startBentProvider();
});
after(() => provider.stop());
beforeEach(() => provider.bend({}));

forEachDatabase('setting a provider up', (database) => {
  let server: TestServer;
  let ada: First;
  const key = newToken();
  before(async () => {
    server = testServer(database.store(), { outboundAllow: [provider.place], key });
    ada = await firstAccount(server);
  });
  after(() => server.services.close());

  const at = (): string => `/api/o/${ada.organisation}/provider`;
  const shown = async (): Promise<ProviderView> =>
    (await server.ask('GET', at(), { headers: { cookie: ada.cookie } })).json<ProviderView>();
  const set = (settings: object): Promise<Answer> => setProvider(server, ada, settings);
  const detail = async (settings: object): Promise<string> => (await set(settings)).problem().detail;

  it('says in words what is wrong, and keeps nothing of it', async () => {
    const { issuer } = provider;
    assert.match(
      await detail({ issuer: 'https://169.254.169.254' }),
      /^169.254.169.254:443: It is no address of the public/,
    );
    assert.match(await detail({ issuer: 'http://example.org' }), /not asked without TLS. Use https/);
    assert.match(
      await detail({ issuer: `${issuer}/elsewhere` }),
      /There is no description of a provider at this issuer/,
    );
    provider.bend({ description: '<html>Sign in</html>' });
    assert.match(await detail({ issuer }), /it is no JSON/);
    provider.bend({ description: { issuer: 'https://elsewhere.example.org' } });
    assert.match(await detail({ issuer }), /is of another issuer/);
    provider.bend({ description: { token_endpoint: undefined } });
    assert.match(await detail({ issuer }), /lacks its page to sign in, its token endpoint or its keys/);
    for (const page of ['javascript:alert(1)', 'data:text/html,x', 'ftp://example.org']) {
      provider.bend({ description: { authorization_endpoint: page } });
      assert.match(await detail({ issuer }), /page to sign in is not reached by https/);
    }
    provider.bend({ tokens: { status: 401, body: { error: 'invalid_client' } } });
    assert.match(await detail({ issuer }), /does not take the client ID with this client secret/);
    provider.bend({ description: { token_endpoint: 'http://127.0.0.1:9/token' } });
    assert.match(await detail({ issuer }), /^127.0.0.1:9: It is not asked without TLS/);
    const faults =
      (await set({ issuer: 'sign-in.example.org', domains: ['@example.org'] })).problem().faults ?? [];
    assert.deepEqual(
      faults.map(({ place }) => place),
      ['issuer', 'domains[0]'],
    );
    for (const wrong of [
      `${issuer}/.well-known/openid-configuration/x`,
      `${issuer}?x=1`,
      'https://a:b@example.org',
    ]) {
      assert.equal((await set({ issuer: wrong })).problem().code, 'faults', wrong);
    }
    assert.equal((await shown()).provider, null);
  });

  it('tries it, keeps it, and shows everything but the secret, which is sealed', async () => {
    assert.equal((await set({ issuer: `${provider.issuer}/.well-known/openid-configuration` })).status, 200);
    const view = await shown();
    assert.equal(view.redirect, `http://localhost:3000/sign-in/back/${ada.organisation}`);
    assert.equal(view.address, `http://localhost:3000/sign-in?with=${ada.organisation}`);
    assert.deepEqual(
      [view.provider?.issuer, view.provider?.secret, view.provider?.version],
      [provider.issuer, 'kept', 1],
    );
    assert.ok(!JSON.stringify(view).includes(BENT_CLIENT.secret));
    const rows = await database.store().db.selectFrom('identity_provider').selectAll().execute();
    assert.ok(!JSON.stringify(rows).includes(BENT_CLIENT.secret));
    const check = await server.ask('POST', `${at()}/check`, { headers: { cookie: ada.cookie } });
    assert.equal(check.status, 200);
  });

  it('gives a secret that is kept to no other issuer', async () => {
    const other = await startBentProvider();
    const there = testServer(database.store(), { outboundAllow: [provider.place, other.place], key });
    const before = other.asked.length;
    const { name, clientId, domains, required, version } = (await shown()).provider ?? {};
    const body = { name, clientId, domains, required, version, issuer: other.issuer };
    const answer = await there.ask('PUT', at(), { body, headers: { cookie: ada.cookie } });
    assert.deepEqual(answer.problem().faults?.[0]?.place, 'clientSecret');
    assert.equal(other.asked.length, before);
    other.stop();
    await there.services.close();
  });

  it('keeps the secret where none is entered, refuses what somebody else has changed meanwhile, and takes it away', async () => {
    const { provider: before } = await shown();
    const { secret: _secret, ...same } = before ?? assert.fail();
    const put = (body: object): Promise<Answer> =>
      server.ask('PUT', at(), { body, headers: { cookie: ada.cookie } });
    assert.equal((await put({ ...same, name: 'Another name' })).status, 200);
    assert.deepEqual(
      [(await shown()).provider?.secret, (await shown()).provider?.name],
      ['kept', 'Another name'],
    );
    assert.equal((await put({ ...same, name: 'Too late' })).problem().code, 'changed-meanwhile');
    assert.equal((await put({ ...same, version: same.version + 1, clientSecret: null })).status, 200);
    assert.equal((await shown()).provider?.secret, 'none');
    await set({ issuer: provider.issuer });
  });

  it('wants to see again who somebody is, where that was some minutes ago: it changes how all members sign in', async () => {
    const { db } = database.store();
    const { provider: before } = await shown();
    await sql`update account_session set proven_at = proven_at - interval '11 minutes'`.execute(db);
    const refused = await set({ issuer: provider.issuer, name: 'A stranger’s' });
    assert.deepEqual([refused.status, refused.problem().code], [403, 'prove-it']);
    assert.deepEqual((await shown()).provider, before);
    const proof = { body: { password: ADA.password }, headers: { cookie: ada.cookie } };
    assert.equal((await server.ask('POST', '/api/account/proof', proof)).status, 200);
    assert.equal((await set({ issuer: provider.issuer })).status, 200);
  });

  it('says that a secret is lost which was sealed with another key', async () => {
    const other = testServer(database.store(), { outboundAllow: [provider.place], key: newToken() });
    const headers = { cookie: ada.cookie };
    const view = (await other.ask('GET', at(), { headers })).json<ProviderView>();
    assert.equal(view.provider?.secret, 'lost');
    const check = await other.ask('POST', `${at()}/check`, { headers });
    assert.match(check.problem().detail, /client secret cannot be read any more/);
    const body = { organisation: ada.organisation, next: '/' };
    assert.equal((await other.ask('POST', '/api/sign-in/provider', { body })).problem().code, 'provider');
    await other.services.close();
  });

  it('offers the only organisation’s to everybody, as its name alone', async () => {
    const ways = (await server.ask('GET', '/api/sign-in')).json<SignInWays>();
    assert.deepEqual(ways, { provider: { organisation: ada.organisation, name: 'Harbour ID' } });
  });

  it('is in the record, without a name or an address', async () => {
    const db = database.store().db;
    const rows = await db.selectFrom('audit_entry').selectAll().orderBy('number').execute();
    const actions = rows.map(({ action }) => action).filter((action) => action.startsWith('provider'));
    assert.equal(actions[0], 'provider-set');
    assert.ok(actions.slice(1).every((action) => action === 'provider-changed') && actions.length > 2);
    assert.ok(
      !JSON.stringify(rows).includes('Harbour ID') && !JSON.stringify(rows).includes(provider.issuer),
    );
  });

  it('leaves no error behind', () => assert.deepEqual(server.errors, []));
});

forEachDatabase('providers of several organisations', (database) => {
  let server: TestServer;
  /** Ada runs both; Bea is in the first alone. */
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
    for (const organisation of [ada.organisation, second]) {
      const keeper = { organisation, cookie: ada.cookie };
      assert.equal((await setProvider(server, keeper, { issuer: provider.issuer })).status, 200);
    }
  });
  after(() => server.services.close());

  const by = (organisation: string, person: object): Promise<Answer> =>
    signInBy(server, { provider, organisation }, { sub: 'ada', ...person });

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
    const body = { organisation: second };
    const left = leftBy(
      await server.ask('POST', '/api/account/identities', { body, headers: { cookie: ada.cookie } }),
      ada.cookie,
    );
    const brought = { code: provider.codeFor(left.url, { sub: 'ada' }), state: left.state };
    assert.equal((await comeBack(server, second, { cookie: left.cookie, brought })).status, 200);
    const me = await who(server, cookieOf(await by(second, {})));
    assert.ok(me.kind === 'member');
    // What the provider of one organisation says opens that organisation alone.
    assert.deepEqual(
      me.memberships.map(({ organisation }) => organisation),
      [second],
    );
  });

  it('opens by a provider nothing of another organisation, and links none there', async () => {
    const { cookie } = cookieOf(await by(second, {}));
    const headers = { cookie };
    assert.equal((await server.ask('GET', `/api/o/${second}/people`, { headers })).status, 200);
    assert.equal((await server.ask('GET', `/api/o/${ada.organisation}/people`, { headers })).status, 404);
    const body = { organisation: ada.organisation };
    const link = await server.ask('POST', '/api/account/identities', { body, headers });
    assert.equal(link.status, 404);
    const at = `/api/account/identities/${ada.organisation}`;
    assert.equal((await server.ask('DELETE', at, { headers })).status, 404);
    const list = (await server.ask('GET', '/api/account/identities', { headers })).json<IdentityList>();
    assert.deepEqual([list.linked.map(({ organisation }) => organisation), list.offered], [[second], []]);
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

  it('adds no other way in for whoever came by a provider alone, where that way would open more', async () => {
    const add = async (cookie: string): Promise<Answer> =>
      server.ask('POST', '/api/account/authenticator', { headers: { cookie } });
    const { cookie } = cookieOf(await by(second, {}));
    assert.equal((await add(cookie)).problem().code, 'prove-it');
    const body = { password: ADA.password };
    const proof = await server.ask('POST', '/api/account/proof', { body, headers: { cookie } });
    assert.equal(proof.status, 200, proof.text);
    assert.equal((await add(cookie)).status, 200);
    const bea = { sub: 'bea', email: BEA.email, email_verified: true };
    assert.equal((await add(cookieOf(await by(ada.organisation, bea)).cookie)).status, 200);
  });

  it('leaves members of several their password, also where one of them wants its provider', async () => {
    const keeper = { organisation: ada.organisation, cookie: ada.cookie };
    await setProvider(server, keeper, { issuer: provider.issuer, required: true });
    assert.equal((await signIn(server, ADA)).status, 200);
    assert.equal((await signIn(server, BEA)).problem().code, 'use-provider');
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

test('a provider that is silent, or gone, is said to be, within the time', async () => {
  const outbound = openOutbound({ allow: [provider.place], limits: { seconds: 0.3, bytes: 100_000 } });
  const providers = openProviders(outbound);
  const client = { issuer: provider.issuer, clientId: BENT_CLIENT.id };
  provider.bend({ silent: true });
  const slow = await providers.check(client, 'http://localhost:3000/sign-in/back/x');
  assert.ok(!slow.ok);
  assert.deepEqual(
    [slow.problem.code, slow.problem.text],
    ['unreachable', `${provider.place}: It gave no whole answer within 0.3 seconds.`],
  );
  const attempt = {
    redirect: 'http://localhost:3000/sign-in/back/x',
    state: 's',
    nonce: 'n',
    verifier: 'v'.repeat(43),
  };
  assert.ok(!(await providers.begin(client, attempt)).ok);
  assert.ok(!(await providers.finish(client, attempt, { code: 'x', state: 's' })).ok);
  const gone = await startBentProvider();
  gone.stop();
  const open = openOutbound({ allow: [gone.place] });
  const away = await openProviders(open).check({ ...client, issuer: gone.issuer }, attempt.redirect);
  assert.ok(!away.ok);
  assert.equal(away.problem.text, `${gone.place}: Nobody answers there.`);
  await Promise.all([outbound.close(), open.close()]);
});
