/** An authenticator app and recovery codes: set up, asked for, taken once, limited, removed. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, it } from 'node:test';
import { sql } from 'kysely';
import { TRIES } from '#domain/account/account.ts';
import type { SignedInList } from '#contract/account.ts';
import type { FactorsView, RecoveryCodes } from '#contract/factors.ts';
import {
  ADA,
  BEA,
  cookieOf,
  firstAccount,
  secondAccount,
  signIn,
  who,
  type First,
  type Signed,
} from './account-steps.ts';
import { forEachDatabase } from './databases.ts';
import {
  codeOf,
  finished,
  forgetSteps,
  giveCode,
  setUpApp,
  wrongCode,
  type WithApp,
} from './factor-steps.ts';
import { testServer, type Answer, type TestServer } from './web-server.ts';

forEachDatabase('an authenticator app', (database) => {
  let server: TestServer;
  let ada: First;
  let bea: Signed;
  let app: WithApp;
  before(async () => {
    server = testServer(database.store());
    ada = await firstAccount(server);
    bea = await secondAccount(server, ada);
  });
  after(() => server.services.close());
  beforeEach(async () => {
    await database.store().db.deleteFrom('tries').execute();
    await forgetSteps(database.store());
  });

  const asked = (signed: Signed, method: string, path: string, body?: unknown): Promise<Answer> =>
    server.ask(method, path, { headers: { cookie: signed.cookie }, ...(body === undefined ? {} : { body }) });
  const factors = async (signed: Signed): Promise<FactorsView> =>
    (await asked(signed, 'GET', '/api/account/factors')).json<FactorsView>();
  /** As if the session had begun, and last been proven, a while ago. */
  const later = (minutes: number): Promise<unknown> =>
    sql`update account_session set proven_at = proven_at - ${`${minutes} minutes`}::interval`.execute(
      database.store().db,
    );
  const halfway = async (): Promise<Signed> => cookieOf(await signIn(server, ADA));

  it('is set up with a first code, keeps its secret sealed, and brings ten recovery codes', async () => {
    assert.equal((await asked(ada, 'PUT', '/api/account/authenticator', { code: '123456' })).status, 409);
    const there = await halfway();
    assert.equal((await who(server, there)).kind, 'member');
    await asked(ada, 'POST', '/api/account/authenticator');
    const wrong = await asked(ada, 'PUT', '/api/account/authenticator', { code: '12345' });
    assert.deepEqual([wrong.status, wrong.problem().code], [403, 'wrong-code']);
    assert.equal((await factors(ada)).authenticator, null);
    app = await setUpApp(server, ada);
    assert.equal(app.recoveryCodes.length, 10);
    for (const code of app.recoveryCodes) assert.match(code, /^[0-9a-z]{4}(-[0-9a-z]{4}){3}$/);
    // The session in which it was shown goes on, with another secret; every other one owes it from now on.
    const kinds = [];
    for (const one of [ada, app, there]) kinds.push((await who(server, one)).kind);
    assert.deepEqual(kinds, ['nobody', 'member', 'halfway']);
    const shown = await factors(app);
    assert.deepEqual(
      [shown.recoveryCodes, shown.changes.map(({ change, by }) => `${change} ${by}`)],
      [10, ['authenticator-added self']],
    );
    const { rows } = await sql<{ all: string }>`
      select concat((select secret from authenticator), (select string_agg(code_hash, ' ') from recovery_code)) as all`.execute(
      database.store().db,
    );
    assert.ok(!rows[0]?.all.includes(app.secret) && !rows[0]?.all.includes(app.recoveryCodes[0] ?? ''));
    assert.equal((await asked(app, 'POST', '/api/account/authenticator')).status, 409);
  });

  it('is asked for after the password, and opens nothing before', async () => {
    const half = await halfway();
    const me = await who(server, half);
    assert.deepEqual(me, { kind: 'halfway', email: ADA.email, authenticator: true, passkeys: false });
    for (const [method, path] of [
      ['GET', `/api/o/${ada.organisation}/people`],
      ['GET', '/api/account/factors'],
      ['POST', '/api/account/proof'],
      ['DELETE', '/api/account/authenticator'],
      ['POST', '/api/sample'],
    ] as const) {
      const body = method === 'POST' && path.endsWith('proof') ? { password: ADA.password } : undefined;
      assert.equal((await asked(half, method, path, body)).status, 401, path);
    }
    const wrong = await giveCode(server, half, wrongCode(app.secret));
    assert.deepEqual(
      [wrong.status, wrong.problem().code, wrong.headers.get('set-cookie')],
      [403, 'wrong-code', null],
    );
    assert.doesNotMatch(wrong.text, /password/i);
    const whole = await finished(giveCode(server, half, codeOf(app.secret)));
    assert.deepEqual([(await who(server, half)).kind, (await who(server, whole)).kind], ['nobody', 'member']);
    const { sessions } = (await asked(whole, 'GET', '/api/account/sessions')).json<SignedInList>();
    const here = sessions.find((session) => session.here);
    assert.deepEqual([here?.way, here?.secondFactor], ['password', 'authenticator']);
    assert.equal((await asked(whole, 'GET', `/api/o/${ada.organisation}/people`)).status, 200);
    // Whoever is in, or not at all, has nothing to finish.
    assert.equal((await giveCode(server, whole, codeOf(app.secret, 1))).status, 403);
    assert.equal((await giveCode(server, { cookie: 'none' }, codeOf(app.secret, 1))).status, 401);
  });

  it('E3: a code is taken once, however many give it at the same time, and none of before it after', async () => {
    const halves = await Promise.all(Array.from({ length: 4 }, halfway));
    const code = codeOf(app.secret);
    const answers = await Promise.all(halves.map((half) => giveCode(server, half, code)));
    assert.deepEqual(answers.map(({ status }) => `${status}`).toSorted(), ['200', '403', '403', '403']);
    const again = await giveCode(server, await halfway(), code);
    assert.equal(again.problem().code, 'wrong-code');
    assert.equal((await giveCode(server, await halfway(), codeOf(app.secret, -1))).status, 403);
    assert.equal((await giveCode(server, await halfway(), codeOf(app.secret, 1))).status, 200);
  });

  it('E5: five wrong codes are the most in a quarter of an hour, from wherever, and the password stays right', async () => {
    const half = await halfway();
    const statuses = [];
    for (let index = 0; index < TRIES.ofCode + 1; index += 1) {
      const headers = { cookie: half.cookie };
      const more = { headers, body: { code: wrongCode(app.secret, index) }, address: `198.51.100.${index}` };
      statuses.push((await server.ask('POST', '/api/session/code', more)).status);
    }
    assert.deepEqual(statuses, [403, 403, 403, 403, 403, 429]);
    assert.equal((await giveCode(server, half, codeOf(app.secret))).status, 429);
    assert.equal((await giveCode(server, half, app.recoveryCodes[9] ?? '')).status, 429);
    // Another password that is right does not forgive them; nor are they those of somebody else.
    const other = await halfway();
    assert.equal((await giveCode(server, other, codeOf(app.secret))).status, 429);
    await sql`update tries set began_at = began_at - interval '16 minutes'`.execute(database.store().db);
    assert.equal((await giveCode(server, other, codeOf(app.secret))).status, 200);
  });

  it('a recovery code stands in for it once, and all are made anew', async () => {
    const [first = '', second = ''] = app.recoveryCodes;
    const whole = await finished(giveCode(server, await halfway(), first.toUpperCase().replaceAll('-', ' ')));
    assert.equal((await giveCode(server, await halfway(), first)).status, 403);
    assert.equal((await factors(whole)).recoveryCodes, 9);
    const { sessions } = (await asked(whole, 'GET', '/api/account/sessions')).json<SignedInList>();
    assert.equal(sessions.find(({ here }) => here)?.secondFactor, 'recovery-code');
    const made = await asked(whole, 'POST', '/api/account/recovery-codes');
    const { recoveryCodes } = made.json<RecoveryCodes>();
    assert.equal((await giveCode(server, await halfway(), second)).status, 403);
    assert.equal((await giveCode(server, await halfway(), recoveryCodes[3] ?? '')).status, 200);
    // They belong to an account: nobody else's session is finished with them.
    assert.equal((await asked(bea, 'POST', '/api/account/recovery-codes')).status, 409);
  });

  it('changing how one signs in needs the password or a code of the last minutes', async () => {
    const whole = await finished(giveCode(server, await halfway(), codeOf(app.secret)));
    await later(11);
    const changes = [
      ['POST', '/api/account/recovery-codes'],
      ['DELETE', '/api/account/authenticator'],
    ] as const;
    for (const [method, path] of changes) {
      const refused = await asked(whole, method, path);
      assert.deepEqual([refused.status, refused.problem().code], [403, 'prove-it'], path);
    }
    const wrong = await asked(whole, 'POST', '/api/account/proof', { password: 'not her password' });
    assert.equal(wrong.status, 403);
    assert.equal((await asked(whole, 'POST', '/api/account/recovery-codes')).status, 403);
    assert.equal((await asked(whole, 'POST', '/api/account/proof', { password: ADA.password })).status, 200);
    assert.equal((await asked(whole, 'POST', '/api/account/recovery-codes')).status, 200);
    await later(11);
    assert.equal(
      (await asked(whole, 'POST', '/api/account/proof', { code: codeOf(app.secret, 1) })).status,
      200,
    );
    assert.equal(
      (await asked(whole, 'POST', '/api/account/proof', { code: codeOf(app.secret, 1) })).status,
      403,
    );
    assert.equal((await asked(whole, 'POST', '/api/account/recovery-codes')).status, 200);
  });

  it('a changed password neither asks for it again nor passes it by', async () => {
    const whole = await finished(giveCode(server, await halfway(), codeOf(app.secret)));
    const password = 'a long walk by the sea';
    const change = { current: ADA.password, password };
    const changed = cookieOf(await asked(whole, 'PUT', '/api/account/password', change));
    assert.equal((await who(server, changed)).kind, 'member');
    const back = { current: password, password: ADA.password };
    const restored = cookieOf(await asked(changed, 'PUT', '/api/account/password', back));
    assert.equal((await who(server, restored)).kind, 'member');
    assert.equal((await who(server, await halfway())).kind, 'halfway');
  });

  it('is of no use under another key, and says so', async () => {
    const elsewhere = testServer(database.store(), { key: 'K'.repeat(42) + 'A' });
    const half = await halfway();
    const refused = await giveCode(elsewhere, half, codeOf(app.secret));
    assert.match(refused.problem().detail, /another key/);
    await elsewhere.services.close();
    assert.equal((await giveCode(server, half, codeOf(app.secret))).status, 200);
  });

  it('is removed with its recovery codes, told in the record, and not asked for any more', async () => {
    const whole = await finished(giveCode(server, await halfway(), codeOf(app.secret)));
    assert.equal((await asked(whole, 'DELETE', '/api/account/authenticator')).status, 204);
    assert.equal((await asked(whole, 'DELETE', '/api/account/authenticator')).status, 404);
    assert.equal((await who(server, await halfway())).kind, 'member');
    const shown = await factors(whole);
    assert.deepEqual([shown.authenticator, shown.recoveryCodes], [null, 0]);
    assert.equal(shown.changes[0]?.change, 'authenticator-removed');
    const rows = await database
      .store()
      .db.selectFrom('audit_entry')
      .select(['action', 'actor', 'subject_id', 'details'])
      .orderBy('number')
      .execute();
    const told = rows.filter(({ action }) => /authenticator|recovery/.test(action));
    assert.deepEqual(
      told.map(({ action, actor }) => `${actor} ${action}`),
      [
        'member authenticator-added',
        ...Array.from({ length: 3 }, () => 'member recovery-codes-made'),
        'member authenticator-removed',
      ],
    );
    assert.ok(told.every(({ subject_id: id }) => id === ada.person));
    assert.ok(!/Ada|example\.org/.test(JSON.stringify(told)));
  });

  it('keeps no code and no secret in the log, and leaves no error', () => {
    assert.deepEqual(server.errors, []);
    const log = server.log.join('\n');
    for (const secret of [BEA.email, app.secret, ...app.recoveryCodes]) assert.ok(!log.includes(secret));
  });
});
