/** Signing in by a link or a code of a mail: the cases E1 to E6, E11 and E13. */
import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import { sql } from 'kysely';
import { LINKS_ALIVE, LINKS_ASKED, WRONG_CODES } from '#domain/account/account.ts';
import { BEA, cookieOf, signIn, who } from './account-steps.ts';
import { forEachDatabase } from './databases.ts';
import { askedIn, askForLink, lookAtLink, useLink, type Asked } from './link-steps.ts';
import { CEM, linkWorld } from './link-world.ts';
import { mailAtRest } from './mail-at-rest.ts';
import { testServer, type TestServer } from './web-server.ts';

forEachDatabase('links by mail', (database) => {
  const world = linkWorld(database);
  const { sent, setDisabled, isBea, older, forgetTries } = world;
  let server: TestServer;
  before(() => {
    server = world.server();
  });

  it('offers links where mail is set up, and there alone', async () => {
    assert.deepEqual((await server.ask('GET', '/api/links')).json(), { mail: true });
    const without = testServer(database.store());
    assert.deepEqual((await without.ask('GET', '/api/links')).json(), { mail: false });
    const refused = await askForLink(without, BEA.email);
    assert.equal(refused.status, 404);
    assert.match(refused.problem().detail, /sends no mail here\. Whoever runs it can make a link for you/);
    await without.services.close();
  });

  it('binds the link to the browser that asked, for as long as the link lives', async () => {
    const set = (await askForLink(server, 'nobody@example.org')).headers.get('set-cookie') ?? '';
    assert.match(set, /^__Host-asked=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Lax; Max-Age=600$/);
  });

  it('signs in by the link, once, in the browser that asked', async () => {
    const { token, cookie } = await sent(BEA.email);
    const seen = (await lookAtLink(server, token, { cookie })).json();
    assert.deepEqual(seen, { purpose: 'sign-in', email: BEA.email, here: true });
    const answer = await useLink(server, { token }, { cookie });
    assert.deepEqual([answer.status, answer.text], [200, '{}']);
    const cookies = answer.headers.getSetCookie();
    assert.match(cookies[0] ?? '', /^__Host-session=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Lax;/);
    assert.match(cookies[1] ?? '', /^__Host-asked=; .*Max-Age=0$/);
    assert.ok(await isBea(answer));
    assert.equal((await useLink(server, { token }, { cookie })).status, 404);
  });

  it('signs in by the code too, and then the link is used as well', async () => {
    const { token, code, cookie } = await sent(BEA.email);
    const spaced = `${code.slice(0, 3)} ${code.slice(3)}`;
    assert.ok(await isBea(await useLink(server, { code: spaced }, { cookie })));
    assert.equal((await useLink(server, { token }, { cookie })).status, 404);
    assert.equal((await useLink(server, { code }, { cookie })).status, 403);
  });

  it('E1: what a scanner or a prefetch does with a link uses nothing: HEAD, GET, and looking at it', async () => {
    const { token, cookie } = await sent(BEA.email);
    const headers = { cookie, 'sec-purpose': 'prefetch;prerender' };
    for (const method of ['HEAD', 'GET']) {
      for (const path of ['/sign-in/link', `/sign-in/link?token=${token}`, `/api/links?token=${token}`]) {
        await server.ask(method, path, { headers });
      }
      assert.equal((await server.ask(method, '/api/links/sign-in', { headers })).status, 405);
    }
    for (const browser of [{}, { cookie }, { cookie }]) {
      assert.equal((await lookAtLink(server, token, browser)).status, 200);
    }
    assert.ok(await isBea(await useLink(server, { token }, { cookie })));
  });

  it('E2: in another browser the link signs nobody in and stays good, and the code is no use there', async () => {
    const { token, code, cookie } = await sent(BEA.email);
    const other = askedIn(await askForLink(server, 'nobody@example.org'));
    for (const elsewhere of [{}, other, { cookie: `__Host-asked=${'a'.repeat(43)}` }]) {
      const seen = (await lookAtLink(server, token, elsewhere)).json<{ here: boolean }>();
      assert.equal(seen.here, false);
      const link = await useLink(server, { token }, elsewhere);
      assert.deepEqual([link.status, link.headers.has('set-cookie')], [409, false]);
      assert.match(link.problem().detail, /in another browser\. Type the code/);
      const typed = await useLink(server, { code }, elsewhere);
      assert.deepEqual([typed.status, typed.headers.has('set-cookie')], [403, false]);
    }
    assert.ok(await isBea(await useLink(server, { code }, { cookie })));
  });

  it('E3: of many who use one link or its code at the same moment, one comes in', async () => {
    const { token, code, cookie } = await sent(BEA.email);
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        useLink(server, index % 2 === 0 ? { token } : { code }, { cookie }),
      ),
    );
    assert.equal(answers.filter(({ headers }) => headers.has('set-cookie')).length, 1);
    assert.equal(answers.filter(({ status }) => status === 200).length, 1);
  });

  it('E4: a link lives ten minutes by the clock of the database, and one that is set back revives none', async () => {
    const tried = async (by: string): Promise<number> => {
      await forgetTries();
      const { token, code, cookie } = await sent(BEA.email);
      await older(by);
      const typed = await useLink(server, { code }, { cookie });
      const opened = await useLink(server, { token }, { cookie });
      return Math.min(typed.status, opened.status);
    };
    assert.equal(await tried('9 minutes'), 200);
    assert.equal(await tried('11 minutes'), 403);
    // Two hours back: it was made in what is now the future.
    assert.equal(await tried('-2 hours'), 403);
    const { db } = database.store();
    const seenLater = (by: string) =>
      sql`update account_session set used_at = used_at + ${by}::interval`.execute(db);
    // Back to before it ended; but somebody who is signed in was seen later than that. New links work all the same.
    const { token, cookie } = await sent(BEA.email);
    await seenLater('11 minutes');
    assert.equal((await useLink(server, { token }, { cookie })).status, 404);
    assert.equal(await tried('9 minutes'), 200);
    await seenLater('-11 minutes');
    // Back to before it ended; but somebody asked for a link later than that.
    await forgetTries();
    const again = await sent(BEA.email);
    await older('5 minutes');
    await askForLink(server, 'nobody@example.org');
    const newest = (by: string) =>
      sql`update account_link set made_at = now() + ${by}::interval where account_id is null`.execute(db);
    await newest('6 minutes');
    assert.equal((await useLink(server, { token: again.token }, again)).status, 404);
    await newest('4 minutes');
    assert.equal((await useLink(server, { token: again.token }, again)).status, 200);
  });

  it('E5: links are limited for one address, whoever asks, and from one network, for whomever', async () => {
    const statuses: number[] = [];
    for (let index = 0; index < 20; index += 1) {
      statuses.push((await askForLink(server, BEA.email, { address: `198.51.100.${index}` })).status);
    }
    const { most } = LINKS_ASKED.ofAccount;
    assert.deepEqual(statuses, [...Array(most).fill(200), ...Array(20 - most).fill(429)]);
    const other: number[] = [];
    for (let index = 0; index <= LINKS_ASKED.ofAddress.most; index += 1) {
      other.push((await askForLink(server, `nobody${index}@example.org`, { address: '203.0.113.9' })).status);
    }
    assert.deepEqual([new Set(other.slice(0, -1)), other.at(-1)], [new Set([200]), 429]);
    // Passwords are counted apart.
    assert.equal((await signIn(server, BEA)).status, 200);
  });

  it('E5: five wrong codes burn the code, from however many addresses, and the link still works', async () => {
    const { token, code, cookie } = await sent(BEA.email);
    const wrong = code === '000000' ? '111111' : '000000';
    const tries = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        useLink(server, { code: wrong }, { cookie, address: `198.51.100.${index}` }),
      ),
    );
    assert.deepEqual(new Set(tries.map(({ status }) => status)), new Set([403]));
    assert.match(tries[0]?.text ?? '', /This is not the code of the newest mail/);
    const { rows } = await sql<{ count: number }>`select wrong_codes as count from account_link`.execute(
      database.store().db,
    );
    assert.deepEqual(rows, [{ count: WRONG_CODES }]);
    const right = await useLink(server, { code }, { cookie });
    assert.deepEqual([right.status, right.text], [403, tries[0]?.text]);
    assert.ok(await isBea(await useLink(server, { token }, { cookie })));
    const again = await sent(BEA.email);
    for (let times = 1; times < WRONG_CODES; times += 1) await useLink(server, { code: wrong }, again);
    assert.ok(await isBea(await useLink(server, { code: again.code }, again)));
  });

  it('E6: unknown, known and disabled addresses get the same answer for the same rows', async () => {
    const { db } = database.store();
    const shapes: string[] = [];
    for (const [index, email] of [BEA.email, 'nob@example.org', CEM.email].entries()) {
      await db.deleteFrom('outbox_message').execute();
      await db.deleteFrom('account_link').execute();
      const answer = await askForLink(server, email, { address: `192.0.2.${index}` });
      const wrong = await useLink(server, { code: '000000' }, askedIn(answer));
      const links =
        await sql`select purpose, wrong_codes, minutes, length(code) as code, length(token_hash) as token
        from account_link`.execute(db);
      await mailAtRest(database);
      const letters = await sql`select attempts, content, problem, sent_at is not null as sent,
        expires_at - made_at as lasts, organisation_id from outbox_message`.execute(db);
      const names = [...answer.headers.keys()];
      const told = [answer.status, answer.text, names, wrong.status, wrong.text, [...wrong.headers.keys()]];
      shapes.push(JSON.stringify([told, links.rows, letters.rows]));
    }
    assert.equal(new Set(shapes).size, 1, shapes.join('\n'));
    assert.deepEqual(
      world.sink().received.map(({ to }) => to),
      [[BEA.email]],
    );
  });

  it('leaves a link as it is whoever else asks for one, and each works in its own browser', async () => {
    const own = await sent(BEA.email);
    const strangers: Asked[] = [];
    for (let index = 1; index < LINKS_ALIVE; index += 1) strangers.push(await sent(BEA.email));
    for (const stranger of strangers) {
      assert.equal((await useLink(server, { code: own.code }, stranger)).status, 403);
    }
    assert.ok(await isBea(await useLink(server, { code: own.code }, own)));
  });

  it('ends the older link when the same browser asks for a newer one, and all when the account is shut', async () => {
    const first = await sent(BEA.email);
    const second = await sent(BEA.email, 'sign-in', first);
    assert.equal((await useLink(server, { token: first.token }, first)).status, 404);
    assert.equal((await useLink(server, { code: first.code }, first)).status, 403);
    await setDisabled(BEA.email, true);
    assert.equal((await lookAtLink(server, second.token, second)).status, 404);
    assert.equal((await useLink(server, { token: second.token }, second)).status, 404);
    assert.equal((await useLink(server, { code: second.code }, second)).status, 403);
    await setDisabled(BEA.email, false);
    assert.ok(await isBea(await useLink(server, { token: second.token }, second)));
  });

  it('E13: a session begun by a link has a secret of its own, and no other page begins one', async () => {
    const { token, cookie } = await sent(BEA.email);
    const planted = `__Host-session=${'a'.repeat(43)}`;
    const body = { token };
    const foreign = { cookie, origin: 'https://evil.example' };
    assert.equal((await server.ask('POST', '/api/links/sign-in', { body, headers: foreign })).status, 403);
    const text = { cookie, 'content-type': 'text/plain' };
    const plain = await server.ask('POST', '/api/links/sign-in', {
      body: JSON.stringify(body),
      headers: text,
    });
    assert.equal(plain.status, 415);
    const headers = { cookie: `${planted}; ${cookie}` };
    const answer = await server.ask('POST', '/api/links/sign-in', { body, headers });
    assert.notEqual(cookieOf(answer).cookie, planted);
    assert.equal((await who(server, { cookie: planted })).kind, 'nobody');
    assert.ok(await isBea(answer));
  });

  it('E11: no token, code, cookie or address is in the log or in plain in the database', async () => {
    const { token, code, cookie } = await sent(BEA.email);
    await useLink(server, { token }, { cookie });
    const { db } = database.store();
    const rows = await sql`select to_jsonb(l)::text as text from account_link l
      union all select to_jsonb(m)::text from outbox_message m`.execute(db);
    const all = `${server.log.join('\n')}${JSON.stringify(rows.rows)}`;
    for (const secret of [token, cookie.slice(-43), BEA.email]) assert.ok(!all.includes(secret), secret);
    assert.ok(!server.log.join('\n').includes(code));
    assert.deepEqual(server.errors, []);
  });
});
