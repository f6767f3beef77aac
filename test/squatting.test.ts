/** An account that somebody made in another's name: the first time that its mailbox is shown, all of before is dropped. */
import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import { sql } from 'kysely';
import type { AuditPage } from '#contract/audit.ts';
import type { CameByMail, InvitationView, JoinedView, SignedInList } from '#contract/account.ts';
import type { FactorsView } from '#contract/factors.ts';
import { ok } from '#domain/result.ts';
import { withMailbox } from '#usecases/sign-in/confirm-mailbox.ts';
import { makePasswordLink } from '#usecases/sign-in/make-password-link.ts';
import { accept, ADA, cookieOf, invited, signIn, who, type Signed } from './account-steps.ts';
import { forEachDatabase } from './databases.ts';
import { codeOf, finished, forgetSteps, giveCode, setUpApp, type WithApp } from './factor-steps.ts';
import { useLink } from './link-steps.ts';
import { linkWorld } from './link-world.ts';
import { HOST, testServer, type Answer, type TestServer } from './web-server.ts';

const THEIRS = 'known to another';
const OWN = 'a password of one’s own';
const NAME = 'Dua Okoro';
const ALL = { password: true, authenticator: true, passkeys: 1, recoveryCodes: 10, sessions: 1 };

forEachDatabase('an account that somebody made in another’s name', (database) => {
  const world = linkWorld(database);
  let server: TestServer;
  let other: string;
  before(async () => {
    server = world.server();
    // An organisation of Ada's beside the first.
    const { db } = database.store();
    other = crypto.randomUUID();
    await sql`insert into organisation (id, name, time_zone, created_at)
      values (${other}, 'Second House', 'UTC', now())`.execute(db);
    await sql`insert into person (organisation_id, id, name, time_zone)
      values (${other}, ${other}, ${ADA.name}, 'UTC')`.execute(db);
    await sql`insert into membership (organisation_id, person_id, account_id, roles)
      select ${other}, ${other}, id, '["administrator"]' from account where email = ${ADA.email}`.execute(db);
  });

  const get = async <T>(path: string, { cookie }: Pick<Signed, 'cookie'>): Promise<T> =>
    (await server.ask('GET', path, { headers: { cookie } })).json<T>();
  const setPassword = (proof: object, cookie = ''): Promise<Answer> =>
    server.ask('POST', '/api/links/new-password', { body: { proof, password: OWN }, headers: { cookie } });
  const accountOf = (email: string) => sql`(select id from account where email = ${email})`;
  const addPasskey = async (email: string): Promise<void> => {
    await sql`insert into passkey (id, account_id, credential_id, public_key, counter, transports, name, made_at)
      select ${crypto.randomUUID()}, ${accountOf(email)}, ${email}, '', 0, '[]', 'Key', now()`.execute(
      database.store().db,
    );
  };
  /** Whoever invites follows the link that is shown to them, and sets up all there is. */
  const squat = async (email: string): Promise<WithApp> => {
    const invitation = { who: { name: NAME }, email, roles: ['interviewer'] } as const;
    const token = await invited(server, world.ada(), invitation);
    await world.sink().wait(1, email);
    const app = await setUpApp(
      server,
      cookieOf(await accept(server, token, { name: NAME, password: THEIRS })),
    );
    await addPasskey(email);
    await forgetSteps(database.store());
    return app;
  };
  /** Whoever came before is out, and has nothing left with which to come again. */
  const isTheOwners = async (
    answer: Answer,
    { email, before }: { email: string; before: Signed },
  ): Promise<Signed> => {
    const signed = cookieOf(answer);
    const me = await who(server, signed);
    assert.ok(me.kind === 'member' && me.email === email, JSON.stringify(me));
    assert.equal((await who(server, before)).kind, 'nobody');
    assert.equal((await signIn(server, { email, password: THEIRS })).status, 403);
    const factors = await get<FactorsView>('/api/account/factors', signed);
    assert.deepEqual([factors.authenticator, factors.passkeys, factors.recoveryCodes], [null, [], 0]);
    assert.equal(factors.changes[0]?.change, 'mailbox-shown');
    const { sessions } = await get<SignedInList>('/api/account/sessions', signed);
    assert.deepEqual(
      sessions.map(({ here }) => here),
      [true],
    );
    return signed;
  };

  it('becomes its owner’s by the link of a mail, which says what was dropped; and the record says so', async () => {
    const email = 'dua1@example.org';
    const before = await squat(email);
    const { token, cookie } = await world.sent(email);
    const answer = await useLink(server, { token }, { cookie });
    assert.deepEqual(answer.json<CameByMail>(), { dropped: ALL });
    await isTheOwners(answer, { email, before });
    const { organisation, cookie: adas } = world.ada();
    const page = await get<AuditPage>(`/api/o/${organisation}/audit?kind=people`, { cookie: adas });
    const entry = page.entries.find(({ action }) => action === 'mailbox-shown');
    assert.deepEqual([entry?.subject.name, entry?.actor], [NAME, 'member']);
  });

  it('becomes its owner’s by the code of a mail, and by a new password', async () => {
    for (const [email, purpose] of [
      ['dua2@example.org', 'sign-in'],
      ['dua3@example.org', 'new-password'],
    ] as const) {
      const before = await squat(email);
      const { code, cookie } = await world.sent(email, purpose);
      const answer =
        purpose === 'sign-in'
          ? await useLink(server, { code }, { cookie })
          : await setPassword({ code }, cookie);
      assert.deepEqual(answer.json<CameByMail>(), { dropped: ALL });
      await isTheOwners(answer, { email, before });
    }
    assert.equal((await signIn(server, { email: 'dua3@example.org', password: OWN })).status, 200);
  });

  it('becomes its owner’s by an invitation that was mailed, and by no link that is shown', async () => {
    const email = 'dua4@example.org';
    const before = await squat(email);
    const invitation = { who: { name: NAME }, email, roles: ['interviewer'] } as const;
    const already = world.sink().received.filter(({ to }) => to.includes(email)).length;
    const shown = await invited(server, { ...world.ada(), organisation: other }, invitation);
    const [mail] = (await world.sink().wait(already + 1, email)).slice(already);
    const [, mailed = ''] =
      new RegExp(`^http://${HOST}/invitation#([\\w-]{43})$`, 'm').exec(mail?.text ?? '') ?? [];
    assert.notEqual(mailed, shown);
    const has = async (token: string): Promise<boolean> =>
      (await server.ask('POST', '/api/invitations/look', { body: { token } })).json<InvitationView>().account;
    assert.deepEqual([await has(shown), await has(mailed)], [true, false]);
    assert.equal((await accept(server, shown, { name: NAME, password: OWN })).problem().code, 'in-use');
    const answer = await accept(server, mailed, { name: NAME, password: OWN });
    assert.deepEqual(answer.json<JoinedView>(), { organisation: other, dropped: ALL });
    const signed = await isTheOwners(answer, { email, before });
    const me = await who(server, signed);
    assert.equal(me.kind === 'member' && me.memberships.length, 2);
    // Both links were of one invitation.
    assert.equal((await server.ask('POST', '/api/invitations/look', { body: { token: shown } })).status, 404);
  });

  it('keeps from then on what its owner sets up: a second mail drops nothing, and the factor is asked for', async () => {
    const email = 'dua5@example.org';
    await squat(email);
    const first = await world.sent(email, 'new-password');
    const app = await setUpApp(server, cookieOf(await setPassword({ code: first.code }, first.cookie)));
    await forgetSteps(database.store());
    const { token, cookie } = await world.sent(email);
    const answer = await useLink(server, { token }, { cookie });
    assert.deepEqual(answer.json<CameByMail>(), {});
    assert.equal((await who(server, cookieOf(answer))).kind, 'halfway');
    const whole = await finished(giveCode(server, cookieOf(answer), codeOf(app.secret)));
    assert.equal((await who(server, whole)).kind, 'member');
    assert.equal((await signIn(server, { email, password: OWN })).status, 200);
  });

  it('is confirmed from the start where the mailed link made it, or the set-up link', async () => {
    const email = 'dua6@example.org';
    const invitation = { who: { name: NAME }, email, roles: ['interviewer'] } as const;
    await invited(server, world.ada(), invitation);
    const [mail] = await world.sink().wait(1, email);
    const [, mailed = ''] = /invitation#([\w-]{43})$/m.exec(mail?.text ?? '') ?? [];
    await setUpApp(server, cookieOf(await accept(server, mailed, { name: NAME, password: OWN })));
    await addPasskey(ADA.email);
    for (const one of [email, ADA.email]) {
      const { code, cookie } = await world.sent(one);
      const answer = await useLink(server, { code }, { cookie });
      assert.deepEqual(answer.json<CameByMail>(), {});
      assert.equal((await who(server, cookieOf(answer))).kind, 'halfway', one);
    }
    await sql`delete from passkey where account_id = ${accountOf(ADA.email)}`.execute(database.store().db);
  });

  it('is not its owner’s yet by the link of an operator, who is shown no mailbox: the factor is asked for', async () => {
    const email = 'dua7@example.org';
    const before = await squat(email);
    const made = await makePasswordLink(server.services.context, { email, origin: `http://${HOST}` });
    const token = made.ok ? made.value.slice(-43) : '';
    const answer = await setPassword({ token });
    assert.deepEqual(answer.json<CameByMail>(), {});
    assert.equal((await who(server, cookieOf(answer))).kind, 'halfway');
    const { code, cookie } = await world.sent(email);
    await isTheOwners(await useLink(server, { code }, { cookie }), { email, before });
  });

  it('E3: is dropped once, whatever is used at the same moment', async () => {
    const email = 'dua8@example.org';
    await squat(email);
    const one = await world.sent(email);
    const two = await world.sent(email, 'new-password');
    const answers = await Promise.all([
      useLink(server, { code: one.code }, one),
      setPassword({ code: two.code }, two.cookie),
    ]);
    const dropped = answers.filter(({ text }) => text.includes('dropped'));
    assert.equal(dropped.length, 1, answers.map(({ text }) => text).join('\n'));
    assert.ok(answers.every(({ status }) => status < 500 || status === 503));
  });

  it('is looked at again by whoever comes second: what they had looked at is no more', async () => {
    const email = 'dua10@example.org';
    await squat(email);
    const { context } = server.services;
    const account = await context.store.read((tables) => tables.accounts.byEmail(email));
    assert.ok(account?.confirmed === false);
    const { code, cookie } = await world.sent(email);
    const own = cookieOf(await useLink(server, { code }, { cookie }));
    const late = await withMailbox(
      context,
      { id: 'gone', account, mailed: true },
      async (tables, confirm) => {
        await tables.accountSessions.endAll(account.id);
        await confirm();
        return ok('shown');
      },
    );
    assert.equal(!late.ok && late.problem.code, 'busy');
    assert.equal((await who(server, own)).kind, 'member', 'and nothing of what they did is kept');
  });

  it('stays usable where no mail is set up', async () => {
    const quiet = testServer(database.store());
    const email = 'dua9@example.org';
    const invitation = { who: { name: NAME }, email, roles: ['interviewer'] } as const;
    const token = await invited(quiet, world.ada(), invitation);
    const app = await setUpApp(quiet, cookieOf(await accept(quiet, token, { name: NAME, password: OWN })));
    await forgetSteps(database.store());
    const halfway = cookieOf(await signIn(quiet, { email, password: OWN }));
    const whole = await finished(giveCode(quiet, halfway, codeOf(app.secret)));
    assert.equal((await who(quiet, whole)).kind, 'member');
    await quiet.services.close();
  });

  it('leaves no error behind', () => assert.deepEqual(server.errors, []));
});
