/** Calendar feeds of members who are shut out or removed, and of people without an account. */
import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { Person } from '#contract/people.ts';
import { BEA, firstAccount, membersOf, secondAccount, type First } from './account-steps.ts';
import { forEachDatabase } from './databases.ts';
import { testServer, type Answer, type TestServer } from './web-server.ts';

forEachDatabase('the calendar feed of a member', (database) => {
  let server: TestServer;
  let ada: First;
  let bea: string;
  before(async () => {
    server = testServer(database.store());
    ada = await firstAccount(server);
    await secondAccount(server, ada);
    bea = (await membersOf(server, ada)).members.find(({ email }) => email === BEA.email)?.person ?? '';
  });
  after(() => server.services.close());

  const asAda = (method: string, path: string, body?: unknown): Promise<Answer> =>
    server.ask(method, `/api/o/${ada.organisation}/${path}`, {
      headers: { cookie: ada.cookie },
      ...(body !== undefined && { body }),
    });
  const feedOf = async (id: string): Promise<string> => {
    const people = (await asAda('GET', 'people')).json<{ people: readonly Person[] }>().people;
    return people.find((person) => person.id === id)?.feed ?? assert.fail('the person has a feed');
  };
  const status = async (feed: string): Promise<number> => (await server.ask('GET', feed)).status;
  const setDisabled = async (disabled: boolean): Promise<void> => {
    const changed = await asAda('PUT', `members/${bea}`, { roles: ['interviewer'], disabled });
    assert.equal(changed.status, 200, changed.text);
  };

  it('answers like one that was withdrawn while the member is shut out, and works again afterwards', async () => {
    const feed = await feedOf(bea);
    assert.equal(await status(feed), 200);
    await setDisabled(true);
    const shut = await server.ask('GET', feed);
    const unknown = await server.ask('GET', feed.replace(/[\w-]{43}/, 'a'.repeat(43)));
    assert.deepEqual([shut.status, shut.text], [404, unknown.text]);
    await setDisabled(false);
    assert.equal(await status(feed), 200);
  });

  it('has another address once the member was removed, and goes on for the person', async () => {
    const feed = await feedOf(bea);
    assert.equal((await asAda('DELETE', `members/${bea}`)).status, 204);
    assert.equal(await status(feed), 404);
    const next = await feedOf(bea);
    assert.notEqual(next, feed);
    assert.equal(await status(next), 200);
  });

  it('works for people without an account', async () => {
    const person = { name: 'Eve', timeZone: 'UTC', works: [], pools: [] };
    const { id } = (await asAda('POST', 'people', person)).json<Person>();
    assert.equal(await status(await feedOf(id)), 200);
  });

  it('leaves no error behind', () => assert.deepEqual(server.errors, []));
});
