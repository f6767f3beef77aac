import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { OrganisationList } from '#contract/organisation.ts';
import type { Person } from '#contract/people.ts';
import { LIMITS } from '#http/limits.ts';
import { routesOf } from '#http/routes.ts';
import { forEachDatabase } from './databases.ts';
import { smallOrganisation, type Small } from './small-organisation.ts';
import { HOST, testServer, type TestServer } from './web-server.ts';
import { ROUTES } from './route-list.ts';

forEachDatabase('the HTTP door', (database) => {
  let server: TestServer;
  let small: Small;
  before(async () => {
    server = testServer(database.store());
    small = await smallOrganisation(server);
  });
  after(() => server.services.close());

  const JSON_TYPE = { 'content-type': 'application/json' };
  const people = (): string => `/api/o/${small.organisation}/people`;
  const person = { name: 'Eve', timeZone: 'Europe/Paris', works: [], pools: [] };

  describe('bodies', () => {
    const wrong: readonly (readonly [string, unknown, string])[] = [
      ['null', null, 'the body'],
      ['a list', [], 'the body'],
      ['a text', '"x"', 'the body'],
      ['nothing', '', 'the body'],
      ['no JSON', '{"name":', 'the body'],
      ['a wrong type', { ...person, name: 5 }, 'name'],
      ['null for a field', { ...person, works: null }, 'works'],
      ['an object for a list', { ...person, pools: {} }, 'pools'],
      ['an unknown field', { ...person, role: 'admin' }, 'role'],
      ['another organisation', { ...person, organisation_id: 'x' }, 'organisation_id'],
      ['a number too large', '{"name":"x","timeZone":"UTC","works":[],"pools":[],"gap":1e400}', 'gap'],
      ['half a minute', { ...person, gap: 1.5 }, 'gap'],
      ['a zone that does not exist', { ...person, timeZone: 'Europe/Nowhere' }, 'timeZone'],
      ['a line break in a name', { ...person, name: 'a\r\nb' }, 'name'],
      ['a NUL character', { ...person, title: 'a\0b' }, 'title'],
      ['half a letter', { ...person, pools: ['a', '\ud800'] }, 'pools[1]'],
      ['half a letter in a field', { ...person, '\ud800': 1 }, '["\\ud800"]'],
      ['hours that end first', { ...person, prefers: { from: '12:00', to: '09:00' } }, 'prefers.to'],
    ];
    for (const [what, body, place] of wrong) {
      it(`refuses ${what}, naming the place`, async () => {
        const given = typeof body === 'string' ? body : JSON.stringify(body);
        const answer = await server.ask('POST', people(), { body: given, headers: JSON_TYPE });
        assert.equal(answer.status, 400, answer.text);
        assert.equal(answer.problem().faults?.[0]?.place, place);
      });
    }

    it('reads the last of two fields of one name', async () => {
      const body = '{"name":"First","name":"Last","timeZone":"UTC","works":[],"pools":[]}';
      const added = await server.ask('POST', people(), { body, headers: JSON_TYPE });
      assert.equal(added.json<Person>().name, 'Last');
    });

    it('says what was expected in words that complete the sentence', async () => {
      const body = { ...person, name: '', timeZone: 'Europe/Nowhere', email: 'eve' };
      const { faults = [] } = (await server.ask('POST', people(), { body })).problem();
      assert.deepEqual(
        faults.map(({ place, found, expected }) => [place, found, expected]),
        [
          ['name', '""', 'a name'],
          ['email', '"eve"', 'an e-mail address like ada@example.org'],
          ['timeZone', '"Europe/Nowhere"', 'the name of a time zone, like Europe/Berlin'],
        ],
      );
    });

    it('refuses dates and instants that lie in no year of ours', async () => {
      const candidate = `/api/o/${small.organisation}/candidates/${small.candidates[0]?.id ?? ''}`;
      for (const day of ['0000-01-01', '0001-01-01', '9999-12-31']) {
        const answer = await server.ask('POST', `${candidate}/search`, { body: { from: day, to: day } });
        assert.equal(answer.problem().faults?.[0]?.expected, 'a date in the years 1970 to 2199', day);
        const session = { module: 'design', start: `${day}T09:00:00Z`, end: `${day}T09:45:00Z`, people: [] };
        const confirmed = await server.ask('POST', `${candidate}/confirm`, {
          body: { sessions: [session] },
          headers: { 'idempotency-key': 'far' },
        });
        const [fault] = confirmed.problem().faults ?? [];
        assert.deepEqual(
          [fault?.place, fault?.expected],
          ['sessions[0].start', 'an instant in the years 1970 to 2199'],
        );
      }
    });

    it('refuses other content, too much of it, and too deep nesting', async () => {
      const form = 'application/x-www-form-urlencoded';
      const other = await server.ask('POST', people(), { body: 'name=x', headers: { 'content-type': form } });
      assert.equal(other.status, 415);
      const large = `{"name":"${'x'.repeat(LIMITS.jsonBytes)}"}`;
      const much = await server.ask('POST', people(), { body: large, headers: JSON_TYPE });
      assert.equal(much.status, 413);
      const atLimit = `"${'x'.repeat(LIMITS.jsonBytes - 2)}"`;
      const most = await server.ask('POST', people(), { body: atLimit, headers: JSON_TYPE });
      assert.equal(most.status, 400);
      const deep = await server.ask('POST', people(), { body: '['.repeat(100_000), headers: JSON_TYPE });
      assert.match(deep.problem().faults?.[0]?.expected ?? '', /32 lists/);
    });

    it('stores and gives back any text as it is', async () => {
      const name = `=HYPERLINK("x") <img onerror=alert(1)> 'ʼ"; drop table person; -- 日本 🎉`;
      const added = await server.ask('POST', people(), { body: { ...person, name } });
      assert.equal(added.json<Person>().name, name);
    });
  });

  describe('addresses', () => {
    it('answers 404 to ids that are none, foreign or gone, and to paths that do not exist', async () => {
      const none = '00000000-0000-7000-8000-000000000000';
      for (const path of [
        '/api/nothing',
        '/api',
        '/api/o/1/people',
        `/api/o/${none}/people`,
        `${people()}/../people`,
        `/api/o/${small.organisation}/openings/${none}`,
        `/api/o/${small.organisation}//openings`,
        `/api/o/${small.organisation}/%2e%2e/openings`,
        '/agenda/short/agenda.ics',
        '/calendar/short.ics',
        '/assets/missing.js',
        '/../package.json',
        '/%2e%2e/package.json',
      ]) {
        const answer = await server.ask('GET', path);
        const isPage = answer.headers.get('content-type')?.startsWith('text/html') === true;
        assert.ok(
          answer.status === 404 || path.endsWith('/../people') || isPage,
          `${path}: ${answer.status}`,
        );
        assert.ok(!answer.text.includes('"dependencies"'), path);
      }
    });

    it('refuses parameters that are not understood, and those given twice', async () => {
      for (const query of ['?id=1', '?id=1&id=2', '?id[]=1', '?id[$ne]=1', '?sort=name']) {
        assert.equal((await server.ask('GET', `${people()}${query}`)).status, 400, query);
      }
      const twice = await server.ask('PUT', `${people()}/${small.ada.id}/calendar?name=a&name=b`, {
        body: 'x',
        headers: { 'content-type': 'text/calendar' },
      });
      assert.equal(twice.problem().faults?.[0]?.place, 'the address');
    });

    it('answers 405 to other methods and says which there are', async () => {
      const answer = await server.ask('PATCH', people(), { body: {} });
      assert.equal(answer.status, 405);
      assert.equal(answer.headers.get('allow'), 'GET, HEAD, POST');
      const overridden = await server.ask('GET', `${people()}/${small.ada.id}`, {
        headers: { 'x-http-method-override': 'DELETE' },
      });
      assert.equal(overridden.status, 405);
    });

    it('changes nothing on GET and HEAD of any route', async () => {
      const routes = routesOf(server.services.context, HEALTH);
      const before = (await server.ask('GET', people())).text;
      for (const { path } of routes) {
        const address = path
          .replace(':o', small.organisation)
          .replace(':id', small.ada.id)
          .replace(/:token(\{.+\})?/, 'x'.repeat(43));
        for (const method of ['GET', 'HEAD']) {
          const { status } = await server.ask(method, address);
          assert.ok([200, 404, 405].includes(status), `${method} ${path}: ${status}`);
        }
      }
      assert.equal((await server.ask('GET', people())).text, before);
    });

    it('has these routes and no others', () => {
      const routes = routesOf(server.services.context, HEALTH);
      assert.deepEqual(
        routes.map(({ method, path }) => `${method} ${path}`),
        ROUTES,
      );
    });
  });

  describe('other pages and names', () => {
    it('answers under a name of the loopback only', async () => {
      for (const host of ['evil.example', 'localhost.evil.example', '192.168.1.5:3000', '127.0.0.1.nip.io']) {
        const answer = await server.ask('GET', '/api/organisations', { headers: { host } });
        assert.equal(answer.status, 403, host);
      }
      for (const host of ['127.0.0.1:3000', 'localhost:5173', '[::1]:3000', 'LOCALHOST']) {
        const answer = await server.ask('GET', '/api/organisations', { headers: { host } });
        assert.equal(answer.status, 200, host);
      }
    });

    it('lets no other page change anything', async () => {
      const body = { name: 'X', timeZone: 'UTC' };
      const post = async (headers: Record<string, string>): Promise<number> =>
        (await server.ask('POST', '/api/organisations', { body, headers })).status;
      assert.equal(await post({ origin: 'https://evil.example' }), 403);
      assert.equal(await post({ origin: 'null' }), 403);
      assert.equal(await post({ origin: 'http://localhost:8080' }), 403);
      assert.equal(await post({ origin: `https://${HOST}` }), 403);
      assert.equal(await post({ 'sec-fetch-site': 'cross-site' }), 403);
      assert.equal(await post({ 'sec-fetch-site': 'same-site' }), 403);
      assert.equal(await post({ origin: `http://${HOST}`, 'sec-fetch-site': 'same-origin' }), 200);
    });

    it('tells the browser what not to do, in every answer', async () => {
      for (const path of ['/', '/api/organisations', '/api/nothing', '/some/page']) {
        const { headers } = await server.ask('GET', path);
        assert.equal(headers.get('x-content-type-options'), 'nosniff', path);
        assert.equal(headers.get('referrer-policy'), 'no-referrer', path);
        const policy = headers.get('content-security-policy') ?? '';
        assert.match(policy, /default-src 'none'/, path);
        assert.match(policy, /frame-ancestors 'none'/, path);
        assert.ok(!/unsafe-(inline|eval)/.test(policy), path);
      }
    });

    it('says in words who can reach it', async () => {
      const { notice } = (await server.ask('GET', '/api/organisations')).json<OrganisationList>();
      assert.match(notice, /this computer only/);
    });
  });

  it('leaves no error behind, and no token or name in the log', () => {
    assert.deepEqual(server.errors, []);
    const log = server.log.join('\n');
    for (const secret of [small.ada.feed.slice(10), 'Eve']) assert.ok(!log.includes(secret));
  });
});

const HEALTH = { version: '', node: '', database: '', zones: '' };
