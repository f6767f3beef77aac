/** What holds of sessions beside what people do with them: what comes in between, counts, and a database that is busy. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, it } from 'node:test';
import { sql } from 'kysely';
import { TRIES } from '#domain/account/account.ts';
import { ok } from '#domain/result.ts';
import type { SignedInList } from '#contract/account.ts';
import type { Organisation } from '#contract/organisation.ts';
import type { AccountSessions } from '#store/account/account-sessions.ts';
import { endSession } from '#usecases/account/account-sessions.ts';
import { askForLink } from '#usecases/sign-in/ask-for-link.ts';
import type { Context } from '#usecases/context.ts';
import { signIn as signInCase } from '#usecases/sign-in/sign-in.ts';
import { signOut, signOutEverywhere } from '#usecases/sign-in/sign-out.ts';
import { countTry, countUses } from '#usecases/sign-in/try-limits.ts';
import { ADA, BEA, cookieOf, firstAccount, secondAccount, signIn, who, type First } from './account-steps.ts';
import { busyAt } from './busy-at.ts';
import { forEachDatabase } from './databases.ts';
import { testServer, type TestServer } from './web-server.ts';

const BROWSER = { name: 'Firefox', address: '127.0.0.1', secret: undefined } as const;

forEachDatabase('the rules of sessions', (database) => {
  let server: TestServer;
  /** Ada runs both organisations. */
  let ada: First;
  let second: string;
  before(async () => {
    server = testServer(database.store());
    const body = { name: 'Second', timeZone: 'UTC' };
    second = (await server.ask('POST', '/api/organisations', { body })).json<Organisation>().id;
    ada = await firstAccount(server);
    await secondAccount(server, ada);
  });
  after(() => server.services.close());
  beforeEach(() => database.store().db.deleteFrom('tries').execute());

  const accountOf = async (email: string): Promise<{ readonly id: string; readonly password: string }> => {
    const found = await server.services.context.store.read(({ accounts }) => accounts.byEmail(email));
    assert.ok(typeof found?.password === 'string');
    return { id: found.id, password: found.password };
  };
  const hashOf = (cookie: string): string => server.services.context.tokenHash(cookie.slice(-43));
  const sessions = async <T>(work: (sessions: AccountSessions) => Promise<T>): Promise<T> => {
    const done = await server.services.context.store.keep(async (tables) =>
      ok(await work(tables.accountSessions)),
    );
    return done.ok ? done.value : assert.fail(done.problem.code);
  };

  it('open no organisation in which somebody is disabled or has left, from the next request on', async () => {
    const { db } = database.store();
    const opened = async (): Promise<string[]> => {
      const me = await who(server, ada);
      return me.kind === 'member' ? me.memberships.map(({ organisation }) => organisation) : [];
    };
    const set = async (column: 'disabled_at' | 'removed_at', to: 'now()' | 'null'): Promise<string[]> => {
      const table = column === 'disabled_at' ? 'membership' : 'person';
      await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${sql.raw(to)}
        where organisation_id = ${second}`.execute(db);
      return opened();
    };
    for (const column of ['disabled_at', 'removed_at'] as const) {
      assert.deepEqual(await set(column, 'now()'), [ada.organisation], column);
      assert.deepEqual(await set(column, 'null'), [second, ada.organisation].toSorted(), column);
    }
  });

  it('begin with no password that was changed while it was checked', async () => {
    const { context } = server.services;
    const bea = await accountOf(BEA.email);
    const set = (password: string): Promise<unknown> =>
      database.store().db.updateTable('account').set({ password }).where('id', '=', bea.id).execute();
    const matches: Context['passwords']['matches'] = async (password, stored) => {
      const found = await context.passwords.matches(password, stored);
      await set('what somebody has set meanwhile');
      return found;
    };
    const slow = { ...context, passwords: { ...context.passwords, matches } };
    const done = await signInCase(slow, { email: BEA.email, password: BEA.password }, BROWSER);
    assert.ok(!done.ok && done.problem.code === 'wrong-password');
    await set(bea.password);
  });

  it('are shown with the one that was used last on top', async () => {
    const [first, second] = [cookieOf(await signIn(server, BEA)), cookieOf(await signIn(server, BEA))];
    const firstOf = async (): Promise<boolean | undefined> =>
      (await server.ask('GET', '/api/account/sessions', { headers: first })).json<SignedInList>().sessions[0]
        ?.here;
    const used = (cookie: string, before: string): Promise<unknown> =>
      sql`update account_session set used_at = now() - ${before}::interval where secret_hash = ${hashOf(cookie)}`.execute(
        database.store().db,
      );
    await sql`update account_session set used_at = now() - interval '1 hour'`.execute(database.store().db);
    await used(second.cookie, '50 seconds');
    await used(first.cookie, '40 seconds');
    assert.equal(await firstOf(), true);
    await used(second.cookie, '30 seconds');
    assert.equal(await firstOf(), false);
  });

  it('are kept alive by being used, which is noted once a minute at most', async () => {
    const { cookie } = cookieOf(await signIn(server, BEA));
    const { db } = database.store();
    const minutesAfter = async (before: string): Promise<number> => {
      const hash = hashOf(cookie);
      await sql`update account_session set used_at = now() - ${before}::interval where secret_hash = ${hash}`.execute(
        db,
      );
      assert.equal((await who(server, { cookie })).kind, 'member');
      const { rows } = await sql<{ minutes: number }>`
        select round(extract(epoch from now() - used_at) / 60)::integer as minutes
        from account_session where secret_hash = ${hash}`.execute(db);
      return rows[0]?.minutes ?? -1;
    };
    assert.equal(await minutesAfter('71 hours'), 0);
    assert.equal(await minutesAfter('30 seconds'), 1);
  });

  it('take one second factor, and take none and prove nothing once they have ended', async () => {
    const { cookie } = cookieOf(await signIn(server, BEA));
    const before = hashOf(cookie);
    const given = { before, after: 'the next', factor: 'authenticator' } as const;
    assert.equal(await sessions((all) => all.giveSecond(given)), true);
    const again = { before: 'the next', after: 'one more', factor: 'authenticator' } as const;
    assert.equal(await sessions((all) => all.giveSecond(again)), false);
    const shown = (): Promise<boolean[]> =>
      sessions(async (all) => [await all.prove('the next'), await all.isProven('the next')]);
    assert.deepEqual(await shown(), [true, true]);
    await sql`update account_session set second_at = null, second_factor = null, ends_at = now() where secret_hash = 'the next'`.execute(
      database.store().db,
    );
    assert.deepEqual(await shown(), [false, false]);
    assert.equal(await sessions((all) => all.giveSecond(again)), false);
    assert.equal(await sessions((all) => all.find('the next')), undefined);
  });

  it('E5: questions to passkeys are counted for each network address, and apart from passwords', async () => {
    const ask = async (address: string): Promise<number> =>
      (await server.ask('POST', '/api/session/passkey/question', { address })).status;
    assert.equal(await ask('192.0.2.1'), 200);
    const { db } = database.store();
    await db.updateTable('tries').set({ count: TRIES.questions }).execute();
    assert.deepEqual([await ask('192.0.2.1'), await ask('192.0.2.2')], [429, 200]);
    assert.equal((await signIn(server, BEA, { address: '192.0.2.1' })).status, 200);
  });

  it('E5: wrong codes of one account hold up no other', async () => {
    const wrong = (code: string): ReturnType<typeof countTry> =>
      countTry(server.services.context, { address: '192.0.2.4', code });
    for (let tried = 0; tried < TRIES.ofCode; tried += 1) assert.ok((await wrong('one')).ok);
    assert.deepEqual([(await wrong('one')).ok, (await wrong('another')).ok], [false, true]);
  });

  it('say how long to wait in words that people use', async () => {
    const told = async (within: number): Promise<string> => {
      const use = { address: '192.0.2.3', of: `once in ${within} minutes`, most: 1, within };
      assert.ok((await countUses(server.services.context, use)).ok);
      await sql`update tries set began_at = began_at - interval '20 seconds'`.execute(database.store().db);
      const twice = await countUses(server.services.context, use);
      assert.ok(!twice.ok && twice.problem.code === 'too-many-tries');
      const { seconds } = twice.problem;
      assert.ok(seconds <= within * 60 - 20 && seconds > within * 60 - 50, `${seconds}`);
      return twice.problem.text;
    };
    const words = ['a minute', '2 minutes', '90 minutes', '2 hours', '12 hours'];
    const texts: string[] = [];
    for (const within of [1, 2, 90, 91, 12 * 60]) texts.push(await told(within));
    assert.deepEqual(
      texts,
      words.map((wait) => `Too many tries. Try again in ${wait}.`),
    );
  });

  it('say that others are first when the database is busy, and go no further', async () => {
    const { cookie } = cookieOf(await signIn(server, BEA));
    const { id } = await accountOf(BEA.email);
    const one = (await sessions((all) => all.find(hashOf(cookie)))) ?? '';
    const { email, password } = BEA;
    const link = {
      email,
      purpose: 'sign-in',
      origin: 'http://localhost:3000',
      address: '127.0.0.1',
      before: undefined,
    } as const;
    const mail = { wake: () => assert.fail('There is nothing to send.'), answersTo: () => '' };
    const works = [
      [2, (context: Context) => signInCase(context, { email, password }, BROWSER)],
      [2, (context: Context) => askForLink({ ...context, mail }, link)],
      [1, (context: Context) => signOut(context, cookie.slice(-43))],
      [1, (context: Context) => signOutEverywhere(context, id)],
      [1, (context: Context) => endSession(context, id, one)],
    ] as const;
    for (const [most, work] of works) {
      for (let turn = 1; turn <= most; turn += 1) {
        const { context, turns } = busyAt(server.services.context, turn);
        const done = await work(context);
        assert.deepEqual([!done.ok && done.problem.code, turns()], ['busy', turn]);
      }
    }
    assert.equal((await who(server, { cookie })).kind, 'member');
    assert.equal((await signIn(server, ADA)).status, 200);
  });

  it('leave no error behind', () => assert.deepEqual(server.errors, []));
});
