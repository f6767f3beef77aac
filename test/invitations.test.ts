/** Invitations and members: the cases E1, E3, E8, E15 and T12. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, it } from 'node:test';
import { sql } from 'kysely';
import type { InvitationView } from '#contract/account.ts';
import type { Organisation } from '#contract/organisation.ts';
import {
  accept,
  ADA,
  BEA,
  cookieOf,
  firstAccount,
  invited,
  membersOf,
  secondAccount,
  signIn,
  who,
  type First,
  type Signed,
} from './account-steps.ts';
import { forEachDatabase } from './databases.ts';
import { testServer, type TestServer } from './web-server.ts';

const CEM = { name: 'Cem Aksoy', email: 'cem@example.org', password: 'three small boats' } as const;
const ROLES = ['interviewer'] as const;

forEachDatabase('invitations', (database) => {
  let server: TestServer;
  let ada: First;
  let bea: Signed;
  /** Of Ada alone: she started it before there were accounts. */
  let other: string;
  before(async () => {
    server = testServer(database.store());
    const own = { name: 'Second House', timeZone: 'Europe/Oslo' };
    other = (await server.ask('POST', '/api/organisations', { body: own })).json<Organisation>().id;
    ada = await firstAccount(server);
    bea = await secondAccount(server, ada);
  });
  after(() => server.services.close());
  beforeEach(() => database.store().db.deleteFrom('tries').execute());

  const inviteCem = (): Promise<string> =>
    invited(server, ada, { who: { name: CEM.name }, email: CEM.email, roles: ROLES });
  const look = (token: string) => server.ask('POST', '/api/invitations/look', { body: { token } });
  const path = (rest: string): string => `/api/o/${ada.organisation}/${rest}`;
  const asAda = (): { headers: Record<string, string> } => ({ headers: { cookie: ada.cookie } });
  const accounts = async (email: string): Promise<number> =>
    (await database.store().db.selectFrom('account').select('id').where('email', '=', email).execute())
      .length;
  /** Cem is nobody again. */
  const forgetCem = async (): Promise<void> => {
    const { members, invitations, others } = await membersOf(server, ada);
    for (const { person } of members.filter(({ email }) => email === CEM.email)) {
      await server.ask('DELETE', path(`members/${person}`), asAda());
    }
    for (const { id } of invitations) await server.ask('DELETE', path(`invitations/${id}`), asAda());
    const cem = (
      await database.store().db.selectFrom('account').select('id').where('email', '=', CEM.email).execute()
    )[0];
    if (cem !== undefined) {
      await database.store().db.deleteFrom('account_session').where('account_id', '=', cem.id).execute();
      await database.store().db.deleteFrom('membership').where('account_id', '=', cem.id).execute();
      await database.store().db.deleteFrom('account').where('id', '=', cem.id).execute();
    }
    for (const { id, name } of others) {
      if (name === CEM.name) await server.ask('DELETE', path(`people/${id}`), asAda());
    }
  };

  it('leads in with the invited address and roles, as the person who was invited', async () => {
    const token = await inviteCem();
    assert.deepEqual((await look(token)).json<InvitationView>(), {
      organisation: 'Harbour Labs',
      name: CEM.name,
      email: CEM.email,
      roles: [...ROLES],
      account: false,
    });
    const signed = cookieOf(await accept(server, token, CEM));
    const me = await who(server, signed);
    assert.deepEqual(me.kind === 'member' && [me.email, me.memberships], [
      CEM.email,
      [{ organisation: ada.organisation, roles: [...ROLES] }],
    ]);
    await forgetCem();
  });

  it('E1: a scanner that asks with GET and HEAD, and looks, uses nothing up', async () => {
    const token = await inviteCem();
    for (const method of ['HEAD', 'GET', 'HEAD', 'GET']) {
      for (const address of [
        `/invitation?${token}`,
        '/invitation',
        '/api/invitations/accept',
        '/api/invitations/look',
      ]) {
        const headers = { 'user-agent': 'LinkScanner/1.0', 'sec-purpose': 'prefetch;prerender' };
        const { status } = await server.ask(method, address, { headers });
        if (address.startsWith('/api/')) assert.equal(status, 405);
      }
      assert.equal((await look(token)).status, 200);
    }
    assert.equal((await accept(server, token, CEM)).status, 200);
    await forgetCem();
  });

  it('E3: two at the same time with one token make exactly one account and one session', async () => {
    for (let round = 0; round < 5; round += 1) {
      const token = await inviteCem();
      const answers = await Promise.all([1, 2, 3].map(() => accept(server, token, CEM)));
      const statuses = answers.map(({ status }) => status);
      assert.equal(statuses.filter((status) => status === 200).length, 1, statuses.join(' '));
      assert.equal(answers.filter(({ headers }) => headers.has('set-cookie')).length, 1);
      assert.equal(await accounts(CEM.email), 1);
      assert.equal((await accept(server, token, CEM)).status, 404);
      await forgetCem();
    }
  });

  it('E4: a link that is older than a week opens nothing, even after the clock was set back', async () => {
    const { db } = database.store();
    const token = await inviteCem();
    const ends = (by: string) => sql`update invitation set ends_at = now() + ${by}::interval`.execute(db);
    await ends('-1 second');
    assert.equal((await look(token)).status, 404);
    assert.equal((await accept(server, token, CEM)).status, 404);
    await ends('1 hour');
    await sql`update account_session set used_at = now() + interval '2 hours'`.execute(db);
    assert.equal((await accept(server, token, CEM)).status, 404);
    assert.equal((await membersOf(server, ada)).invitations[0]?.late, true);
    await sql`update account_session set used_at = now()`.execute(db);
    assert.equal((await accept(server, token, CEM)).status, 200);
    await forgetCem();
  });

  it('E8: an address that has no canonical form is refused at every door', async () => {
    for (const email of ['ada@example.org\n', '"ada"@example.org', 'аda@example.org']) {
      for (const [path, more] of [
        ['session', { password: BEA.password }],
        ['links', { purpose: 'sign-in' }],
        ['set-up', { ...ADA, token: 'a'.repeat(43) }],
        [`o/${ada.organisation}/invitations`, { who: { name: 'Eve' }, roles: ['interviewer'] }],
      ] as const) {
        const body = { ...more, email };
        const answer = await server.ask('POST', `/api/${path}`, { body, ...asAda() });
        assert.deepEqual([answer.status, answer.problem().faults?.[0]?.place], [400, 'email'], path);
      }
    }
  });

  it('E15: an address with an account joins only after signing in, and nothing of the account changes', async () => {
    const second = { organisation: other, cookie: ada.cookie };
    const token = await invited(server, second, { who: { name: 'Bea' }, email: BEA.email, roles: ROLES });
    assert.equal((await look(token)).json<InvitationView>().account, true);
    const before = await signIn(server, BEA);
    const taken = await accept(server, token, { name: 'Eve', password: 'eves own password' });
    assert.deepEqual(
      [taken.status, taken.problem().code, taken.headers.has('set-cookie')],
      [409, 'in-use', false],
    );
    assert.equal((await signIn(server, { ...BEA, password: 'eves own password' })).status, 403);
    const join = (signed: Signed) =>
      server.ask('POST', '/api/invitations/join', { body: { token }, headers: { cookie: signed.cookie } });
    // Somebody else's account does not join with it, and leaves it as it is.
    const cem = cookieOf(await accept(server, await inviteCem(), CEM));
    assert.match((await join(cem)).problem().detail, /is for bea@example\.org\. Sign in with that address/);
    assert.equal((await join(bea)).status, 200);
    await forgetCem();
    const me = await who(server, cookieOf(before));
    assert.deepEqual(me.kind === 'member' && [me.name, me.memberships.length], [BEA.name, 2]);
  });

  it('T12: roles and address come from the invitation, and whoever sends others is refused', async () => {
    const token = await inviteCem();
    const body = { token, name: CEM.name, password: CEM.password };
    for (const extra of [
      { roles: ['administrator'] },
      { email: ADA.email },
      { organisation: ada.organisation },
    ]) {
      const answer = await server.ask('POST', '/api/invitations/accept', { body: { ...body, ...extra } });
      assert.equal(answer.status, 400);
    }
    assert.equal(await accounts(CEM.email), 0);
    await forgetCem();
  });

  it('opens nothing once it is withdrawn or replaced, or the person has left', async () => {
    const { others } = await membersOf(server, ada);
    assert.ok(others.length > 0);
    const person = others[0]?.id ?? '';
    const invitation = { who: { person }, email: CEM.email, roles: ROLES };
    const first = await invited(server, ada, invitation);
    const second = await invited(server, ada, invitation);
    assert.deepEqual([(await look(first)).status, (await look(second)).status], [404, 200]);
    const { invitations } = await membersOf(server, ada);
    assert.equal(invitations.length, 1);
    const withdrawn = await server.ask('DELETE', path(`invitations/${invitations[0]?.id ?? ''}`), asAda());
    assert.equal(withdrawn.status, 204);
    assert.equal((await look(second)).status, 404);
    const third = await invited(server, ada, invitation);
    assert.equal((await server.ask('DELETE', path(`people/${person}`), asAda())).status, 204);
    assert.equal((await accept(server, third, CEM)).status, 404);
  });

  it('is refused for members, for the sample, and before there is an account', async () => {
    const invite = (organisation: string, email: string) =>
      server.ask('POST', `/api/o/${organisation}/invitations`, {
        body: { who: { name: 'X' }, email, roles: ROLES },
        ...asAda(),
      });
    assert.equal((await invite(ada.organisation, BEA.email)).problem().code, 'in-use');
    const sample = (await server.ask('POST', '/api/sample', asAda())).json<Organisation>().id;
    const refused = await invite(sample, CEM.email);
    assert.ok([403, 404, 409].includes(refused.status), refused.text);
    const person = {
      who: { person: '00000000-0000-7000-8000-000000000000' },
      email: CEM.email,
      roles: ROLES,
    };
    const none = await server.ask('POST', path('invitations'), { body: person, ...asAda() });
    assert.equal(none.status, 404);
  });

  it('keeps an administrator: the last one is neither disabled, nor removed, nor made less', async () => {
    const key = path(`members/${ada.person}`);
    for (const body of [
      { roles: ['administrator'], disabled: true },
      { roles: ['interviewer'], disabled: false },
    ]) {
      const answer = await server.ask('PUT', key, { body, ...asAda() });
      assert.deepEqual([answer.status, answer.problem().code], [409, 'in-use']);
    }
    assert.equal((await server.ask('DELETE', key, asAda())).status, 409);
    assert.equal((await server.ask('DELETE', path(`people/${ada.person}`), asAda())).status, 409);
    assert.equal((await who(server, ada)).kind, 'member');
  });

  it('keeps an administrator even when two of them remove each other at the same time', async () => {
    const { members } = await membersOf(server, ada);
    const beas = members.find(({ email }) => email === BEA.email)?.person ?? '';
    const both = { roles: ['administrator'], disabled: false };
    await server.ask('PUT', path(`members/${beas}`), { body: both, ...asAda() });
    const signed = cookieOf(await signIn(server, BEA));
    const [one, other] = await Promise.all([
      server.ask('DELETE', path(`members/${beas}`), asAda()),
      server.ask('DELETE', path(`members/${ada.person}`), { headers: signed }),
    ]);
    const left = (await database.store().db.selectFrom('membership').selectAll().execute()).filter(
      (row) => row.organisation_id === ada.organisation && row.roles.includes('administrator'),
    );
    assert.equal(left.length, 1, `${one.status} ${other.status}`);
  });

  it('leaves no error, and no token in the log', () => {
    assert.deepEqual(server.errors, []);
    assert.ok(!/[\w-]{43}/.test(server.log.join('\n')));
  });
});
