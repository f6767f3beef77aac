/** Interviewers who cannot come: they can take it back for a while, then those who plan are told, with repairs one press away. */
import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { sql } from 'kysely';
import type { LoopView } from '#contract/loop.ts';
import type { PanelOpen, PanelView } from '#contract/panel.ts';
import type { LoopRepairs } from '#contract/repair.ts';
import { declineOwn, undoDecline } from '#usecases/loop/decline-seat.ts';
import { BEA, firstAccount, secondAccount } from './account-steps.ts';
import { forEachDatabase } from './databases.ts';
import { letInFromOutside, MAIL, tokenIn } from './links.ts';
import { selfServiceAt } from './self-service-steps.ts';
import { bookingAt, smallOrganisation, type Small } from './small-organisation.ts';
import { testServer, type Answer, type TestServer } from './web-server.ts';

forEachDatabase('an interviewer who cannot come', (database) => {
  let server: TestServer;
  before(() => {
    server = testServer(database.store(), MAIL);
  });
  after(() => server.services.close());
  const { path, confirm, bestOf, only } = bookingAt(() => server);
  const { state, sit, byLink, tooLate } = selfServiceAt(() => server, database.store);

  const planned = async (): Promise<{ small: Small; loop: string }> => {
    const small = await smallOrganisation(server);
    const plan = await bestOf(small, only(small));
    return { small, loop: (await confirm(small, only(small), plan, 'k')).json<LoopView>().id };
  };
  const panelOf = async (link: string): Promise<PanelOpen> => {
    const view = (
      await server.ask('POST', '/api/panel/look', { body: { token: tokenIn(link) } })
    ).json<PanelView>();
    assert.ok(view.is === 'open');
    return view;
  };

  it('says it on their own page: only of a session in which they sit, and it reaches the coordinator when it stands', async () => {
    const { small, loop } = await planned();
    const key = { organisation: small.organisation, id: loop };
    const { context } = server.services;
    const bob = await declineOwn(context, key, { person: small.bob.id, module: 'nothing' });
    assert.equal(!bob.ok && bob.problem.code, 'in-use');
    const said = await declineOwn(context, key, { person: small.ada.id, module: 'design', reason: 'unwell' });
    assert.ok(said.ok);
    const again = await declineOwn(context, key, { person: small.ada.id, module: 'design' });
    assert.deepEqual(again, said, 'pressed twice it is the same');
    assert.deepEqual((await state(small, only(small))).changes, []);
    await tooLate();
    const [change] = (await state(small, only(small))).changes;
    assert.deepEqual(
      [change?.what, change?.person, change?.module, change?.reason],
      ['decline', small.ada.id, 'design', 'unwell'],
    );
    const event = { what: 'declined', module: 'design', person: small.ada.id };
    const repairs = await server.ask('POST', path(small, `loops/${loop}/repairs`), { body: event });
    assert.ok(repairs.json<LoopRepairs>().none !== undefined, 'nobody else can, and that is said');
    const late = await undoDecline(context, key, small.ada.id);
    assert.ok(late.ok, 'too late is no fault, and changes nothing');
    assert.equal((await state(small, only(small))).changes.length, 1);
  });

  it('says it by link with a code from the mail, and takes it back', async () => {
    const { small, loop } = await planned();
    const withEmail = { ...small.ada, email: 'ada@example.org' };
    const at = `/api/o/${small.organisation}`;
    const { link } = await letInFromOutside({ server, at, loop }, withEmail);
    const body = { name: 'Ada', email: 'ada@example.org', timeZone: 'UTC', works: [], pools: ['Design'] };
    (
      await server.ask('PUT', `${at}/people/${small.ada.id}`, {
        body: { ...body, outside: true, version: 2 },
      })
    ).json();
    assert.equal((await panelOf(link)).acting, 'code');
    assert.equal((await byLink('/api/panel/decline', link, '')).problem().code, 'prove-it');
    const cookie = await sit(link);
    assert.equal((await byLink('/api/panel/decline', link, cookie, { reason: 'work' })).status, 200);
    assert.notEqual((await panelOf(link)).undoUntil, undefined);
    assert.equal((await byLink('/api/panel/undo', link, cookie)).status, 200);
    await tooLate();
    assert.deepEqual((await state(small, only(small))).changes, []);
    assert.equal((await byLink('/api/link/cancel', link, cookie)).problem().code, 'not-found');
  });

  it('says it with an account of their own, and the record has who did, and nothing of what was refused', async () => {
    const { small, loop } = await planned();
    const sheBecomes = await secondAccount(server, await firstAccount(server));
    const { db } = database.store();
    await sql`insert into membership (organisation_id, person_id, account_id, roles)
      select ${small.organisation}, ${small.ada.id}, id, '["interviewer"]' from account where email = ${BEA.email}`.execute(
      db,
    );
    const post = (rest: string, body?: object): Promise<Answer> =>
      server.ask('POST', path(small, `loops/${loop}/${rest}`), {
        body,
        headers: { cookie: sheBecomes.cookie },
      });
    const record = async (): Promise<string[]> => {
      const rows = await db
        .selectFrom('audit_entry')
        .select(['action', 'actor', 'actor_id'])
        .where('organisation_id', '=', small.organisation)
        .where('action', 'like', 'decline-%')
        .orderBy('number')
        .execute();
      return rows.map(
        ({ action, actor, actor_id: id }) => `${action} by ${actor} ${id === small.ada.id ? 'Ada' : id}`,
      );
    };
    assert.equal((await post('decline', { module: 'nothing' })).problem().code, 'in-use');
    assert.deepEqual(await record(), []);
    assert.equal((await post('decline', { module: 'design', reason: 'unwell' })).status, 200);
    assert.deepEqual(await record(), ['decline-said by member Ada']);
    assert.equal((await post('decline/undo')).status, 200);
    assert.deepEqual(await record(), ['decline-said by member Ada', 'decline-undone by member Ada']);
    assert.equal((await post('decline/undo')).status, 200);
    assert.equal((await record()).length, 2, 'there was nothing to take back any more');
    const stranger = await server.ask('POST', path(small, `loops/${loop}/decline`), {
      body: { module: 'design' },
    });
    assert.equal(stranger.status, 401);
    assert.equal((await record()).length, 2);
  });

  it('leaves no error behind', () => assert.deepEqual(server.errors, []));
});
