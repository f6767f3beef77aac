/** Setting a sign-in provider up, and a provider that is away. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, it, test } from 'node:test';
import type { ProviderView, SignInWays } from '#contract/provider.ts';
import { openOutbound } from '#outbound/outbound.ts';
import { openProviders } from '#providers/provider.ts';
import { newToken } from '#secrets/tokens.ts';
import { firstAccount, type First } from './account-steps.ts';
import { BENT_CLIENT, startBentProvider, type BentProvider } from './bent-provider.ts';
import { forEachDatabase } from './databases.ts';
import { setProvider } from './provider-steps.ts';
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
