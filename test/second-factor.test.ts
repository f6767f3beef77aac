/** What somebody reaches who has come in with a first factor and owes the second one. */
import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { sql } from 'kysely';
import type { SignedInList } from '#contract/account.ts';
import { ADA, cookieOf, firstAccount, signIn, who, type First } from './account-steps.ts';
import { forEachDatabase } from './databases.ts';
import { testServer, type TestServer } from './web-server.ts';

forEachDatabase('the second factor', (database) => {
  let server: TestServer;
  let ada: First;
  before(async () => {
    server = testServer(database.store());
    ada = await firstAccount(server);
  });
  after(() => server.services.close());

  it('is owed by every session of an account that has one, from the next request on', async () => {
    const { db } = database.store();
    const before = await server.ask('GET', '/api/account/sessions', { headers: { cookie: ada.cookie } });
    const [session] = before.json<SignedInList>().sessions;
    assert.deepEqual([session?.way, session?.secondFactor], ['password', null]);
    await sql`insert into authenticator (account_id, secret, made_at) select id, 'sealed', now() from account`.execute(
      db,
    );
    assert.equal((await who(server, ada)).kind, 'member');
    await sql`update authenticator set confirmed_at = now()`.execute(db);
    assert.equal((await who(server, ada)).kind, 'halfway');
    const inside = await server.ask('GET', `/api/o/${ada.organisation}/people`, {
      headers: { cookie: ada.cookie },
    });
    assert.deepEqual([inside.status, inside.problem().detail.slice(0, 23)], [401, 'Finish signing in first']);
    const own = await server.ask('GET', '/api/account/sessions', { headers: { cookie: ada.cookie } });
    assert.equal(own.status, 401);
  });

  it('must be given within minutes of the first, and signing out is never barred', async () => {
    const { db } = database.store();
    const signed = cookieOf(await signIn(server, ADA));
    assert.equal((await who(server, signed)).kind, 'halfway');
    const hash = server.services.context.tokenHash(signed.cookie.split('=')[1] ?? '');
    const { rows } = await sql<{ minutes: number }>`
      select extract(epoch from ends_at - began_at)::integer / 60 as minutes from account_session where secret_hash = ${hash}`.execute(
      db,
    );
    assert.deepEqual(rows, [{ minutes: 15 }]);
    assert.equal((await server.ask('DELETE', '/api/session', { headers: signed })).status, 204);
    assert.equal((await who(server, signed)).kind, 'nobody');
  });

  it('leaves no error', () => assert.deepEqual(server.errors, []));
});
