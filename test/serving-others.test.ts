/** A server that others reach through a proxy with TLS: under one name, and with nothing for strangers. */
import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { Organisation, OrganisationList } from '#contract/organisation.ts';
import { ADA, cookieOf, firstAccount, setUpToken, who, type First } from './account-steps.ts';
import { forEachDatabase } from './databases.ts';
import { HOST, testServer, type Answer, type TestServer } from './web-server.ts';

const ADDRESS = 'https://interviews.example.org';
const PROXY = '10.0.0.5';

forEachDatabase('a server that others reach', (database) => {
  let server: TestServer;
  let ada: First;
  let sample: Organisation;
  before(async () => {
    const alone = testServer(database.store());
    sample = (await alone.ask('POST', '/api/sample')).json<Organisation>();
    await alone.services.close();
    server = testServer(database.store(), { reach: { address: ADDRESS, trustedProxies: [PROXY] } });
  });
  after(() => server.services.close());

  it('lets nobody in before there are accounts, but whoever has the set-up link', async () => {
    assert.deepEqual(await who(server, {}), { kind: 'outsider', accounts: false });
    const { organisations, notice } = (
      await server.ask('GET', '/api/organisations')
    ).json<OrganisationList>();
    assert.deepEqual(organisations, []);
    assert.doesNotMatch(notice, /this computer/);
    const start = { body: { name: 'X', timeZone: 'UTC' } };
    assert.equal((await server.ask('POST', '/api/organisations', start)).status, 401);
    assert.equal((await server.ask('POST', '/api/sample')).status, 401);
    assert.equal((await server.ask('GET', `/api/o/${sample.id}/people`)).status, 401);
    ada = await firstAccount(server);
    assert.deepEqual(await who(server, {}), { kind: 'outsider', accounts: true });
  });

  it('has no sample, neither one of before nor a new one, and says why; on one computer it is still there', async () => {
    const people = `/api/o/${sample.id}/people`;
    assert.equal((await server.ask('GET', people, { headers: ada })).status, 404);
    assert.equal((await server.ask('GET', people)).status, 401);
    const body = { name: 'Eve', timeZone: 'UTC', works: [], pools: [] };
    assert.equal((await server.ask('POST', people, { headers: ada, body })).status, 404);
    const asked = await server.ask('POST', '/api/sample', { headers: ada });
    assert.deepEqual([asked.status, asked.problem().code], [404, 'not-found']);
    assert.match(asked.problem().detail, /serves others.*Start Second Round on your own computer/);
    const listed = async (of: TestServer, headers: Record<string, string>): Promise<[boolean, boolean]> => {
      const list = (await of.ask('GET', '/api/organisations', { headers })).json<OrganisationList>();
      return [list.sample, list.organisations.some(({ id }) => id === sample.id)];
    };
    assert.deepEqual(await listed(server, { cookie: ada.cookie }), [false, false]);
    const alone = testServer(database.store());
    assert.deepEqual(await listed(alone, {}), [true, true]);
    assert.equal((await alone.ask('GET', people)).status, 200);
    await alone.services.close();
    assert.equal((await server.ask('GET', '/api/health')).status, 401);
  });

  it('answers under its own name alone, and to its own pages alone', async () => {
    for (const host of [HOST, '127.0.0.1', 'interviews.example.org.evil.example', '10.0.0.7:3000']) {
      assert.equal((await server.ask('GET', '/api/account', { headers: { host } })).status, 403, host);
    }
    const out = (origin: string): Promise<Answer> =>
      server.ask('DELETE', '/api/session', { headers: { origin } });
    assert.equal((await out('http://interviews.example.org')).status, 403);
    assert.equal((await out('https://evil.example')).status, 403);
    assert.equal((await out(ADDRESS)).status, 204);
  });

  it('tells browsers to come over TLS from now on, which a server of one computer does not', async () => {
    const answer = await server.ask('GET', '/api/account');
    assert.match(answer.headers.get('strict-transport-security') ?? '', /^max-age=31536000/);
    const alone = testServer(database.store());
    const { headers } = await alone.ask('GET', '/api/account');
    await alone.services.close();
    assert.equal(headers.get('strict-transport-security'), null);
  });

  it('E18: counts tries by whom its own proxy heard, whatever stands before', async () => {
    const tryFrom = (address: string, told: string): Promise<Answer> =>
      server.ask('POST', '/api/invitations/look', {
        body: { token: 'x'.repeat(43) },
        headers: { 'x-forwarded-for': told },
        address,
      });
    let last = 0;
    for (let made = 0; last !== 429; made += 1) {
      assert.ok(made < 1000);
      last = (await tryFrom(PROXY, `192.0.2.${made % 250}, 203.0.113.9`)).status;
    }
    assert.equal((await tryFrom(PROXY, '203.0.113.10')).status, 404);
    assert.equal((await tryFrom('203.0.113.9', '203.0.113.10')).status, 429);
  });

  it('makes no second first account', async () => {
    await assert.rejects(setUpToken(server), /an account exists already/);
    const again = await server.ask('POST', '/api/session', { body: ADA, address: '198.51.100.1' });
    assert.equal(again.status, 400, again.text);
    const { email, password } = ADA;
    cookieOf(
      await server.ask('POST', '/api/session', { body: { email, password }, address: '198.51.100.1' }),
    );
  });
});
