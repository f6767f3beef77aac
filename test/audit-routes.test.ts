/** Over the whole route table: what changes something leaves an entry of its own organisation, and nothing else does. */
import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { Person } from '#contract/people.ts';
import { routesOf } from '#http/routes.ts';
import { verifyChains } from '#usecases/audit/verify-audit.ts';
import { auditCases } from './audit-cases.ts';
import { bentCalendars, type BentCalendars } from './bent-calendars.ts';
import { forEachDatabase } from './databases.ts';
import { MAIL } from './links.ts';
import { smallOrganisation } from './small-organisation.ts';
import { testServer, type TestServer } from './web-server.ts';

const ACCOUNTS: readonly string[] = [
  'sign-in',
  'finish-signing-in',
  'use-own-account',
  'keep-own-account',
  'manage-accounts',
  // Only somebody with an account sits in a session: test/declining.test.ts has what these two record.
  'decline-own',
];

forEachDatabase('the record of every route', (database) => {
  let server: TestServer;
  let bent: BentCalendars;
  before(async () => {
    bent = await bentCalendars();
    server = testServer(database.store(), { ...MAIL, outboundAllow: [bent.place] });
  });
  after(async () => {
    await server.services.close();
    await bent.close();
  });

  const CASES = auditCases(() => server, { store: database.store, bent: () => bent });

  /** What each organisation has done, in order. */
  async function record(): Promise<Record<string, string[]>> {
    const rows = await database
      .store()
      .db.selectFrom('audit_entry')
      .select(['organisation_id', 'action'])
      .orderBy('organisation_id')
      .orderBy('number')
      .execute();
    const byOrganisation = Map.groupBy(rows, ({ organisation_id }) => organisation_id);
    return Object.fromEntries([...byOrganisation].map(([id, own]) => [id, own.map(({ action }) => action)]));
  }

  it('has a case for every route that may change something', () => {
    const routes = routesOf(server.services.context, HEALTH);
    const changing = routes
      // Accounts end the time in which whoever sits here may do everything: test/account-record.test.ts.
      .filter(({ method, may }) => method !== 'GET' && !ACCOUNTS.includes(may.deed))
      .map(({ method, path: at }) => `${method} ${at}`);
    assert.deepEqual(changing.toSorted(), Object.keys(CASES).toSorted());
  });

  for (const [route, { records, done, refused, own }] of Object.entries(CASES)) {
    it(`${route} records ${records.join(', ') || 'nothing'} when it is done`, async () => {
      const small = await smallOrganisation(server);
      const before = await record();
      const answer = await done(small);
      assert.ok(answer.status < 300, answer.text);
      const after = await record();
      const organisation = own?.(answer) ?? small.organisation;
      const expected = { ...before, [organisation]: [...(before[organisation] ?? []), ...records] };
      assert.deepEqual(after, expected);
    });

    it(`${route} records nothing when it is refused`, async () => {
      const small = await smallOrganisation(server);
      let before = await record();
      // What leads up to the refusal is recorded; the refused call itself is the last one.
      const asked = server.ask;
      Object.assign(server, {
        ask: async (...call: Parameters<TestServer['ask']>) => {
          before = await record();
          return asked(...call);
        },
      });
      const answer = await refused(small).finally(() => Object.assign(server, { ask: asked }));
      assert.ok(answer.status >= 400 && answer.status < 500, `${answer.status} ${answer.text}`);
      assert.deepEqual(await record(), before);
    });
  }

  it('tells people by id only: no name, address or other text of theirs is in the record', async () => {
    const small = await smallOrganisation(server);
    const at = `/api/o/${small.organisation}`;
    const put = async (method: string, rest: string, body: unknown): Promise<void> => {
      const answer = await server.ask(method, `${at}/${rest}`, { body });
      assert.ok(answer.status < 300, answer.text);
    };
    const canary = 'Canarybird';
    const named = { name: canary, timeZone: 'UTC' };
    const text = { ...named, email: `${canary}@example.org`, title: canary, works: [], pools: [canary] };
    const added = (await server.ask('POST', `${at}/people`, { body: text })).json<Person>();
    await put('PUT', `people/${added.id}`, { ...text, pools: [], version: 1 });
    await put('POST', 'rooms', { name: canary, site: canary, features: [canary] });
    await put('POST', 'openings', { title: canary, timeZone: 'UTC' });
    await put('POST', `openings/${small.opening}/candidates`, { ...named, available: [] });
    await put('PUT', 'walking', { walking: [{ sites: [canary, 'B'], minutes: 5 }] });
    const rows = await database.store().db.selectFrom('audit_entry').selectAll().execute();
    const stored = JSON.stringify(rows);
    const names = [canary, 'Ada', 'Bob', 'Lee', 'Lathe', 'Engineer', 'example.org'];
    assert.deepEqual(
      names.filter((name) => stored.includes(name)),
      [],
    );
    const shown = (await server.ask('GET', `${at}/audit`)).text;
    assert.ok(shown.includes(canary), 'the names are looked up when it is shown');
  });

  it('leaves every chain whole', async () => {
    const chains = await verifyChains(server.services.context, { heads: [] });
    assert.ok(chains.length > 20);
    assert.deepEqual(
      chains.filter(({ fault }) => fault !== undefined),
      [],
    );
  });

  it('leaves no error behind', () => assert.deepEqual(server.errors, []));
});

const HEALTH = { version: '', node: '', database: '', zones: '' };
