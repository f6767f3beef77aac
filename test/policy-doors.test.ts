/**
 * Attacks on the door, over all routes: ids of another organisation (D5, T17), fields that nobody may set (D4), parameters
 * given twice (D6), methods in disguise (D9), routes of the build (D12), and links
 * used for something else (E16).
 */
import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { OrganisationList } from '#contract/organisation.ts';
import { isOutside } from '#domain/policy/policy.ts';
import type { Viewer } from '#domain/policy/viewer.ts';
import type { Route } from '#http/route.ts';
import { routesOf } from '#http/routes.ts';
import { forEachDatabase } from './databases.ts';
import { appOf, type Asked, type Asking } from './policy-app.ts';
import { makeWorld, memberOf, requestFor, type World } from './policy-world.ts';
import { testServer, type TestServer } from './web-server.ts';

const HEALTH = { version: '', node: '', database: '', zones: '' };
const UUID = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g;

forEachDatabase('the door', (database) => {
  let server: TestServer;
  let north: World;
  let south: World;
  let routes: readonly Route[];
  let ask: Asking;
  before(async () => {
    server = testServer(database.store());
    north = await makeWorld(server, 'North');
    south = await makeWorld(server, 'South');
    routes = routesOf(server.services.context, HEALTH);
    ask = appOf(server, routes);
  });
  after(() => server.services.close());

  const inside = (): readonly Route[] => routes.filter(({ path }) => path.includes('/:o'));
  const nameOf = ({ method, path }: Route): string => `${method} ${path}`;
  const text = async (viewer: Viewer, asked: Asked): Promise<string> => (await ask(viewer, asked)).text();
  const read = async <T>(viewer: Viewer, path: string): Promise<T> =>
    JSON.parse(await text(viewer, { method: 'GET', path })) as T;

  /** Everything that the organisation's administrator can read. */
  const everythingOf = async (world: World): Promise<string> => {
    const viewer = memberOf(world, 'administrator', 'nobody');
    const reads = inside().filter(({ method }) => method === 'GET');
    const texts = await Array.fromAsync(reads, (route) => text(viewer, requestFor(world, route)));
    // A sheet of a day says what time it is.
    return texts.join('\n').replace(/"at":"[^"]+","loops"/, '"loops"');
  };
  /** Ids and names by which the world can be told from its twin. */
  const marksOf = async (world: World, mark: string): Promise<readonly string[]> => {
    const ids = (await everythingOf(world)).match(UUID) ?? [];
    return [...new Set([...ids, mark, world.agenda, world.panel, world.feed.slice(10, 40)])];
  };

  it('T17: no request in one organisation returns a byte of its twin, over all routes', async () => {
    const marks = await marksOf(south, 'South');
    assert.ok(marks.length > 15, String(marks.length));
    const viewer = memberOf(north, 'administrator', 'nobody');
    const answers = await Array.fromAsync(
      inside().filter(({ method }) => method === 'GET'),
      (route) => text(viewer, requestFor(north, route)),
    );
    answers.push(await text(viewer, { method: 'GET', path: '/api/organisations' }));
    answers.push(await text(viewer, look('agenda', north.agenda)));
    answers.push(await text(viewer, look('panel', north.panel)));
    answers.push(await text(viewer, { method: 'GET', path: north.feed }));
    const all = answers.join('\n');
    assert.deepEqual(
      marks.filter((one) => all.includes(one)),
      [],
    );
    const own = await marksOf(north, 'North');
    assert.ok(own.filter((one) => all.includes(one)).length > 15, 'the twin would be found');
  });

  it('T17: a member of one organisation is told of no other', async () => {
    const before = await everythingOf(south);
    const viewer = memberOf(north, 'administrator', 'nobody');
    for (const route of inside()) {
      const answer = await ask(viewer, requestFor(south, route));
      assert.equal(answer.status, 404, nameOf(route));
      assert.match(await answer.text(), /There is no such organisation here\./);
    }
    assert.equal(await everythingOf(south), before);
    const { organisations } = await read<OrganisationList>(viewer, '/api/organisations');
    assert.deepEqual(
      organisations.map(({ name }) => name),
      ['Company North'],
    );
  });

  /** Somebody who may not do it to their own object either is told so, whatever else the request names. */
  const refusedLikeNone = async (tried: {
    readonly viewer: Viewer;
    readonly own: Asked;
    readonly asked: Asked;
    readonly id: string;
    readonly what: string;
  }): Promise<void> => {
    const { viewer, own, asked, id, what } = tried;
    const answer = await ask(viewer, asked);
    const told = await answer.text();
    if (answer.status === 403) assert.equal((await ask(viewer, own)).status, 403, what);
    else assert.equal(answer.status, 404, `${what}: ${id} ${told}`);
    assert.equal(told, await text(viewer, withNone(asked, id)), what);
  };

  it('D5: one foreign id in a request is answered as one that does not exist, and nothing is done', async () => {
    const before = [await everythingOf(north), await everythingOf(south)];
    let tried = 0;
    for (const [who, viewer] of [
      ['administrator', memberOf(north, 'administrator', 'nobody')],
      ['coordinator of the opening', memberOf(north, 'interviewer', 'planner')],
      ['computer', { kind: 'computer' } as const],
    ] as const) {
      for (const route of inside()) {
        if (route.body !== 'json' && route.may.of === undefined) continue;
        const own = requestFor(north, route);
        const others = oneForeign(own, requestFor(south, route), north.organisation);
        tried += others.length;
        const what = `${nameOf(route)}, ${who}`;
        for (const [id, asked] of others) await refusedLikeNone({ viewer, own, asked, id, what });
      }
    }
    assert.ok(tried > 100, String(tried));
    assert.deepEqual([await everythingOf(north), await everythingOf(south)], before);
  });

  it('D5: the opening of an import is looked up like every other id', async () => {
    const route = routes.find(({ path }) => path === '/api/o/:o/import');
    assert.ok(route);
    const { body } = requestFor(south, route);
    const viewer = memberOf(north, 'coordinator', 'nobody');
    const answer = await ask(viewer, { ...requestFor(north, route), body });
    assert.deepEqual([answer.status, (await answer.text()).includes('no such opening')], [404, true]);
    assert.equal((await ask(viewer, requestFor(north, route))).status, 200);
  });

  it('D4: a role, an organisation or a maker in a body is refused, on every route', async () => {
    const viewer: Viewer = { kind: 'computer' };
    const json = routes.filter(({ body }) => body === 'json');
    assert.ok(json.length > 15);
    for (const route of json) {
      const own = requestFor(north, route);
      assert.ok(
        route.schema?.safeParse(own.body).success,
        `${nameOf(route)}: without them it would be taken`,
      );
      for (const field of ['role', 'roles', 'tenantId', 'organisation_id', 'roleId', 'createdBy', 'id']) {
        const body = { ...(own.body as object), [field]: 'administrator' };
        const answer = await ask(viewer, { ...own, body });
        assert.equal(answer.status, 400, `${nameOf(route)}: ${field}`);
      }
    }
  });

  it('D6: a parameter that is unknown or given twice is refused, on every route', async () => {
    for (const route of routes) {
      const own = requestFor(north, route);
      for (const query of ['?id=1&id=2', '?id[]=', '?id[$ne]=', '?name=a&name=b', '?role=administrator']) {
        const answer = await ask({ kind: 'computer' }, { ...own, path: `${own.path}${query}` });
        assert.equal(answer.status, 400, `${nameOf(route)}${query}`);
      }
    }
  });

  it('D9: no method in disguise, and no GET or HEAD, changes anything', async () => {
    const before = await everythingOf(north);
    for (const route of inside().filter(({ method }) => method !== 'GET')) {
      const { path } = requestFor(north, route);
      for (const method of ['GET', 'HEAD']) {
        for (const header of ['x-http-method-override', 'x-method-override', 'x-http-method']) {
          await ask({ kind: 'computer' }, { method, path, headers: { [header]: route.method } });
        }
        const { status } = await ask(
          { kind: 'computer' },
          { method, path: `${path}?_method=${route.method}` },
        );
        assert.ok([400, 405].includes(status), `${method} ${nameOf(route)}: ${status}`);
      }
    }
    assert.equal(await everythingOf(north), before);
  });

  it('D12: nothing of the build or of another product answers', async () => {
    const page = await text({ kind: 'computer' }, { method: 'GET', path: '/' });
    for (const path of [
      '/api/internal',
      '/api/_health',
      '/api/debug',
      '/api/admin',
      '/api/o',
      `/api/o/${north.organisation}`,
      '/api/organisations/',
      '/.env',
      '/.git/config',
      '/src/main.ts',
      '/migrations/000001-foundation.sql',
      '/node_modules/hono/package.json',
      '/@fs/etc/passwd',
      '/metrics',
    ]) {
      const answer = await ask({ kind: 'computer' }, { method: 'GET', path });
      // Outside the API every address is the page, which says that there is nothing.
      assert.ok(answer.status === 404 || (await answer.text()) === page, `${path}: ${answer.status}`);
      assert.ok(!path.startsWith('/api/') || answer.status === 404, path);
    }
    assert.equal(
      (await ask({ kind: 'computer' }, { method: 'GET', path: '/api/organisations' })).status,
      200,
    );
  });

  it('E16: a link opens its own thing, and nothing else', async () => {
    const nobody: Viewer = { kind: 'nobody' };
    const feed = north.feed.slice('/calendar/'.length, -'.ics'.length);
    const get = (path: string): Asked => ({ method: 'GET', path });
    const tokens = { agenda: north.agenda, panel: north.panel, feed };
    const ways: readonly (readonly [keyof typeof tokens, (token: string) => Asked])[] = [
      ['agenda', (token) => look('agenda', token)],
      ['agenda', (token) => get(`/agenda/${token}/agenda.ics`)],
      ['panel', (token) => look('panel', token)],
      ['feed', (token) => get(`/calendar/${token}.ics`)],
    ];
    for (const [kind, way] of ways) {
      for (const [other, token] of Object.entries(tokens)) {
        const asked = way(token);
        const { status } = await ask(nobody, asked);
        assert.equal(status, kind === other ? 200 : 404, `${other} at ${asked.path.replace(token, '…')}`);
      }
    }
    for (const route of routes.filter(({ may }) => !isOutside(may.deed))) {
      const asked = requestFor(north, route);
      for (const token of Object.values(tokens)) {
        const headers = {
          ...asked.headers,
          authorization: `Bearer ${token}`,
          cookie: `token=${token}; __Host-session=${token}`,
        };
        assert.equal((await ask(nobody, { ...asked, headers })).status, 401, nameOf(route));
      }
    }
  });

  it('leaves no error behind', () => assert.deepEqual(server.errors, []));
});

