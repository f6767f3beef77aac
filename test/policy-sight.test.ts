/** What of an answer somebody sees, and how long. */
import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { z } from 'zod';
import type { AuditPage } from '#contract/audit.ts';
import type { LoopView } from '#contract/loop.ts';
import type { OpeningList, OpeningView } from '#contract/opening.ts';
import type { PeopleView } from '#contract/people.ts';
import { subjectOf } from '#domain/audit/audit.ts';
import { ok } from '#domain/result.ts';
import type { Viewer } from '#domain/policy/viewer.ts';
import { narrates } from '#http/route.ts';
import { routesOf } from '#http/routes.ts';
import { forEachDatabase } from './databases.ts';
import { appOf, type Asking } from './policy-app.ts';
import { makeWorld, memberOf, type World } from './policy-world.ts';
import { testServer, type TestServer } from './web-server.ts';

const HEALTH = { version: '', node: '', database: '', zones: '' };

forEachDatabase('what somebody sees', (database) => {
  let server: TestServer;
  let north: World;
  let ask: Asking;
  before(async () => {
    server = testServer(database.store());
    north = await makeWorld(server, 'North');
    ask = appOf(server, routesOf(server.services.context, HEALTH));
  });
  after(() => server.services.close());

  const read = async <T>(viewer: Viewer, path: string): Promise<T> =>
    JSON.parse(await (await ask(viewer, { method: 'GET', path })).text()) as T;

  it(
    'E12: an open stream ends within a second when its asker loses the right',
    { timeout: 30_000 },
    async () => {
      const gone = Promise.withResolvers<void>();
      const slow = narrates({
        method: 'POST',
        path: '/api/o/:o/slow',
        may: { deed: 'edit-people' },
        body: z.strictObject({}),
        answer: z.null(),
        news: z.looseObject({}),
        run: async ({ tell, signal }) => {
          tell({ news: 'begun' });
          signal.addEventListener('abort', () => gone.resolve());
          return new Promise(() => {});
        },
      });
      const asking = appOf(server, [slow]);
      const path = `/api/o/${north.organisation}/slow`;
      const headers = { accept: 'application/x-ndjson' };
      const answer = await asking(memberOf(north, 'coordinator', 'nobody'), {
        method: 'POST',
        path,
        body: {},
        headers,
      });
      assert.equal(answer.status, 200);
      const began = performance.now();
      // The role is taken away: from now on the same session is that of an interviewer.
      await asking(memberOf(north, 'interviewer', 'nobody'), { method: 'GET', path: '/api/nothing' });
      const lines = (await answer.text()).trim().split('\n');
      await gone.promise;
      assert.ok(performance.now() - began < 5000);
      assert.equal(lines.length, 2);
      assert.match(lines[1] ?? '', /"code":"forbidden"/);
    },
  );

  it('an interviewer sees their own row, the sessions they sit in, and no other candidate', async () => {
    const at = `/api/o/${north.organisation}`;
    const sitter = memberOf(north, 'interviewer', 'sitter');
    const { people, pools } = await read<PeopleView>(sitter, `${at}/people`);
    assert.deepEqual(
      people.map(({ name }) => name),
      ['sitter North'],
    );
    assert.equal(people[0]?.feed, north.feed);
    assert.deepEqual(pools, [{ name: 'Design', people: [north.people.sitter.id] }]);
    const opening = await read<OpeningView>(sitter, `${at}/openings/${north.ids.opening}`);
    assert.deepEqual(opening.applications.map(({ name }) => name).toSorted(), [
      'Also North',
      'Held North',
      'Together North',
    ]);
    const loop = await read<LoopView>(sitter, `${at}/loops/${north.ids.loop}`);
    assert.ok(loop.sessions.length > 0);
    assert.ok(loop.sessions.every((session) => session.people.some(({ name }) => name === 'sitter North')));
    assert.deepEqual(
      [loop.agenda, loop.superday, loop.rows.flatMap(({ busy }) => busy)],
      [undefined, undefined, []],
    );
    const nobody = memberOf(north, 'interviewer', 'nobody');
    assert.deepEqual((await read<OpeningList>(nobody, `${at}/openings`)).openings, []);
    assert.equal((await read<OpeningList>(sitter, `${at}/openings`)).openings.length, 1);
    const helper = memberOf(north, 'interviewer', 'helper');
    const helped = await read<OpeningView>(helper, `${at}/openings/${north.ids.opening}`);
    assert.deepEqual([helped.applications, helped.can, loop.can], [[], [], []]);
    assert.deepEqual((await read<OpeningList>(sitter, `${at}/openings`)).can, []);
    assert.deepEqual((await read<PeopleView>(sitter, `${at}/people`)).can, []);
  });

  it('a hiring manager sees everybody, and nobody’s calendar link but their own', async () => {
    const at = `/api/o/${north.organisation}`;
    const decider = memberOf(north, 'hiring-manager', 'decider');
    const { people } = await read<PeopleView>(decider, `${at}/people`);
    assert.equal(people.length, 7);
    assert.deepEqual(
      people.filter(({ feed }) => feed !== undefined).map(({ name }) => name),
      ['decider North'],
    );
    const loop = await read<LoopView>(decider, `${at}/loops/${north.ids.loop}`);
    assert.equal(loop.agenda, `/agenda#${north.agenda}`);
    const opening = await read<OpeningView>(decider, `${at}/openings/${north.ids.opening}`);
    assert.deepEqual(opening.can, ['edit-template', 'see-history', 'see-ledger']);
    assert.equal(opening.applications.length, 4);
  });

  it('a hiring manager reads what happened to their opening, and nothing of another', async () => {
    const at = `/api/o/${north.organisation}`;
    const other = await server.ask('POST', `${at}/openings`, { body: { title: 'Sealed', timeZone: 'UTC' } });
    const sealed = other.json<OpeningView>().id;
    const decider = memberOf(north, 'hiring-manager', 'decider');
    const { entries } = await read<AuditPage>(decider, `${at}/openings/${north.ids.opening}/history`);
    const kinds = new Set(entries.flatMap(({ action }) => (action === undefined ? [] : [subjectOf(action)])));
    assert.deepEqual([...kinds].toSorted(), ['application', 'loop', 'opening', 'superday']);
    const planner = memberOf(north, 'coordinator', 'nobody');
    const whole = await read<AuditPage>(planner, `${at}/openings/${sealed}/history`);
    assert.equal(whole.entries.length, 1);
    assert.ok(!JSON.stringify(entries).includes('Sealed'));
    const refused = await ask(decider, { method: 'GET', path: `${at}/openings/${sealed}/history` });
    assert.equal(refused.status, 404);
    // Who decides may score too, and then hears nothing of what the candidate needs.
    await server.services.context.store.write(async (tables) => {
      const { organisation, ids } = north;
      for (const action of ['needs-saved', 'needs-looked-at'] as const) {
        const at = '2026-01-01T00:00:00Z';
        tables.record({ organisation, at, actor: { kind: 'candidate' }, action, id: ids.application });
      }
      return ok(null);
    });
    const again = await read<AuditPage>(decider, `${at}/openings/${north.ids.opening}/history`);
    assert.equal(again.entries.length, entries.length);
    const record = await read<AuditPage>(memberOf(north, 'administrator', 'nobody'), `${at}/audit`);
    assert.deepEqual(
      record.entries.slice(0, 2).map(({ action }) => action),
      ['needs-looked-at', 'needs-saved'],
    );
    const loop = await read<AuditPage>(decider, `${at}/loops/${north.ids.loop}/history`);
    assert.ok(loop.entries.length > 0 && loop.entries.length < entries.length);
  });

  it('leaves no error behind', () => assert.deepEqual(server.errors, []));
});
