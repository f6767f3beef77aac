/** `second-round account` as a process: links, second factors taken away, and what of both is recorded. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { after, before, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import type { AuditPage } from '#contract/audit.ts';
import type { StoreConfig } from '#store/database/open.ts';
import { ADA, BEA, cookieOf, firstAccount, secondAccount, signIn, who, type First } from './account-steps.ts';
import { forEachDatabase } from './databases.ts';
import { setUpApp } from './factor-steps.ts';
import { lookAtLink, useLink } from './link-steps.ts';
import { testServer, type TestServer } from './web-server.ts';

const PROGRAM = fileURLToPath(new URL('../bin/second-round.mjs', import.meta.url));
const PATIENCE = 120_000;

type Ran = { readonly status: number | null; readonly stdout: string; readonly stderr: string };

function accountLink(config: StoreConfig, ...args: readonly string[]): Ran {
  return account(config, 'link', ...args);
}

function account(config: StoreConfig, ...args: readonly string[]): Ran {
  const where =
    config.kind === 'server' ? { DATABASE_URL: config.url } : { SECOND_ROUND_DATA: config.folder };
  return spawnSync(process.execPath, [PROGRAM, 'account', ...args], {
    encoding: 'utf8',
    timeout: PATIENCE,
    env: { PATH: process.env['PATH'], PORT: '3000', ...where },
  });
}

function tokenOf({ status, stdout, stderr }: Ran): string {
  assert.equal(status, 0, stderr);
  const [, token] = /^http:\/\/localhost:3000\/new-password\/link#([\w-]{43})\n$/.exec(stdout) ?? [];
  assert.ok(token !== undefined, stdout);
  return token;
}

forEachDatabase('the command that makes a link', (database) => {
  let server: TestServer;
  let ada: First;
  before(async () => {
    server = testServer(database.store());
    ada = await firstAccount(server);
    await secondAccount(server, ada);
  });
  after(() => server.services.close());

  const setPassword = async (token: string, password: string) =>
    server.ask('POST', '/api/links/new-password', { body: { proof: { token }, password } });

  if (database.kind === 'embedded') {
    it('says that the server must be stopped first', () => {
      const { status, stdout, stderr } = accountLink(database.config(), '--email', BEA.email);
      assert.deepEqual([status, stdout], [2, '']);
      assert.match(stderr, /The data folder .+ is in use by/);
    });
    return;
  }

  it('prints a link that sets a new password in any browser, once, beside a running server', async () => {
    const before = cookieOf(await signIn(server, BEA));
    const made = accountLink(database.config(), '--email', ' Bea@Example.org ');
    assert.match(made.stderr, /With this link bea@example.org sets a new password, once, within 60 minutes/);
    const token = tokenOf(made);
    const seen = (await lookAtLink(server, token)).json();
    assert.deepEqual(seen, { purpose: 'new-password', email: BEA.email, here: true });
    assert.equal((await useLink(server, { token })).status, 404, 'it is no link to sign in');
    const password = 'from the operator, once';
    const set = await setPassword(token, password);
    const me = await who(server, cookieOf(set));
    assert.ok(me.kind === 'member' && me.email === BEA.email);
    assert.equal((await who(server, before)).kind, 'nobody');
    assert.equal((await setPassword(token, 'and once more, please')).status, 404);
    assert.equal((await signIn(server, { ...BEA, password })).status, 200);
  });

  it('is in the record of the organisation, about the person and by this computer', async () => {
    const path = `/api/o/${ada.organisation}/audit?kind=people`;
    const page = (await server.ask('GET', path, { headers: { cookie: ada.cookie } })).json<AuditPage>();
    const [entry] = page.entries.filter(({ action }) => action === 'password-link-made');
    assert.deepEqual([entry?.subject.name, entry?.actor], [BEA.name, 'computer']);
  });

  it('makes a link that lives for an hour, and takes the place of the one before', async () => {
    const older = tokenOf(accountLink(database.config(), '--email', BEA.email));
    const token = tokenOf(accountLink(database.config(), '--email', BEA.email));
    assert.equal((await lookAtLink(server, older)).status, 404);
    const { db } = database.store();
    const later = (by: string) =>
      sql`update account_link set made_at = made_at - ${by}::interval, ends_at = ends_at - ${by}::interval`.execute(
        db,
      );
    await later('59 minutes');
    assert.equal((await lookAtLink(server, token)).status, 200);
    await later('2 minutes');
    assert.equal((await setPassword(token, 'this comes too late now')).status, 404);
  });

  it('takes away a second factor that was lost, beside a running server, and says so in the record', async () => {
    const app = await setUpApp(server, cookieOf(await signIn(server, ADA)));
    const headers = { cookie: app.cookie };
    assert.equal((await who(server, cookieOf(await signIn(server, ADA)))).kind, 'halfway');
    const dropped = account(database.config(), 'drop-factors', '--email', ADA.email);
    assert.deepEqual([dropped.status, dropped.stdout], [0, '']);
    assert.match(
      dropped.stderr,
      /ada@example\.org has no second factor any more, and is signed out everywhere/,
    );
    assert.equal((await server.ask('GET', '/api/account/factors', { headers })).status, 401);
    const again = account(database.config(), 'drop-factors', '--email', ADA.email);
    assert.deepEqual([again.status, again.stderr], [1, 'This account has no second factor.\n']);
    const cookie = cookieOf(await signIn(server, ADA)).cookie;
    assert.equal((await who(server, { cookie })).kind, 'member');
    const path = `/api/o/${ada.organisation}/audit?kind=people`;
    const page = (await server.ask('GET', path, { headers: { cookie } })).json<AuditPage>();
    const [entry] = page.entries;
    assert.deepEqual(
      [entry?.action, entry?.subject.name, entry?.actor],
      ['factors-dropped', ADA.name, 'computer'],
    );
  });

  it('says when there is no such account, or none that may sign in, and what is no address', async () => {
    const nobody = accountLink(database.config(), '--email', 'nobody@example.org');
    assert.deepEqual([nobody.status, nobody.stdout], [1, '']);
    assert.match(nobody.stderr, /There is no account with the address nobody@example\.org\./);
    await sql`update membership set disabled_at = now() where account_id = (
      select id from account where email = ${BEA.email})`.execute(database.store().db);
    const shut = accountLink(database.config(), '--email', BEA.email);
    assert.deepEqual([shut.status, shut.stdout], [1, '']);
    assert.match(shut.stderr, /bea@example\.org may not sign in/);
    const wrong = accountLink(database.config(), '--email', 'ada');
    assert.deepEqual(
      [wrong.status, /--email: found "ada", expected an e-mail/.test(wrong.stderr)],
      [2, true],
    );
    assert.equal(accountLink(database.config()).status, 2);
    assert.equal((await signIn(server, ADA)).status, 200);
  });
});
