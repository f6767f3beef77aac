/** Whoever asks is who is recorded, also while others ask at the same moment. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, it } from 'node:test';
import type { Viewer } from '#domain/policy/viewer.ts';
import { actorOf } from '#domain/audit/audit.ts';
import { makeApp } from '#http/app.ts';
import { openAsking } from '#http/asking.ts';
import { routesOf } from '#http/routes.ts';
import type { Context } from '#usecases/context.ts';
import { listAudit } from '#usecases/audit/list-audit.ts';
import { forEachDatabase } from './databases.ts';
import { smallOrganisation } from './small-organisation.ts';
import { HOST, testServer, type TestServer } from './web-server.ts';

forEachDatabase('the actor', (database) => {
  let server: TestServer;
  before(() => {
    server = testServer(database.store());
  });
  after(() => server.services.close());

  it('is the person of the organisation who asks, and nobody else who asks meanwhile', async () => {
    const { organisation, ada, bob } = await smallOrganisation(server);
    const asking = openAsking();
    const context: Context = {
      ...server.services.context,
      actor: (of) => actorOf(asking.viewer(), of),
    };
    const memberOf = (person: string): Viewer => ({
      kind: 'member',
      account: randomUUID(),
      memberships: [{ organisation, person, roles: ['administrator'] }],
    });
    const health = { version: '', node: '', database: '', zones: '' };
    const app = makeApp({
      routes: routesOf(context, health).map(asking.onBehalf),
      policy: {
        viewerOf: (headers) => Promise.resolve(memberOf(headers.get('x-person') ?? '')),
        isSample: () => Promise.resolve(false),
        factsOf: () => Promise.resolve({ places: { teams: [], sits: [] }, known: [] }),
      },
      pageFolder: '',
      served: () => undefined,
      failed: (error) => assert.fail(String(error)),
    });
    const addRoom = async (person: string): Promise<void> => {
      const answer = await app.request(`http://${HOST}/api/o/${organisation}/rooms`, {
        method: 'POST',
        headers: { host: HOST, 'content-type': 'application/json', 'x-person': person },
        body: JSON.stringify({ name: person, features: [] }),
      });
      assert.equal(answer.status, 200, await answer.text());
    };
    const askers = Array.from({ length: 10 }, (_, index) => (index % 2 === 0 ? ada.id : bob.id));
    await Promise.all(askers.map(addRoom));

    const seen: Context = { ...context, actor: () => ({ kind: 'member', person: ada.id }) };
    const page = await listAudit(seen, organisation, { kind: 'rooms' });
    assert.ok(page.ok);
    const added = page.value.entries.slice(0, askers.length);
    const told = added.map(({ actor, actorName, subject }) => `${subject.name} ${actor} ${actorName}`);
    assert.deepEqual(
      told.toSorted(),
      askers.map((person) => (person === ada.id ? `${person} you Ada` : `${person} member Bob`)).toSorted(),
    );
    const byBob = await listAudit(seen, organisation, { person: bob.id, kind: 'rooms' });
    assert.ok(byBob.ok);
    assert.equal(byBob.value.entries.length, 5);
  });
});
