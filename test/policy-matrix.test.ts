/**
 * Every route × every role × every relation, asked through the HTTP app. What is expected stands in sentences
 * (`policy-sentences.ts`), written without a look at `policy.ts`; a route that has no sentence fails the suite.
 */
import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { ok } from '#domain/result.ts';
import { ROLES, type Role, type Viewer } from '#domain/policy/viewer.ts';
import type { Route } from '#http/route.ts';
import { routesOf } from '#http/routes.ts';
import { forEachDatabase } from './databases.ts';
import { appOf, type Asking } from './policy-app.ts';
import { KEPT, SENTENCES, type Sentence } from './policy-sentences.ts';
import { makeWorld, requestFor, type World } from './policy-world.ts';
import { testServer, type TestServer } from './web-server.ts';

/** What somebody is to the object of the path: on the hiring team of its opening, in its session, or the person. */
const RELATIONS = ['nothing', 'decides', 'plans', 'helps', 'sits', 'self'] as const;
type Relation = (typeof RELATIONS)[number];

const HEALTH = { version: '', node: '', database: '', zones: '' };
const PERSON_OF: Readonly<Record<Relation, keyof World['people']>> = {
  nothing: 'nobody',
  decides: 'decider',
  plans: 'planner',
  helps: 'helper',
  sits: 'sitter',
  self: 'target',
};

forEachDatabase('the policy', (database) => {
  let server: TestServer;
  let world: World;
  let routes: readonly Route[];
  /** How often a handler was reached: it says so and changes nothing, so that no cell disturbs another. */
  let reached = 0;
  let ask: Asking;
  before(async () => {
    server = testServer(database.store());
    world = await makeWorld(server, 'North');
    const { context } = server.services;
    context.searches.set(`${world.organisation} ${world.ids.search}`, new AbortController());
    routes = routesOf(context, HEALTH).map((route) => ({
      ...route,
      answer: 'nothing',
      handle: () => {
        reached += 1;
        return Promise.resolve(ok(null));
      },
    }));
    ask = appOf(server, routes);
  });
  after(() => server.services.close());

  const sentenceOf = ({ method, path }: Route): Sentence => {
    const sentence = SENTENCES[`${method} ${path}`];
    assert.ok(sentence, `${method} ${path} has no sentence in this suite`);
    return sentence;
  };

  const cell = async (route: Route, viewer: Viewer, from: World = world): Promise<string> => {
    const before = reached;
    const { status } = await ask(viewer, requestFor(from, route));
    assert.equal(
      reached - before,
      status === 204 ? 1 : 0,
      'a handler is reached when, and only when, it is allowed',
    );
    return `${status}`;
  };

  const member = (role: Role, relation: Relation): Viewer => ({
    kind: 'member',
    account: 'an account',
    memberships: [
      { organisation: world.organisation, person: world.people[PERSON_OF[relation]].id, roles: [role] },
    ],
  });

  const told = (route: Route, role: Role, relation: Relation): string => {
    const { may, sees = '' } = sentenceOf(route);
    const among = (list: string): boolean => list.split(' ').some((who) => who === role || who === relation);
    if (may === 'all' || may === 'anybody' || among(may)) return '204';
    return route.may.of === undefined || among(sees) ? '403' : '404';
  };

  it('has a sentence for every route, and no other', () => {
    const there = routes.map(({ method, path }) => `${method} ${path}`);
    assert.deepEqual(Object.keys(SENTENCES).toSorted(), there.toSorted());
  });

  it('holds in every cell of route × role × relation', async () => {
    const cells = routes.flatMap((route) =>
      ROLES.flatMap((role) => RELATIONS.map((relation) => ({ route, role, relation }))),
    );
    const got: string[] = [];
    const expected: string[] = [];
    for (const { route, role, relation } of cells) {
      const what = `${route.method} ${route.path}: ${role}, ${relation}`;
      got.push(`${what}: ${await cell(route, member(role, relation))}`);
      expected.push(`${what}: ${told(route, role, relation)}`);
    }
    assert.deepEqual(got, expected);
    assert.equal(cells.length, routes.length * ROLES.length * RELATIONS.length);
  });

  it('lets whoever sits at a computer without accounts do everything', async () => {
    for (const route of routes) {
      assert.equal(await cell(route, { kind: 'computer' }), '204', `${route.method} ${route.path}`);
    }
  });

  it('sends nobody but those who are signed in into an organisation', async () => {
    for (const route of routes) {
      const expected = sentenceOf(route).may === 'anybody' ? '204' : '401';
      assert.equal(await cell(route, { kind: 'nobody' }), expected, `${route.method} ${route.path}`);
      const outsider: Viewer = { kind: 'outsider', accounts: true };
      const outside = route.may.deed === 'open-sample' ? '401' : expected;
      assert.equal(await cell(route, outsider), outside, `${route.method} ${route.path}: outsider`);
    }
  });

  it('sends whoever still owes a second factor nowhere but to the doors, and to where they finish', async () => {
    for (const route of routes) {
      const { may } = sentenceOf(route);
      const door = may === 'halfway' || (may === 'anybody' && route.may.deed !== 'open-sample');
      const expected = door ? '204' : '401';
      const viewer = { kind: 'halfway', account: 'an account' } as const;
      assert.equal(await cell(route, viewer), expected, `${route.method} ${route.path}`);
    }
  });

  it('opens to whoever came by a provider alone what a member may, but nothing of how the account signs in', async () => {
    const viewer = { ...member('administrator', 'nothing'), byProvider: true } as const;
    const shut = routes.filter(({ method, path }) => KEPT.has(`${method} ${path}`));
    assert.equal(shut.length, KEPT.size);
    for (const route of routes) {
      const expected = shut.includes(route) ? '403' : told(route, 'administrator', 'nothing');
      assert.equal(await cell(route, viewer), expected, `${route.method} ${route.path}`);
    }
  });

  it('shows an organisation to nobody of another', async () => {
    const elsewhere: Viewer = {
      kind: 'member',
      account: 'an account',
      memberships: [
        { organisation: crypto.randomUUID(), person: world.people.sitter.id, roles: ['administrator'] },
      ],
    };
    for (const route of routes.filter(({ path }) => path.includes(':o'))) {
      assert.equal(await cell(route, elsewhere), '404', `${route.method} ${route.path}`);
    }
  });

  it('gives somebody with several roles what each of them gives', async () => {
    const both: Viewer = {
      kind: 'member',
      account: 'an account',
      memberships: [
        {
          organisation: world.organisation,
          person: world.people.nobody.id,
          roles: ['operator', 'coordinator'],
        },
      ],
    };
    for (const route of routes) {
      const either = [told(route, 'operator', 'nothing'), told(route, 'coordinator', 'nothing')];
      const expected = ['204', '403'].find((status) => either.includes(status)) ?? either[0];
      assert.equal(await cell(route, both), expected, `${route.method} ${route.path}`);
    }
  });

  it('leaves no error behind', () => assert.deepEqual(server.errors, []));
});
