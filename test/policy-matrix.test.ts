/**
 * Every route × every role × every relation, asked through the HTTP app. What is expected stands in sentences here,
 * written without a look at `policy.ts`; a route that has no sentence fails the suite.
 */
import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { ok } from '#domain/result.ts';
import { ROLES, type Role, type Viewer } from '#domain/viewer.ts';
import type { Route } from '#http/route.ts';
import { routesOf } from '#http/routes.ts';
import { byCalendarPath } from './calendar-ways.ts';
import { forEachDatabase } from './databases.ts';
import { appOf, type Asking } from './policy-app.ts';
import { makeWorld, requestFor, type World } from './policy-world.ts';
import { testServer, type TestServer } from './web-server.ts';

/** What somebody is to the object of the path: on the hiring team of its opening, in its session, or the person. */
const RELATIONS = ['nothing', 'decides', 'plans', 'helps', 'sits', 'self'] as const;
type Relation = (typeof RELATIONS)[number];

/** Lists of roles and relations; `all` is everybody of the organisation. `sees`: told that they may not. */
type Sentence = { readonly may: string; readonly sees?: string };

const PLAN: Sentence = { may: 'administrator coordinator plans', sees: 'decides sits' };
const PLAN_OPENING: Sentence = { may: 'administrator coordinator plans', sees: 'decides helps sits' };
const SHAPE: Sentence = { may: 'administrator coordinator plans decides', sees: 'helps sits' };
const OFFICE: Sentence = { may: 'administrator coordinator' };
const PERSON: Sentence = { may: 'administrator coordinator', sees: 'hiring-manager decides plans self' };
const ROOM: Sentence = { may: 'administrator coordinator', sees: 'hiring-manager decides plans' };
const OWN: Sentence = { may: 'administrator coordinator self', sees: 'hiring-manager decides plans' };
const ALL: Sentence = { may: 'all' };
const ANYBODY: Sentence = { may: 'anybody' };
const ADMINISTRATOR: Sentence = { may: 'administrator' };
const MEMBER: Sentence = { may: 'administrator', sees: 'coordinator hiring-manager decides plans self' };

