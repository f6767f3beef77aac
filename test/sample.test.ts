import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { DaySearchResult } from '#contract/day-search.ts';
import type { LoopView } from '#contract/loop.ts';
import type { OpeningList, OpeningView } from '#contract/opening.ts';
import type { Organisation, OrganisationList } from '#contract/organisation.ts';
import type { PeopleView } from '#contract/people.ts';
import { minuteOf } from '#domain/time/zoned.ts';
import { routesOf } from '#http/routes.ts';
import { byCalendarPath } from './calendar-ways.ts';
import { forEachDatabase } from './databases.ts';
import { choiceOf, smallOrganisation, TEMPLATE, type Small } from './small-organisation.ts';
import { testServer, type TestServer } from './web-server.ts';

forEachDatabase('the sample', (database) => {
  let server: TestServer;
  let sample: Organisation;
  before(async () => {
    server = testServer(database.store());
    const opened = await Promise.all([1, 2, 3].map(() => server.ask('POST', '/api/sample')));
    const [first, ...others] = opened.map((answer) => answer.json<Organisation>());
    assert.ok(first);
    for (const other of others) assert.deepEqual(other, first);
    sample = first;
  });
  after(() => server.services.close());

  it('is one organisation, however often it is opened', async () => {
    const again = (await server.ask('POST', '/api/sample')).json<Organisation>();
    assert.deepEqual(again, sample);
    const { organisations } = (await server.ask('GET', '/api/organisations')).json<OrganisationList>();
    assert.deepEqual(
      organisations.map(({ id, sample: made }) => [id, made]),
      [[sample.id, true]],
    );
  });

  it('has interviewers in three zones, rooms at two sites, four candidates of whom one has a loop, and a superday', async () => {
    const view = (await server.ask('GET', `/api/o/${sample.id}/people`)).json<PeopleView>();
    assert.equal(view.people.length, 22);
    assert.equal(new Set(view.people.map(({ timeZone }) => timeZone)).size, 3);
    assert.equal(new Set(view.rooms.map(({ site }) => site)).size, 2);
    assert.equal(view.walking.length, 1);
    for (const { calendars, name } of view.people) assert.deepEqual(calendars[0]?.skipped, [], name);
    const { openings } = (await server.ask('GET', `/api/o/${sample.id}/openings`)).json<OpeningList>();
    assert.deepEqual(
      openings.map(({ candidates, planned, modules }) => [candidates, planned, modules]),
      [
        [4, 1, 7],
        [24, 18, 4],
      ],
    );
  });

  it('can be planned, confirmed, and shows every row in its own zone', async () => {
    const { openings } = (await server.ask('GET', `/api/o/${sample.id}/openings`)).json<OpeningList>();
    const path = `/api/o/${sample.id}`;
    const opening = (await server.ask('GET', `${path}/openings/${openings[0]?.id}`)).json<OpeningView>();
    const kim = opening.applications.find(({ name }) => name === 'Kim Park');
    const today = Temporal.Now.plainDateISO('UTC');
    const body = { from: today.add({ days: 1 }).toString(), to: today.add({ days: 21 }).toString() };
    const found = await server.ask('POST', `${path}/candidates/${kim?.id}/search`, { body });
    const result = found.json<DaySearchResult>();
    const [best] = result.alternatives;
    assert.ok(best, result.whyNot?.text ?? 'no plan');
    assert.ok(result.alternatives.length <= 5);
    assert.deepEqual(result.uncounted, []);
    const seated = new Set(
      result.alternatives.flatMap(({ sessions }) =>
        sessions.flatMap((one) => one.people.map(({ id }) => id)),
      ),
    );
    const rows = result.rows.filter(({ kind }) => kind === 'person');
    assert.deepEqual(new Set(rows.map(({ id }) => id)), seated);
    for (const { busy } of result.rows) {
      for (const [index, { start }] of busy.entries()) {
        assert.ok(index === 0 || minuteOf(busy[index - 1]?.end ?? '') < minuteOf(start));
      }
    }
    const confirmed = await server.ask('POST', `${path}/candidates/${kim?.id}/confirm`, {
      body: choiceOf(best),
      headers: { 'idempotency-key': 'kim' },
    });
    const loop = confirmed.json<LoopView>();
    assert.equal(loop.sessions.length, 7);
    assert.equal(loop.rows[0]?.name, 'Kim Park');
  });

  describe('and an own organisation', () => {
    let own: Small;
    before(async () => {
      own = await smallOrganisation(server);
    });

    it('do not see each other: every route answers 404 to the ids of the other', async () => {
      const before = await everythingOf(server, own);
      const foreign = [own.ada.id, own.room.id, own.opening, own.candidates[0]?.id ?? ''];
      const routes = routesOf(server.services.context, { version: '', node: '', database: '', zones: '' });
      const asked = routes.filter(({ path }) => path.includes(':o') && path.includes(':id'));
      assert.ok(asked.length >= 13, String(asked.length));
      for (const { method, path } of asked) {
        for (const id of foreign) {
          const address = path.replace(':o', sample.id).replace(':id', id);
          const more = method === 'GET' || method === 'DELETE' ? {} : bodyFor({ path, method }, own);
          const answer = await server.ask(method, address, more);
          assert.equal(answer.status, 404, `${method} ${path}: ${answer.text}`);
        }
      }
      assert.deepEqual(await everythingOf(server, own), before);
    });

    it('do not mix in lists', async () => {
      const view = (await server.ask('GET', `/api/o/${own.organisation}/people`)).json<PeopleView>();
      assert.deepEqual(
        view.people.map(({ name }) => name),
        ['Ada', 'Bob'],
      );
      const list = (await server.ask('GET', '/api/organisations')).json<OrganisationList>();
      assert.deepEqual(
        list.organisations.map(({ sample: made }) => made),
        [false, true],
      );
    });
  });

  it('leaves no error behind', () => assert.deepEqual(server.errors, []));
});

