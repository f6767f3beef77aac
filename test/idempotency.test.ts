import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { sql } from 'kysely';
import type { LoopView } from '#contract/loop.ts';
import { forEachDatabase } from './databases.ts';
import { bookingAt, smallOrganisation } from './small-organisation.ts';
import { testServer, type TestServer } from './web-server.ts';

forEachDatabase('a confirmation that is sent again', (database) => {
  let server: TestServer;
  before(() => {
    server = testServer(database.store());
  });
  after(() => server.services.close());

  const { path, confirm, bestOf, only } = bookingAt(() => server);

  it('answers a repeated request as before, refuses another body under its key, and a second loop', async () => {
    const small = await smallOrganisation(server);
    const choice = await bestOf(small, only(small));
    const first = (await confirm(small, only(small), choice, 'same')).json<LoopView>();
    const again = (await confirm(small, only(small), choice, 'same')).json<LoopView>();
    assert.equal(again.id, first.id);
    const other = { sessions: choice.sessions.slice(0, 1) };
    const reused = await confirm(small, only(small), other, 'same');
    assert.equal(reused.status, 422);
    assert.equal(reused.problem().code, 'key-reused');
    const second = await confirm(small, only(small), choice, 'other');
    assert.equal(second.problem().code, 'in-use');
    assert.match(second.problem().detail, /Lee has a confirmed loop already/);
    const without = await server.ask('POST', path(small, `candidates/${only(small)}/confirm`), {
      body: choice,
    });
    assert.equal(without.status, 400);
    assert.equal(without.problem().faults?.[0]?.place, 'Idempotency-Key');
  });

  it('F9: stores one loop when the same request comes five times at once', async () => {
    const small = await smallOrganisation(server);
    const choice = await bestOf(small, only(small));
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => confirm(small, only(small), choice, 'k')));
    const loops = new Set(
      answers.filter(({ status }) => status === 200).map((one) => one.json<LoopView>().id),
    );
    assert.equal(loops.size, 1);
    const others = answers.filter(({ status }) => status !== 200).map((one) => one.problem().code);
    assert.deepEqual(
      [...new Set(others)].filter((code) => code !== 'still-running'),
      [],
    );
  });

  // The embedded database has one session for everyone, so there is nobody who could be in the middle of it.
  if (database.kind === 'server') {
    it('is told that the first one is still running', async () => {
      const small = await smallOrganisation(server);
      const choice = await bestOf(small, only(small));
      const name = `${small.organisation} confirm ${only(small)} k`;
      await database
        .store()
        .db.transaction()
        .execute(async (tx) => {
          await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 1))`.execute(tx);
          const answer = await confirm(small, only(small), choice, 'k');
          assert.equal(answer.status, 409);
          assert.equal(answer.problem().code, 'still-running');
        });
      assert.equal((await confirm(small, only(small), choice, 'k')).status, 200);
    });
  }

  it('leaves no error behind', () => assert.deepEqual(server.errors, []));
});
