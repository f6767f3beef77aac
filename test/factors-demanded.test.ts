/** Administrators need a second factor where others are served; and a lost one is taken away. */
import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { sql } from 'kysely';
import type { FactorsView } from '#contract/factors.ts';
import { dropFactors } from '#usecases/account/drop-factors.ts';
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
  type Signed,
} from './account-steps.ts';
import { forEachDatabase } from './databases.ts';
import { codeOf, finished, forgetSteps, giveCode, setUpApp, type WithApp } from './factor-steps.ts';
import { testServer, type Answer, type TestServer } from './web-server.ts';

const ADDRESS = 'https://interviews.example.org';

forEachDatabase('the second factor of administrators', (database) => {
  /** One server of this computer, and one that serves others, on the same database. */
  let alone: TestServer;
  let server: TestServer;
  let ada: First;
  let app: WithApp;
  before(async () => {
    alone = testServer(database.store());
    server = testServer(database.store(), { reach: { address: ADDRESS, trustedProxies: [] } });
    ada = await firstAccount(alone);
  });
  after(async () => {
    await alone.services.close();
    await server.services.close();
  });

  type Ask = { readonly path: string; readonly body?: unknown };
  const asked = (on: TestServer, { cookie }: Signed, method: string, ask: Ask): Promise<Answer> =>
    on.ask(method, ask.path, { headers: { cookie }, ...('body' in ask ? { body: ask.body } : {}) });
  const personOf = async (email: string): Promise<string> =>
    (await membersOf(server, { ...app, organisation: ada.organisation })).members.find(
      (one) => one.email === email,
    )?.person ?? '';
  const take = (signed: Signed, person: string, organisation = ada.organisation): Promise<Answer> =>
    asked(server, signed, 'DELETE', { path: `/api/o/${organisation}/members/${person}/factors` });

  it('is demanded where others are served: until then the role counts for nothing, and other roles hold', async () => {
    const members = `/api/o/${ada.organisation}/members`;
    const people = `/api/o/${ada.organisation}/people`;
    const person = { name: 'Eve', timeZone: 'Europe/Paris', works: [], pools: [] };
    const told = async (on: TestServer): Promise<unknown[]> => {
      const me = await who(on, ada);
      assert.ok(me.kind === 'member');
      const statuses = [];
      for (const path of [members, people, `/api/o/${ada.organisation}/audit`]) {
        statuses.push((await asked(on, ada, 'GET', { path })).status);
      }
      statuses.push((await asked(on, ada, 'POST', { path: people, body: person })).status);
      return [me.needsFactor, me.memberships.map(({ roles }) => roles.join(' ')), statuses];
    };
    assert.deepEqual(await told(alone), [false, ['administrator'], [200, 200, 200, 200]]);
    assert.deepEqual(await told(server), [true, [''], [403, 200, 403, 403]]);
    const both = { roles: ['administrator', 'coordinator'], disabled: false };
    assert.equal(
      (await asked(alone, ada, 'PUT', { path: `${members}/${ada.person}`, body: both })).status,
      200,
    );
    assert.deepEqual(await told(server), [true, ['coordinator'], [403, 200, 403, 200]]);
    app = await setUpApp(server, ada);
    ada = { ...ada, ...app };
    assert.deepEqual(await told(server), [false, ['administrator coordinator'], [200, 200, 200, 200]]);
  });

  it('is not demanded of others, and administrators see who has one', async () => {
    const bea = await secondAccount(server, ada);
    const me = await who(server, bea);
    assert.ok(me.kind === 'member' && !me.needsFactor);
    const has = async (): Promise<unknown> =>
      (await membersOf(server, ada)).members.map(({ name, secondFactor }) => `${name} ${secondFactor}`);
    assert.deepEqual(await has(), ['Ada Byron true', `${BEA.name} false`]);
    await setUpApp(server, bea);
    assert.deepEqual(await has(), ['Ada Byron true', `${BEA.name} true`]);
  });

  it('is taken away by an administrator who has just shown who they are, from others of this organisation alone', async () => {
    const person = await personOf(BEA.email);
    const half = cookieOf(await signIn(server, BEA));
    assert.equal((await take(half, person)).status, 401);
    assert.equal((await take(ada, ada.person)).status, 409);
    assert.equal((await take(ada, crypto.randomUUID())).status, 404);
    const { db } = database.store();
    await sql`update account_session set proven_at = proven_at - interval '11 minutes'`.execute(db);
    assert.equal((await take(ada, person)).problem().code, 'prove-it');
    // Nor does a browser left open make administrators, while it may still do the rest.
    const give = async (roles: readonly string[]): Promise<number> => {
      const body = { who: { name: 'Dee' }, email: 'dee@example.org', roles };
      const path = `/api/o/${ada.organisation}`;
      const invites = await asked(server, ada, 'POST', { path: `${path}/invitations`, body });
      const makes = { path: `${path}/members/${person}`, body: { roles, disabled: false } };
      assert.equal((await asked(server, ada, 'PUT', makes)).status, invites.status);
      return invites.status;
    };
    assert.equal(await give(['interviewer', 'administrator']), 403);
    assert.equal(await give(['interviewer']), 200);
    await asked(server, ada, 'POST', { path: '/api/account/proof', body: { password: ADA.password } });
    // While she is a member elsewhere too, it is not for this organisation to decide.
    const other = await alone.services.context.store.read((tables) => tables.accounts.byEmail(BEA.email));
    const elsewhere = crypto.randomUUID();
    await sql`insert into organisation (id, name, time_zone, sample, created_at) values (${elsewhere}, 'Else', 'UTC', false, now())`.execute(
      db,
    );
    await sql`insert into person (organisation_id, id, name, time_zone) values (${elsewhere}, ${person}, 'Bea', 'UTC')`.execute(
      db,
    );
    await sql`insert into membership (organisation_id, person_id, account_id, roles) values (${elsewhere}, ${person}, ${other?.id ?? ''}, '["interviewer"]')`.execute(
      db,
    );
    const refused = await take(ada, person);
    assert.deepEqual([refused.status, refused.problem().code], [409, 'in-use']);
    await sql`delete from membership where organisation_id = ${elsewhere}`.execute(db);
    assert.equal((await take(ada, person)).status, 204);
    assert.equal((await take(ada, person)).status, 404);
    assert.equal((await who(server, half)).kind, 'outsider');
  });

  it('is gone after that, with every session, in the record and on her own page', async () => {
    const bea = cookieOf(await signIn(server, BEA));
    assert.equal((await who(server, bea)).kind, 'member');
    const { changes } = (
      await asked(server, bea, 'GET', { path: '/api/account/factors' })
    ).json<FactorsView>();
    assert.deepEqual(
      changes.map(({ change, by }) => `${change} ${by}`),
      ['factors-dropped office', 'authenticator-added self'],
    );
    const [entry] = await database
      .store()
      .db.selectFrom('audit_entry')
      .selectAll()
      .orderBy('number', 'desc')
      .limit(1)
      .execute();
    assert.deepEqual(
      [entry?.action, entry?.actor, entry?.actor_id],
      ['factors-dropped', 'member', ada.person],
    );
  });

  it('is dropped by whoever looks after the server, for anybody, and told in the record', async () => {
    await forgetSteps(database.store());
    const whole = await finished(giveCode(server, cookieOf(await signIn(server, ADA)), codeOf(app.secret)));
    const { context } = alone.services;
    assert.ok((await dropFactors(context, ADA.email)).ok);
    assert.equal((await who(alone, whole)).kind, 'nobody');
    assert.equal((await who(alone, cookieOf(await signIn(alone, ADA)))).kind, 'member');
    const again = await dropFactors(context, ADA.email);
    assert.ok(!again.ok && again.problem.code === 'not-found');
    assert.ok(!(await dropFactors(context, 'nobody@example.org')).ok);
    const [entry] = await database
      .store()
      .db.selectFrom('audit_entry')
      .selectAll()
      .orderBy('number', 'desc')
      .limit(1)
      .execute();
    assert.deepEqual(
      [entry?.action, entry?.actor, entry?.subject_id],
      ['factors-dropped', 'computer', ada.person],
    );
    assert.deepEqual([...alone.errors, ...server.errors], []);
  });
});
