/** Links that several browsers ask for, for one address. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, it } from 'node:test';
import { sql } from 'kysely';
import { LINKS_ALIVE } from '#domain/account/account.ts';
import { ADA, firstAccount } from './account-steps.ts';
import { forEachDatabase } from './databases.ts';
import { askedIn, askForLink } from './link-steps.ts';
import { MAIL } from './links.ts';
import { testServer, type TestServer } from './web-server.ts';

forEachDatabase('links that several browsers ask for', (database) => {
  let server: TestServer;
  before(async () => {
    server = testServer(database.store(), MAIL);
    await firstAccount(server);
  });
  after(() => server.services.close());
  const forgetTries = () => database.store().db.deleteFrom('tries').execute();
  beforeEach(forgetTries);

  it('keep their letters, whoever else asks, but that which the same browser has replaced', async () => {
    const waiting = async (): Promise<number> => {
      const { rows } = await sql`select from outbox_message where next_at is not null`.execute(
        database.store().db,
      );
      return rows.length;
    };
    const own = askedIn(await askForLink(server, ADA.email));
    await askForLink(server, ADA.email);
    assert.equal(await waiting(), 2);
    await askForLink(server, ADA.email, own);
    assert.equal(await waiting(), 2);
  });

  it('are so many at once for an address, and whoever asks for one more is told so', async () => {
    await database.store().db.deleteFrom('account_link').execute();
    for (const email of [ADA.email, 'nobody@example.org']) {
      const own = askedIn(await askForLink(server, email));
      for (let index = 1; index < LINKS_ALIVE; index += 1) await askForLink(server, email);
      await forgetTries();
      const more = await askForLink(server, email);
      assert.deepEqual([more.status, more.headers.has('set-cookie')], [429, false]);
      assert.match(more.problem().detail, /on their way already\. Use one of them/);
      // The same browser has another one in the place of its own, and the other purpose is counted apart.
      assert.equal((await askForLink(server, email, own)).status, 200);
      assert.equal((await askForLink(server, email, { purpose: 'new-password' })).status, 200);
      await forgetTries();
    }
  });

  it('leave no error behind', () => assert.deepEqual(server.errors, []));
});
