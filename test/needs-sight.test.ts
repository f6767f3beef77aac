/** What a candidate needs reaches those alone who need it, byte by byte. */
import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { Role } from '#domain/policy/viewer.ts';
import { routesOf } from '#http/routes.ts';
import { forEachDatabase } from './databases.ts';
import { MAIL } from './links.ts';
import { appOf } from './policy-app.ts';
import { makeWorld, memberOf, type World } from './policy-world.ts';
import { testServer, type TestServer } from './web-server.ts';

const HEALTH = { version: '', node: '', database: '', zones: '' };

forEachDatabase('who is shown what a candidate needs', (database) => {
  let server: TestServer;
  let world: World;
  const SECRET = { access: 'canary-access', diet: 'canary-diet', remark: 'canary-remark' };
  before(async () => {
    server = testServer(database.store(), MAIL);
    world = await makeWorld(server, 'North');
    const { db } = database.store();
    const { candidate_id } = await db
      .selectFrom('application')
      .select('candidate_id')
      .where('id', '=', world.ids.application)
      .executeTakeFirstOrThrow();
    await db
      .insertInto('candidate_needs')
      .values({
        organisation_id: world.organisation,
        candidate_id,
        said: 'canary-said',
        ...SECRET,
        changed_at: '2026-01-01T00:00:00Z',
      })
      .execute();
  });
  after(() => server.services.close());

  /** Every byte that somebody can read of the organisation by GET. */
  const everything = async (role: Role, person: keyof World['people']): Promise<string> => {
    const routes = routesOf(server.services.context, HEALTH);
    const ask = appOf(server, routes);
    const viewer = memberOf(world, role, person);
    const texts: string[] = [];
    for (const { path, may } of routes.filter(
      ({ method, path: at }) => method === 'GET' && at.includes(':o'),
    )) {
      const of = may.of === undefined ? '' : world.ids[may.of];
      const address = path.replace(':o', world.organisation).replace(':id', of);
      texts.push(await (await ask(viewer, { method: 'GET', path: address })).text());
    }
    return texts.join('\n');
  };

  it('those who plan are, in every byte', async () => {
    for (const [role, person] of [
      ['administrator', 'nobody'],
      ['coordinator', 'nobody'],
      ['interviewer', 'planner'],
    ] as const) {
      const all = await everything(role, person);
      for (const canary of ['canary-said', ...Object.values(SECRET)])
        assert.ok(all.includes(canary), `${role} ${canary}`);
    }
  });

  it('scorers are not, whatever else they are; how the name is said is for all who meet the candidate', async () => {
    for (const [role, person] of [
      ['interviewer', 'sitter'],
      ['coordinator', 'sitter'],
      ['administrator', 'sitter'],
      ['hiring-manager', 'decider'],
      ['interviewer', 'decider'],
      ['interviewer', 'helper'],
      ['interviewer', 'nobody'],
      ['operator', 'nobody'],
    ] as const) {
      const all = await everything(role, person);
      for (const canary of Object.values(SECRET))
        assert.ok(!all.includes(canary), `${role} ${person} ${canary}`);
      const meets = person === 'sitter' || person === 'decider';
      assert.equal(all.includes('canary-said'), meets, `${role} ${person}`);
      assert.equal(
        all.includes('"hidden":true'),
        person === 'sitter' && role !== 'interviewer',
        `${role} ${person}`,
      );
    }
  });

  it('leaves no error behind', () => assert.deepEqual(server.errors, []));
});
