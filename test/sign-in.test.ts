/** Signing in by password, and sessions: the cases E4 to E6, E12 to E14 and E18. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, it } from 'node:test';
import { sql } from 'kysely';
import { TRIES } from '#domain/account/account.ts';
import type { SignedInList } from '#contract/account.ts';
import { signIn as signInCase } from '#usecases/sign-in/sign-in.ts';
import {
  ADA,
  BEA,
  cookieOf,
  firstAccount,
  membersOf,
  secondAccount,
  signIn,
  who,
  type First,
} from './account-steps.ts';
import { forEachDatabase } from './databases.ts';
import { tryWrong } from './wrong-tries.ts';
import { HOST, testServer, type TestServer } from './web-server.ts';

const INTERVIEWER = { roles: ['interviewer'], disabled: false };

forEachDatabase('signing in', (database) => {
  let server: TestServer;
  let ada: First;
  before(async () => {
    server = testServer(database.store());
    ada = await firstAccount(server);
    await secondAccount(server, ada);
  });
  after(() => server.services.close());
  beforeEach(() => database.store().db.deleteFrom('tries').execute());

  const changeBea = async (to: object): Promise<number> => {
    const { members } = await membersOf(server, ada);
    const bea = members.find(({ email }) => email === BEA.email)?.person ?? '';
    const path = `/api/o/${ada.organisation}/members/${bea}`;
    return (await server.ask('PUT', path, { body: to, headers: { cookie: ada.cookie } })).status;
  };

  it('works with the right password, and says who one is', async () => {
    const answer = await signIn(server, { ...ADA, email: ' Ada@Example.ORG ' });
    assert.deepEqual([answer.status, answer.text], [200, '{}']);
    const set = answer.headers.get('set-cookie') ?? '';
    assert.match(set, /^__Host-session=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Lax; Max-Age=2592000$/);
    const me = await who(server, cookieOf(answer));
    assert.ok(me.kind === 'member' && me.name === ADA.name && me.email === ADA.email);
  });

  it('E4: a session ends by the clock of the database, and one that is set back makes none valid again', async () => {
    const { db } = database.store();
    const moved = async (column: 'used_at' | 'ends_at', by: string): Promise<string> => {
      const { cookie } = cookieOf(await signIn(server, BEA));
      const secret = server.services.context.tokenHash(cookie.split('=')[1] ?? '');
      await sql`update account_session set ${sql.ref(column)} = now() + ${by}::interval where secret_hash = ${secret}`.execute(
        db,
      );
      return (await who(server, { cookie })).kind;
    };
    assert.equal(await moved('used_at', '-71 hours'), 'member');
    assert.equal(await moved('used_at', '-73 hours'), 'nobody');
    assert.equal(await moved('ends_at', '1 minute'), 'member');
    assert.equal(await moved('ends_at', '-1 second'), 'nobody');
    // The clock has gone back by two hours since Ada was seen: what ended an hour ago by then has ended.
    const { cookie } = cookieOf(await signIn(server, ADA));
    const secret = server.services.context.tokenHash(cookie.split('=')[1] ?? '');
    await sql`update account_session set used_at = now() + interval '2 hours' where secret_hash = ${secret}`.execute(
      db,
    );
    assert.equal(await moved('ends_at', '1 hour'), 'nobody');
    assert.equal(await moved('ends_at', '3 hours'), 'member');
    await db.deleteFrom('account_session').where('secret_hash', '=', secret).execute();
  });

  it('E5: wrong passwords are counted per account, from however many addresses', async () => {
    const tries = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        signIn(server, { ...BEA, password: `wrong password ${index}` }, { address: `198.51.100.${index}` }),
      ),
    );
    const statuses = tries.map(({ status }) => status);
    assert.equal(statuses.filter((status) => status === 403).length, TRIES.ofAccount);
    assert.equal(statuses.filter((status) => status === 429).length, 50 - TRIES.ofAccount);
    // Even the right one, until the window is over; an unknown address is counted in the same way.
    const right = await signIn(server, BEA, { address: '203.0.113.1' });
    assert.deepEqual([right.status, Number(right.headers.get('retry-after')) > 60], [429, true]);
    assert.equal((await signIn(server, ADA)).status, 200);
    const { db } = database.store();
    await sql`update tries set began_at = began_at - interval '16 minutes'`.execute(db);
    assert.equal((await signIn(server, BEA)).status, 200);
  });

  it('E5: a right password begins the count anew', async () => {
    for (let round = 0; round < 3; round += 1) {
      for (let wrong = 1; wrong < TRIES.ofAccount; wrong += 1) {
        assert.equal((await signIn(server, { ...BEA, password: 'not this one at all' })).status, 403);
      }
      assert.equal((await signIn(server, BEA)).status, 200);
    }
  });

  it('E6: unknown, known and disabled addresses get the same answer for the same work', async () => {
    assert.equal(await changeBea({ ...INTERVIEWER, disabled: true }), 200);
    let hashed = 0;
    const { context } = server.services;
    const counting = {
      ...context,
      passwords: {
        ...context.passwords,
        matches: (password: string, stored: string | undefined) => {
          hashed += 1;
          return context.passwords.matches(password, stored);
        },
      },
    };
    const browser = { name: 'Firefox', address: '127.0.0.1', secret: undefined };
    const answers = [];
    for (const [email, password] of [
      [ADA.email, 'not her password'],
      ['nobody@example.org', 'not her password'],
      [BEA.email, 'not her password'],
      [BEA.email, BEA.password],
    ] as const) {
      hashed = 0;
      const use = await signInCase(counting, { email, password }, browser);
      const { status, text, headers } = await signIn(server, { email, password });
      answers.push(JSON.stringify([hashed, use, status, text, [...headers.keys()]]));
    }
    assert.equal(new Set(answers).size, 1, answers.join('\n'));
    assert.match(answers[0] ?? '', /^\[1,.*address and the password do not belong together/);
    assert.equal(await changeBea(INTERVIEWER), 200);
    assert.equal((await signIn(server, BEA)).status, 200);
  });

  it('E12: whoever signs out, is disabled or loses a role is out with the next request', async () => {
    const path = `/api/o/${ada.organisation}/people`;
    const begun = async (): Promise<string> => cookieOf(await signIn(server, BEA)).cookie;
    const status = async (cookie: string): Promise<string> => (await who(server, { cookie })).kind;
    const gone = await begun();
    assert.equal((await server.ask('GET', path, { headers: { cookie: gone } })).status, 200);
    const out = await server.ask('DELETE', '/api/session', { headers: { cookie: gone } });
    assert.match(out.headers.get('set-cookie') ?? '', /^__Host-session=; .*Max-Age=0$/);
    assert.equal(await status(gone), 'nobody');

    const disabled = await begun();
    await changeBea({ ...INTERVIEWER, disabled: true });
    assert.equal(await status(disabled), 'nobody');
    await changeBea(INTERVIEWER);
    assert.equal(await status(disabled), 'nobody');

    await changeBea({ roles: ['interviewer', 'coordinator'], disabled: false });
    const less = await begun();
    await changeBea(INTERVIEWER);
    assert.equal(await status(less), 'nobody');
    const more = await begun();
    await changeBea({ roles: ['interviewer', 'operator'], disabled: false });
    assert.equal(await status(more), 'member');
    await changeBea(INTERVIEWER);
  });

  it('E12: signing out everywhere and changing the password end all other sessions', async () => {
    const here = cookieOf(await signIn(server, BEA));
    const there = cookieOf(await signIn(server, BEA, { headers: { 'user-agent': 'X Firefox/1 Linux' } }));
    const listed = await server.ask('GET', '/api/account/sessions', { headers: there });
    const { sessions } = listed.json<SignedInList>();
    assert.deepEqual(
      sessions.filter((session) => session.here).map(({ browser }) => browser),
      ['Firefox on Linux'],
    );
    const password = 'another quiet morning';
    const wrong = { current: 'not the current one', password };
    const refused = await server.ask('PUT', '/api/account/password', { body: wrong, headers: here });
    assert.equal(refused.status, 403);
    const body = { current: BEA.password, password };
    const changed = await server.ask('PUT', '/api/account/password', { body, headers: here });
    const anew = cookieOf(changed);
    assert.deepEqual(
      [(await who(server, here)).kind, (await who(server, there)).kind, (await who(server, anew)).kind],
      ['nobody', 'nobody', 'member'],
    );
    assert.equal((await signIn(server, BEA)).status, 403);
    const back = { current: password, password: BEA.password };
    const other = cookieOf(await server.ask('PUT', '/api/account/password', { body: back, headers: anew }));
    assert.equal((await server.ask('DELETE', '/api/account/sessions', { headers: other })).status, 204);
    assert.equal((await who(server, other)).kind, 'nobody');
  });

  it('E12: one session can be ended from another, and nobody else’s', async () => {
    const bea = cookieOf(await signIn(server, BEA));
    const other = cookieOf(await signIn(server, BEA));
    const { sessions } = (
      await server.ask('GET', '/api/account/sessions', { headers: bea })
    ).json<SignedInList>();
    const id = sessions.find(({ here }) => !here)?.id ?? '';
    const foreign = await server.ask('DELETE', `/api/account/sessions/${id}`, {
      headers: { cookie: ada.cookie },
    });
    assert.deepEqual([foreign.status, foreign.problem().detail], [404, 'There is no such session here.']);
    assert.equal((await who(server, other)).kind, 'member');
    assert.equal((await server.ask('DELETE', `/api/account/sessions/${id}`, { headers: bea })).status, 204);
    assert.deepEqual([(await who(server, other)).kind, (await who(server, bea)).kind], ['nobody', 'member']);
  });

  it('E13: a sign-in makes a new secret, and one that was there before opens nothing', async () => {
    const planted = { cookie: `__Host-session=${'a'.repeat(43)}` };
    const first = cookieOf(await signIn(server, BEA, { headers: planted }));
    assert.notEqual(first.cookie, planted.cookie);
    const second = cookieOf(await signIn(server, BEA, { headers: first }));
    assert.notEqual(second.cookie, first.cookie);
    const kinds = [];
    for (const signed of [planted, first, second]) kinds.push((await who(server, signed)).kind);
    assert.deepEqual(kinds, ['nobody', 'nobody', 'member']);
  });

  it('E13: no other page signs anybody in, and no form or text is read', async () => {
    const from = async (headers: Record<string, string>, body: unknown = BEA): Promise<number> =>
      (await server.ask('POST', '/api/session', { body, headers })).status;
    assert.equal(await from({ origin: 'https://evil.example' }), 403);
    assert.equal(await from({ 'sec-fetch-site': 'cross-site' }), 403);
    const text = JSON.stringify({ email: BEA.email, password: BEA.password });
    assert.equal(await from({ 'content-type': 'text/plain' }, text), 415);
    assert.equal(await from({ 'content-type': 'application/x-www-form-urlencoded' }, text), 415);
    assert.equal(await from({ 'content-type': 'application/json', origin: `http://${HOST}` }, text), 200);
  });

  it('E14: who one is comes from the row of the session, whatever else is sent', async () => {
    const bea = cookieOf(await signIn(server, BEA));
    for (const extra of [{ email: ADA.email }, { id: ada.person }, { roles: ['administrator'] }]) {
      const body = { name: BEA.name, ...extra };
      assert.equal((await server.ask('PUT', '/api/account', { body, headers: bea })).status, 400);
    }
    const headers = { ...bea, 'x-account': ADA.email, authorization: `Bearer ${ada.cookie}` };
    const body = { name: 'Bea Q.' };
    assert.equal((await server.ask('PUT', '/api/account', { body, headers })).status, 200);
    const me = await who(server, bea);
    assert.deepEqual(me.kind === 'member' && [me.name, me.email], ['Bea Q.', BEA.email]);
    const { members } = await membersOf(server, ada);
    assert.deepEqual(members.map(({ name }) => name).toSorted(), ['Ada Byron', 'Bea Q.']);
  });

  it('E18: tries are counted by the address of the connection and not by what a header says', async () => {
    const ask = (index: number, address: string): Promise<{ status: number }> =>
      signIn(
        server,
        { email: `nobody${index}@example.org`, password: 'whatever it may be' },
        {
          address,
          headers: { 'x-forwarded-for': `203.0.113.${index}`, forwarded: `for=203.0.113.${index}` },
        },
      );
    const { db } = database.store();
    const key = (address: string): string => server.services.context.tokenHash(`address ${address}`);
    const almost = { began_at: sql<string>`now()`, count: TRIES.ofAddress - 1 };
    await db
      .insertInto('tries')
      .values({ key: key('192.0.2.7'), ...almost })
      .execute();
    await db
      .insertInto('tries')
      .values({ key: key('2001:db8:0:1::/64'), ...almost })
      .execute();
    assert.equal((await ask(1, '192.0.2.7')).status, 403);
    assert.equal((await ask(2, '192.0.2.7')).status, 429);
    assert.equal((await ask(3, '::ffff:192.0.2.7')).status, 429);
    assert.equal((await ask(4, '2001:db8:0:1::1')).status, 403);
    assert.equal((await ask(5, '2001:db8:0:1:ffff::2')).status, 429);
    assert.equal((await ask(6, '2001:db8:0:2::1')).status, 403);
  });

  it('lets nobody in at 200 wrong passwords and links, and answers all alike', async () => {
    const { successes, answers } = await tryWrong(server, 200);
    assert.equal(successes, 0);
    const statuses = [...answers].map((answer) => /^\S+ \d+/.exec(answer)?.[0] ?? '');
    assert.deepEqual(statuses.toSorted(), [
      'invitations/accept 404',
      'invitations/look 404',
      'links/look 404',
      'links/new-password 403',
      'links/sign-in 404',
      'session 403',
      'session 429',
      'set-up 404',
    ]);
  });

  it('keeps no secret in the log, and leaves no error', () => {
    assert.deepEqual(server.errors, []);
    const log = server.log.join('\n');
    for (const secret of [ADA.email, BEA.password, ada.cookie.slice(20)]) assert.ok(!log.includes(secret));
  });
});