function look(kind: 'agenda' | 'panel', token: string): Asked {
  return { method: 'POST', path: `/api/${kind}/look`, body: { token } };
}

const NONE = '00000000-0000-7000-8000-000000000000';

/** The request with one of its ids, in path or body, replaced by that of its twin. */
function oneForeign(own: Asked, foreign: Asked, organisation: string): readonly (readonly [string, Asked])[] {
  const [path, twin] = [own.path.match(UUID) ?? [], foreign.path.match(UUID) ?? []];
  const [body, other] = [idsIn(own.body), idsIn(foreign.body)];
  return [
    ...path.flatMap((id, at) => {
      const replaced = twin[at] ?? '';
      return id === organisation
        ? []
        : [[replaced, { ...own, path: own.path.replace(id, replaced) }] as const];
    }),
    ...body.map((id, at) => {
      const replaced = other[at] ?? '';
      const text = JSON.stringify(own.body);
      const all = [...text.matchAll(UUID)][at];
      assert.ok(all && all[0] === id);
      const swapped = text.slice(0, all.index) + replaced + text.slice(all.index + id.length);
      return [replaced, { ...own, body: JSON.parse(swapped) as unknown }] as const;
    }),
  ];
}

function idsIn(body: unknown): readonly string[] {
  return typeof body === 'object' && !(body instanceof FormData)
    ? (JSON.stringify(body).match(UUID) ?? [])
    : [];
}

/** The same request with an id that nothing has in the place of the foreign one. */
function withNone({ path, body, ...rest }: Asked, foreign: string): Asked {
  const gone = path.replace(foreign, NONE);
  if (body === undefined || typeof body === 'string') {
    return { ...rest, path: gone, ...(body === undefined ? {} : { body }) };
  }
  return { ...rest, path: gone, body: JSON.parse(JSON.stringify(body).replaceAll(foreign, NONE)) as unknown };
}