async function everythingOf({ ask }: TestServer, { organisation, opening }: Small): Promise<unknown> {
  const at = `/api/o/${organisation}`;
  return [await ask('GET', `${at}/people`), await ask('GET', `${at}/openings/${opening}`)].map(
    ({ text }) => text,
  );
}

/** A body that the route would take, so that only the id can be refused. */
function bodyFor(
  { path, method }: { readonly path: string; readonly method: string },
  own: Small,
): { body?: unknown; headers?: Record<string, string> } {
  const person = { name: 'X', timeZone: 'UTC', works: [], pools: [], version: 1 };
  const candidate = { name: 'X', timeZone: 'UTC', available: [] };
  const session = {
    module: 'design',
    start: `${own.day}T09:00:00Z`,
    end: `${own.day}T09:45:00Z`,
    people: [],
  };
  const seat = { session: crypto.randomUUID(), person: own.ada.id };
  const bodies: Readonly<Record<string, { body?: unknown; headers?: Record<string, string> }>> = {
    '/api/o/:o/people/:id': { body: person },
    '/api/o/:o/members/:id': { body: { roles: ['interviewer'], disabled: false } },
    '/api/o/:o/people/:id/calendar': {
      body: 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nEND:VCALENDAR\r\n',
      headers: { 'content-type': 'text/calendar' },
    },
    '/api/o/:o/people/:id/pool': {
      body: { pool: 'Design', version: 1, state: 'trainee', before: { shadow: 0, reverseShadow: 0 } },
    },
    '/api/o/:o/people/:id/hand-overs': { body: { chosen: [] } },
    '/api/o/:o/people/:id/hand-over': {
      body: {
        version: 1,
        all: true,
        loops: [{ loop: own.opening, sequence: 0, plan: { sessions: [session] } }],
      },
      headers: { 'idempotency-key': 'x' },
    },
    '/api/o/:o/loops/:id/ledger/again': { body: { invitation: crypto.randomUUID() } },
    '/api/o/:o/loops/:id/ledger/told': { body: { invitation: crypto.randomUUID() } },
    '/api/o/:o/loops/:id/mail/settled': { body: { mail: crypto.randomUUID() } },
    '/api/o/:o/loops/:id/decline': { body: { module: session.module } },
    '/api/o/:o/loops/:id/reschedule': {
      body: { plan: { sessions: [session] }, reason: 'other' },
      headers: { 'idempotency-key': 'x' },
    },
    '/api/o/:o/candidates/:id/offer': {
      body: method === 'PUT' ? { hours: 24 } : { plans: [{ sessions: [session] }], hours: 24 },
      headers: { 'idempotency-key': 'x' },
    },
    '/api/o/:o/candidates/:id/choose': { body: { offer: crypto.randomUUID(), day: 1 } },
    '/api/o/:o/openings/:id/day-notes': { body: { arrival: 'X', version: 1 } },
    '/api/o/:o/loops/:id/marks': { body: { what: 'arrived' } },
    '/api/o/:o/openings/:id/telling': { body: { candidateEvents: 'day' } },
    '/api/o/:o/loops/:id/panel-links': { body: seat },
    '/api/o/:o/loops/:id/panel-links/withdraw': { body: seat },
    ...byCalendarPath('', (body) => ({ body })),
    '/api/o/:o/people/:id/feed': { body: { names: true } },
    '/api/o/:o/rooms/:id': { body: { name: 'X', features: [], version: 1 } },
    '/api/o/:o/openings/:id': { body: { title: 'X', timeZone: 'UTC', version: 1 } },
    '/api/o/:o/openings/:id/template': { body: { template: TEMPLATE, version: 1 } },
    '/api/o/:o/openings/:id/team': { body: { team: [], version: 1 } },
    '/api/o/:o/openings/:id/candidates': { body: candidate },
    '/api/o/:o/candidates/:id': { body: { ...candidate, version: 1 } },
    '/api/o/:o/candidates/:id/search': { body: { from: own.day, to: own.day } },
    '/api/o/:o/openings/:id/superdays/search': {
      body: { candidates: [own.candidates[0]?.id ?? ''], days: [own.day] },
    },
    '/api/o/:o/openings/:id/superdays': {
      body: { sessions: [{ ...session, candidates: [own.candidates[0]?.id ?? ''] }] },
      headers: { 'idempotency-key': 'x' },
    },
    '/api/o/:o/candidates/:id/changes': {
      body: {
        range: { from: own.day, to: own.day },
        plan: { sessions: [session] },
        module: session.module,
      },
    },
    '/api/o/:o/candidates/:id/confirm': {
      body: { sessions: [session] },
      headers: { 'idempotency-key': 'x' },
    },
    '/api/o/:o/loops/:id/repairs': { body: { what: 'late', minutes: 30 } },
    '/api/o/:o/loops/:id/repair': {
      body: { event: { what: 'late', minutes: 30 }, sequence: 0, plan: { sessions: [session] } },
      headers: { 'idempotency-key': 'x' },
    },
  };
  return bodies[path] ?? {};
}
