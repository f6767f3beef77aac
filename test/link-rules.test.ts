/** What holds of links beside what people do with them: counts, what is left in the tables, and a database that is busy. */
import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { SignedInList } from '#contract/account.ts';
import { TRIES } from '#domain/account/account.ts';
import { ok } from '#domain/result.ts';
import type { Context } from '#usecases/context.ts';
import { makePasswordLink } from '#usecases/sign-in/make-password-link.ts';
import { setPasswordByLink } from '#usecases/sign-in/set-password-by-link.ts';
import { showLink } from '#usecases/sign-in/show-link.ts';
import { signInByLink } from '#usecases/sign-in/sign-in-by-link.ts';
import { ADA, BEA, cookieOf, signIn } from './account-steps.ts';
import { busyAt } from './busy-at.ts';
import { forEachDatabase } from './databases.ts';
import { askedIn, askForLink, lookAtLink, useLink } from './link-steps.ts';
import { linkWorld } from './link-world.ts';
import type { Answer, TestServer } from './web-server.ts';

const ADDRESS = '127.0.0.1';

forEachDatabase('the rules of links', (database) => {
  const world = linkWorld(database);
  const { sent, older, isBea, forgetTries } = world;
  let server: TestServer;
  before(() => {
    server = world.server();
  });
  const key = (): string => server.services.context.tokenHash(`address ${ADDRESS}`);
  const tries = async (): Promise<number> => {
    const found = await database
      .store()
      .db.selectFrom('tries')
      .select('count')
      .where('key', '=', key())
      .execute();
    return found[0]?.count ?? 0;
  };
  const setPassword = (token: string, cookie: string, password: string): Promise<Answer> =>
    server.ask('POST', '/api/links/new-password', {
      body: { proof: { token }, password },
      headers: { cookie },
    });

  it('E5: tries with links are counted by network address, and those that were right are not', async () => {
    const { token, cookie } = await sent(BEA.email);
    const renewing = await sent(BEA.email, 'new-password');
    await lookAtLink(server, token, { cookie });
    assert.equal(await tries(), 0);
    const unknown = 'x'.repeat(43);
    assert.match((await lookAtLink(server, unknown)).problem().detail, /opens nothing any more/);
    assert.equal((await useLink(server, { token: unknown })).status, 404);
    assert.equal((await setPassword(unknown, cookie, BEA.password)).status, 404);
    assert.equal(await tries(), 3);
    const { db } = database.store();
    await db.updateTable('tries').set({ count: TRIES.ofAddress }).where('key', '=', key()).execute();
    const statuses = [
      (await lookAtLink(server, token, { cookie })).status,
      (await useLink(server, { token }, { cookie })).status,
      (await setPassword(renewing.token, renewing.cookie, BEA.password)).status,
    ];
    assert.deepEqual(statuses, [429, 429, 429]);
    await forgetTries();
    assert.ok(await isBea(await useLink(server, { token }, { cookie })));
    assert.equal(await tries(), 0);
  });

  it('opens what too many wrong passwords have shut, with the new password', async () => {
    for (let wrong = 0; wrong <= TRIES.ofAccount; wrong += 1) {
      await signIn(server, { ...BEA, password: 'not this one at all' });
    }
    assert.equal((await signIn(server, BEA)).status, 429);
    const { token, cookie } = await sent(BEA.email, 'new-password');
    const done = cookieOf(await setPassword(token, cookie, BEA.password));
    assert.equal((await signIn(server, BEA)).status, 200);
    const listed = await server.ask('GET', '/api/account/sessions', { headers: done });
    const { sessions } = listed.json<SignedInList>();
    assert.deepEqual(sessions.map(({ way }) => way).toSorted(), ['mail-link', 'password']);
    const signing = await sent(BEA.email);
    const signed = cookieOf(await useLink(server, { token: signing.token }, signing));
    const now = await server.ask('GET', '/api/account/sessions', { headers: signed });
    assert.equal(now.json<SignedInList>().sessions.find(({ here }) => here)?.way, 'mail-link');
  });

  it('E6: not even the right code opens anything for an address that may not come in', async () => {
    const asked = askedIn(await askForLink(server, 'nobody@example.org'));
    const { rows } = await sql<{ id: string; code: string }>`select id, code from account_link`.execute(
      database.store().db,
    );
    const code = server.services.context.sealing.unseal(rows[0]?.code ?? '', `code ${rows[0]?.id ?? ''}`);
    assert.ok(code !== undefined);
    const answer = await useLink(server, { code }, asked);
    assert.deepEqual([answer.status, answer.headers.has('set-cookie')], [403, false]);
  });

  it('clears away what has ended, and gives a link to one who takes it', async () => {
    const { db } = database.store();
    await askForLink(server, 'nobody@example.org');
    await older('11 minutes');
    await askForLink(server, 'somebody@example.org');
    const rows = await db.selectFrom('account_link').select('id').execute();
    assert.equal(rows.length, 1);
    const take = (id: string) =>
      server.services.context.store.keep(async ({ accountLinks }) => ok(await accountLinks.use(id)));
    const [own, foreign] = [rows[0]?.id ?? '', randomUUID()];
    assert.deepEqual(
      [await take(foreign), await take(own), await take(own)],
      [ok(false), ok(true), ok(false)],
    );
  });

  it('takes the link of whoever runs the server in any browser, and mails do not end it', async () => {
    const { context } = server.services;
    const made = await makePasswordLink(context, { email: BEA.email, origin: 'http://localhost:3000' });
    assert.ok(made.ok);
    const token = made.value.slice(-43);
    const { cookie } = await sent(BEA.email, 'new-password');
    assert.equal((await lookAtLink(server, token)).json<{ here: boolean }>().here, true);
    assert.ok(await isBea(await setPassword(token, cookie, BEA.password)));
  });

  it('sets no password by a link that a newer one took the place of while the password was hashed', async () => {
    const asked = await sent(BEA.email, 'new-password');
    const { token, cookie } = asked;
    const { context } = server.services;
    let newer = '';
    const hash: Context['passwords']['hash'] = async (password) => {
      newer = (await sent(BEA.email, 'new-password', asked)).cookie;
      return context.passwords.hash(password);
    };
    const slow = { ...context, passwords: { ...context.passwords, hash } };
    const shown = { proof: { token }, asked: cookie.slice(-43), password: 'a wholly new password' };
    const browser = { name: 'Firefox', address: ADDRESS, secret: undefined };
    const done = await setPasswordByLink(slow, shown, browser);
    assert.ok(newer !== '' && !done.ok && done.problem.code === 'not-found');
    assert.equal((await signIn(server, BEA)).status, 200);
  });

  it('sends two who ask at the same moment a letter each', async () => {
    await Promise.all([askForLink(server, ADA.email), askForLink(server, BEA.email)]);
    for (const { email } of [ADA, BEA]) assert.equal((await world.sink().wait(1, email)).length, 1);
  });

  it('says that others are first when the database is busy, and goes no further', async () => {
    const { token, cookie } = await sent(BEA.email);
    const renewing = await sent(BEA.email, 'new-password');
    const browser = { name: 'Firefox', address: ADDRESS, secret: undefined };
    const asked = cookie.slice(-43);
    const works = [
      [2, (context: Context) => showLink(context, { token, asked, address: ADDRESS })],
      [2, (context: Context) => signInByLink(context, { proof: { token }, asked }, browser)],
      [
        3,
        (context: Context) => {
          const shown = { proof: { token: renewing.token }, asked: renewing.cookie.slice(-43) };
          return setPasswordByLink(context, { ...shown, password: BEA.password }, browser);
        },
      ],
    ] as const;
    for (const [most, work] of works) {
      for (let turn = 1; turn <= most; turn += 1) {
        const { context, turns } = busyAt(server.services.context, turn);
        const done = await work(context);
        assert.deepEqual([!done.ok && done.problem.code, turns()], ['busy', turn]);
      }
    }
    assert.ok(await isBea(await useLink(server, { token }, { cookie })));
  });
});
