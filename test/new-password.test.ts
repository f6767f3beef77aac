/** A new password by a link of a mail, and what links are good for: the case E16. */
import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import { sql } from 'kysely';
import { ADA, BEA, cookieOf, invited, signIn, who } from './account-steps.ts';
import { forEachDatabase } from './databases.ts';
import { useLink, type Asked } from './link-steps.ts';
import { linkWorld } from './link-world.ts';
import type { TestServer } from './web-server.ts';

forEachDatabase('links for a new password', (database) => {
  const world = linkWorld(database);
  const { sent, isBea } = world;
  let server: TestServer;
  before(() => {
    server = world.server();
  });

  it('E16: a link is good for its own purpose and for nothing else', async () => {
    const signing = await sent(BEA.email);
    const renewing = await sent(BEA.email, 'new-password');
    const invitation = await invited(server, world.ada(), {
      who: { name: 'Dua' },
      email: 'dua@example.org',
      roles: ['interviewer'],
    });
    const post = async (path: string, body: object, { cookie }: Asked): Promise<number> =>
      (await server.ask('POST', `/api/${path}`, { body, headers: { cookie } })).status;
    const password = 'another quiet morning';
    for (const { token, code, cookie } of [signing, { ...renewing, token: invitation, code: '' }]) {
      assert.equal(await post('links/new-password', { proof: { token }, password }, { cookie }), 404);
      if (code === '') continue;
      assert.equal(await post('links/new-password', { proof: { code }, password }, { cookie }), 403);
    }
    assert.equal((await useLink(server, { token: renewing.token }, renewing)).status, 404);
    assert.equal((await useLink(server, { code: renewing.code }, renewing)).status, 403);
    assert.equal((await useLink(server, { token: invitation }, signing)).status, 404);
    for (const { token, cookie } of [signing, renewing]) {
      assert.equal(await post('invitations/look', { token }, { cookie }), 404);
      assert.equal(await post('invitations/accept', { token, name: 'Eve', password }, { cookie }), 404);
      assert.equal(await post('set-up', { ...ADA, token }, { cookie }), 404);
      assert.equal((await server.ask('GET', `/api/agenda/${token}`)).status, 404);
      assert.equal((await who(server, { cookie: `__Host-session=${token}` })).kind, 'nobody');
    }
    assert.ok(await isBea(await useLink(server, { token: signing.token }, signing)));
  });

  it('asks for the second factor after a link as after a password, where the account has one', async () => {
    const { db } = database.store();
    const [signing, renewing] = [await sent(BEA.email), await sent(BEA.email, 'new-password')];
    await sql`insert into authenticator (account_id, secret, made_at, confirmed_at)
      select id, 'sealed', now(), now() from account where email = ${BEA.email}`.execute(db);
    const signed = cookieOf(await useLink(server, { code: signing.code }, signing));
    assert.equal((await who(server, signed)).kind, 'halfway');
    const body = { proof: { token: renewing.token }, password: BEA.password };
    const headers = { cookie: renewing.cookie };
    const renewed = cookieOf(await server.ask('POST', '/api/links/new-password', { body, headers }));
    assert.equal((await who(server, renewed)).kind, 'halfway');
    await db.deleteFrom('authenticator').execute();
  });

  it('sets a new password by the link, which ends every session and link of the account', async () => {
    const before = cookieOf(await signIn(server, BEA));
    const signing = await sent(BEA.email);
    const { token, code, cookie } = await sent(BEA.email, 'new-password');
    const set = (body: object) =>
      server.ask('POST', '/api/links/new-password', { body, headers: { cookie } });
    // What is refused leaves the link, the code and the sessions as they are.
    for (const password of ['short', BEA.email, 'qwertyuiop123']) {
      for (const proof of [{ token }, { code }, { code }]) {
        const refused = await set({ proof, password });
        assert.deepEqual([refused.status, refused.problem().code], [400, 'faults'], password);
      }
    }
    assert.equal((await who(server, before)).kind, 'member');
    const password = 'a wholly new password';
    const wrong = { code: code === '000000' ? '111111' : '000000' };
    assert.equal((await set({ proof: wrong, password })).status, 403);
    const done = await set({ proof: { code }, password });
    assert.ok(await isBea(done));
    assert.equal((await who(server, before)).kind, 'nobody');
    assert.equal((await useLink(server, { token: signing.token }, signing)).status, 404);
    assert.equal((await set({ proof: { token }, password: 'and yet another one' })).status, 404);
    assert.equal((await signIn(server, BEA)).status, 403);
    assert.equal((await signIn(server, { ...BEA, password })).status, 200);
    const back = await sent(BEA.email, 'new-password');
    const body = { proof: { token: back.token }, password: BEA.password };
    const elsewhere = await server.ask('POST', '/api/links/new-password', { body });
    assert.equal(elsewhere.status, 409);
    const two = await Promise.all(
      [1, 2].map(() =>
        server.ask('POST', '/api/links/new-password', { body, headers: { cookie: back.cookie } }),
      ),
    );
    assert.deepEqual(new Set(two.map(({ status }) => status)), new Set([200, 404]));
  });
});