const SENTENCES: Readonly<Record<string, Sentence>> = {
  'GET /api/health': { may: 'administrator operator' },
  'GET /api/organisations': ANYBODY,
  'POST /api/organisations': { may: '' },
  'POST /api/sample': ANYBODY,
  'GET /api/organisations/:o': ALL,
  'GET /api/account': ANYBODY,
  'POST /api/set-up': ANYBODY,
  'POST /api/session': ANYBODY,
  'DELETE /api/session': ANYBODY,
  'PUT /api/account': ALL,
  'PUT /api/account/password': ALL,
  'GET /api/account/sessions': ALL,
  'DELETE /api/account/sessions': ALL,
  'DELETE /api/account/sessions/:id': ALL,
  'POST /api/session/code': { may: 'halfway' },
  'POST /api/account/proof': ALL,
  'GET /api/account/factors': ALL,
  'POST /api/account/recovery-codes': ALL,
  'POST /api/account/authenticator': ALL,
  'PUT /api/account/authenticator': ALL,
  'DELETE /api/account/authenticator': ALL,
  'POST /api/session/passkey/question': ANYBODY,
  'POST /api/session/passkey': ANYBODY,
  'POST /api/session/finish/question': { may: 'halfway' },
  'POST /api/session/finish': { may: 'halfway' },
  'POST /api/account/proof/question': ALL,
  'POST /api/account/proof/passkey': ALL,
  'POST /api/account/passkeys/question': ALL,
  'POST /api/account/passkeys': ALL,
  'PUT /api/account/passkeys/:id': ALL,
  'DELETE /api/account/passkeys/:id': ALL,
  'GET /api/links': ANYBODY,
  'POST /api/links': ANYBODY,
  'POST /api/links/look': ANYBODY,
  'POST /api/links/sign-in': ANYBODY,
  'POST /api/links/new-password': ANYBODY,
  'POST /api/invitations/look': ANYBODY,
  'POST /api/invitations/accept': ANYBODY,
  'POST /api/invitations/join': ALL,
  'GET /api/sign-in': ANYBODY,
  'POST /api/sign-in/provider': ANYBODY,
  'POST /api/sign-in/back': ANYBODY,
  'GET /api/account/identities': ALL,
  'POST /api/account/identities': ALL,
  'DELETE /api/account/identities/:id': ALL,
  'GET /api/o/:o/provider': ADMINISTRATOR,
  'PUT /api/o/:o/provider': ADMINISTRATOR,
  'POST /api/o/:o/provider/check': ADMINISTRATOR,
  'DELETE /api/o/:o/provider': ADMINISTRATOR,
  'GET /api/o/:o/members': ADMINISTRATOR,
  'PUT /api/o/:o/members/:id': MEMBER,
  'DELETE /api/o/:o/members/:id': MEMBER,
  'DELETE /api/o/:o/members/:id/factors': MEMBER,
  'POST /api/o/:o/invitations': ADMINISTRATOR,
  'DELETE /api/o/:o/invitations/:id': ADMINISTRATOR,
  'GET /api/o/:o/openings/:id/history': SHAPE,
  'GET /api/o/:o/loops/:id/history': { may: 'administrator coordinator plans decides', sees: 'sits' },
  ...Object.fromEntries(['', '/known', '/chain'].map((end) => [`GET /api/o/:o/audit${end}`, ADMINISTRATOR])),
  'GET /api/o/:o/people': ALL,
  'POST /api/o/:o/people': OFFICE,
  'PUT /api/o/:o/people/:id': PERSON,
  'DELETE /api/o/:o/people/:id': PERSON,
  'GET /api/o/:o/pools': ALL,
  'PUT /api/o/:o/pools/path': OFFICE,
  'PUT /api/o/:o/people/:id/pool': PERSON,
  'POST /api/o/:o/people/:id/hand-overs': PERSON,
  'POST /api/o/:o/people/:id/hand-over': PERSON,
  'POST /api/o/:o/rooms': OFFICE,
  'PUT /api/o/:o/rooms/:id': ROOM,
  'DELETE /api/o/:o/rooms/:id': ROOM,
  'PUT /api/o/:o/walking': OFFICE,
  'PUT /api/o/:o/people/:id/calendar': OWN,
  'DELETE /api/o/:o/people/:id/calendar': OWN,
  'POST /api/o/:o/import': OFFICE,
  'GET /api/o/:o/openings': ALL,
  'POST /api/o/:o/openings': OFFICE,
  'GET /api/o/:o/openings/:id': { may: 'administrator coordinator decides plans helps sits' },
  'PUT /api/o/:o/openings/:id': PLAN_OPENING,
  'PUT /api/o/:o/openings/:id/template': SHAPE,
  'PUT /api/o/:o/openings/:id/team': { may: 'administrator coordinator', sees: 'decides plans helps sits' },
  'POST /api/o/:o/openings/:id/candidates': PLAN_OPENING,
  'PUT /api/o/:o/candidates/:id': PLAN,
  'DELETE /api/o/:o/candidates/:id': PLAN,
  'POST /api/o/:o/candidates/:id/search': PLAN,
  'POST /api/o/:o/candidates/:id/changes': PLAN,
  'DELETE /api/o/:o/searches/:id': { may: 'administrator coordinator plans' },
  'POST /api/o/:o/candidates/:id/confirm': PLAN,
  'POST /api/o/:o/candidates/:id/needs': PLAN,
  'POST /api/o/:o/loops/:id/panel-links': PLAN,
  'POST /api/o/:o/loops/:id/panel-links/withdraw': PLAN,
  'POST /api/o/:o/loops/:id/agenda-link': PLAN,
  'DELETE /api/o/:o/loops/:id/agenda-link': PLAN,
  ...byCalendarPath('POST ', () => OWN),
  'GET /api/o/:o/attention': OFFICE,
  'GET /api/o/:o/people/:id/week': OWN,
  'POST /api/o/:o/loops/:id/clocks': PLAN,
  'POST /api/o/:o/people/:id/feed': OWN,
  'PUT /api/o/:o/people/:id/feed': OWN,
  'GET /api/o/:o/loops/:id': { may: 'administrator coordinator decides plans sits' },
  'POST /api/o/:o/loops/:id/repairs': PLAN,
  'POST /api/o/:o/loops/:id/repair': PLAN,
  'POST /api/o/:o/loops/:id/cancel': PLAN,
  'POST /api/o/:o/openings/:id/superdays/search': PLAN_OPENING,
  'POST /api/o/:o/openings/:id/superdays': PLAN_OPENING,
  'GET /api/o/:o/openings/:id/superdays': {
    may: 'administrator coordinator decides plans',
    sees: 'helps sits',
  },
  'GET /api/o/:o/superdays/:id': { may: 'administrator coordinator decides plans' },
  'POST /api/agenda/look': ANYBODY,
  'POST /api/panel/look': ANYBODY,
  'POST /api/agenda/code': ANYBODY,
  'POST /api/agenda/needs': ANYBODY,
  'GET /agenda/:token/agenda.ics': ANYBODY,
  'GET /calendar/:token{[^/]+\\.ics}': ANYBODY,
};

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
