import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { LoopView } from '#contract/loop.ts';
import type { OpeningView } from '#contract/opening.ts';
import { forEachDatabase } from './databases.ts';
import { agendaAt } from './links.ts';
import { bookingAt, smallOrganisation, type Small } from './small-organisation.ts';
import { testServer, type Answer, type TestServer } from './web-server.ts';

forEachDatabase('the hiring team', (database) => {
  let server: TestServer;
  let small: Small;
  const { path, confirm, bestOf, only } = bookingAt(() => server);
  before(async () => {
    server = testServer(database.store());
    small = await smallOrganisation(server);
  });
  after(() => server.services.close());

  const opening = async (): Promise<OpeningView> =>
    (await server.ask('GET', path(small, `openings/${small.opening}`))).json<OpeningView>();
  const set = async (team: readonly object[], version?: number): Promise<Answer> =>
    server.ask('PUT', path(small, `openings/${small.opening}/team`), {
      body: { team, version: version ?? (await opening()).version },
    });

  it('is nobody at first, then who was named, the hiring manager first', async () => {
    assert.deepEqual((await opening()).team, []);
    const team = [
      { person: small.ada.id, role: 'coordinator' },
      { person: small.bob.id, role: 'hiring-manager' },
    ];
    const saved = (await set(team)).json<OpeningView>();
    assert.deepEqual(
      saved.team.map(({ name, title, role }) => [name, title, role]),
      [
        ['Bob', 'Engineer', 'hiring-manager'],
        ['Ada', 'Engineer', 'coordinator'],
      ],
    );
    assert.deepEqual((await opening()).team, saved.team);
  });

  it('refuses a person twice, one who is nobody here, a role that is none, and a change of what was changed', async () => {
    const before = await opening();
    const ada = { person: small.ada.id, role: 'interviewer' };
    const twice = (await set([ada, { ...ada, role: 'coordinator' }])).problem();
    assert.deepEqual([twice.status, twice.faults?.[0]?.place], [400, 'team[1].person']);
    assert.equal((await set([{ ...ada, person: small.opening }])).status, 404);
    assert.equal((await set([{ ...ada, role: 'owner' }])).problem().faults?.[0]?.place, 'team[0].role');
    assert.equal((await set([ada], before.version - 1)).status, 409);
    assert.deepEqual(await opening(), before);
  });

  it('is told on the agenda as those who decide', async () => {
    const loop = (await confirm(small, only(small), await bestOf(small, only(small)), 'k')).json<LoopView>();
    const agenda = async (): Promise<readonly string[]> => (await agendaAt(server, loop.agenda)).decides;
    assert.deepEqual(await agenda(), ['Bob']);
    (await set([{ person: small.ada.id, role: 'coordinator' }])).json();
    assert.deepEqual(await agenda(), []);
    (await server.ask('POST', path(small, `loops/${loop.id}/cancel`))).json();
  });

  it('loses whoever leaves, and takes nobody who has left', async () => {
    const { version } = (await set([{ person: small.bob.id, role: 'hiring-manager' }])).json<OpeningView>();
    const left = await server.ask('DELETE', path(small, `people/${small.bob.id}`));
    assert.equal(left.status, 204, left.text);
    assert.deepEqual((await opening()).team, []);
    assert.equal((await set([{ person: small.bob.id, role: 'hiring-manager' }], version)).status, 404);
  });

  it('leaves no error behind', () => assert.deepEqual(server.errors, []));
});
