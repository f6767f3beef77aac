/** The first account: by the link of the start, once, and with nothing left behind a locked door. */
import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { OrganisationList } from '#contract/organisation.ts';
import { offerSetUp } from '#usecases/account/offer-set-up.ts';
import { ADA, cookieOf, firstAccount, ORGANISATION, setUpToken, who } from './account-steps.ts';
import { forEachDatabase } from './databases.ts';
import { smallOrganisation } from './small-organisation.ts';
import { testServer, type TestServer } from './web-server.ts';

forEachDatabase('the first account', (database) => {
  let server: TestServer;
  before(() => (server = testServer(database.store())));
  after(() => server.services.close());

  const setUp = async (token: string, more: object = {}): Promise<number> =>
    (
      await server.ask('POST', '/api/set-up', {
        body: { ...ADA, token, organisation: ORGANISATION, ...more },
      })
    ).status;

  it('is made by the newest link alone', async () => {
    const older = await setUpToken(server);
    await setUpToken(server);
    assert.equal(await setUp(older), 404);
    assert.equal(await setUp('x'.repeat(43)), 404);
    assert.equal(await setUp('x'), 400);
    assert.deepEqual(await who(server, {}), { kind: 'computer' });
  });

  it('needs a password of its own, and says what is wrong with one without showing it', async () => {
    const token = await setUpToken(server);
    for (const [password, found] of [
      ['', '0 characters'],
      ['elevenchars', '11 characters'],
      ['x'.repeat(129), '129 characters'],
      ['Ada@Example.org', 'your e-mail address'],
      ['Qwerty123456789', 'a password that many others use'],
    ] as const) {
      const body = { ...ADA, token, password, organisation: ORGANISATION };
      const { faults = [] } = (await server.ask('POST', '/api/set-up', { body })).problem();
      assert.deepEqual([faults[0]?.place, faults[0]?.found], ['password', found]);
    }
  });

  it('needs an organisation where none was started, and its own alone', async () => {
    const token = await setUpToken(server);
    const { organisation: _none, ...body } = { ...ADA, token, organisation: ORGANISATION };
    assert.equal(
      (await server.ask('POST', '/api/set-up', { body })).problem().faults?.[0]?.place,
      'organisation',
    );
    assert.equal(await setUp(token, { roles: ['administrator'] }), 400);
  });

  it('is one, of two that are made at the same time, and takes over what was started before', async () => {
    const before = await smallOrganisation(server);
    await server.ask('POST', '/api/sample');
    const token = await setUpToken(server);
    const answers = await Promise.all(
      ['ada@example.org', 'eve@example.org'].map((email) =>
        server.ask('POST', '/api/set-up', { body: { ...ADA, email, token } }),
      ),
    );
    assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200, 404]));
    const won = answers.find(({ status }) => status === 200);
    assert.ok(won !== undefined);
    const signed = cookieOf(won);
    const me = await who(server, signed);
    assert.equal(me.kind, 'member');
    assert.deepEqual(me.kind === 'member' && me.memberships, [
      { organisation: before.organisation, roles: ['administrator'] },
    ]);
    const people = await server.ask('GET', `/api/o/${before.organisation}/people`, { headers: signed });
    assert.equal(people.status, 200, people.text);
    assert.match(people.text, /"name":"Ada Byron"/);
    const listed = await server.ask('GET', '/api/organisations', { headers: signed });
    assert.ok(listed.json<OrganisationList>().organisations.length >= 1);
  });

  it('leaves no way to make another one like it', async () => {
    const offered = await offerSetUp(server.services.context);
    assert.deepEqual(offered, { ok: true, value: undefined });
    assert.equal(await setUp('x'.repeat(43)), 404);
    assert.deepEqual(await who(server, {}), { kind: 'nobody' });
  });
});

forEachDatabase('the first account on a fresh computer', (database) => {
  it('makes the organisation, its administrator as a person, and no secret in the database', async () => {
    const server = testServer(database.store());
    const { organisation, person, cookie } = await firstAccount(server);
    const people = await server.ask('GET', `/api/o/${organisation}/people`, { headers: { cookie } });
    assert.ok(people.text.includes(person) && people.text.includes('"timeZone":"Europe/Berlin"'));
    const { db } = database.store();
    const session = await db.selectFrom('account_session').selectAll().executeTakeFirstOrThrow();
    const account = await db.selectFrom('account').selectAll().executeTakeFirstOrThrow();
    assert.ok(!JSON.stringify(session).includes(cookie.split('=')[1] ?? '-'));
    assert.ok(account.confirmed_at !== null, 'whoever runs the server says whose address it is');
    assert.match(account.password ?? '', /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
    assert.equal((await db.selectFrom('set_up_link').selectAll().execute()).length, 0);
    await server.services.close();
  });
});
