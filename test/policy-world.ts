/** An organisation with everything that routes can be asked about, every name in it marked, and a request for each route. */
import assert from 'node:assert/strict';
import type { DaySearchResult } from '#contract/day-search.ts';
import type { Ledger } from '#contract/ledger.ts';
import type { LoopView } from '#contract/loop.ts';
import type { ApplicationView, OpeningView } from '#contract/opening.ts';
import type { Organisation } from '#contract/organisation.ts';
import type { PanelSeat } from '#contract/panel.ts';
import type { Person, Room } from '#contract/people.ts';
import type { SuperdayPlan, SuperdayView } from '#contract/superday.ts';
import type { ThingKind } from '#domain/policy/policy.ts';
import type { Role, Viewer } from '#domain/policy/viewer.ts';
import type { Route } from '#http/route.ts';
import { cameIn } from './came-in.ts';
import { letInFromOutside, tokenIn } from './links.ts';
import { byCalendarPath } from './calendar-ways.ts';
import { accountBodies } from './policy-account-bodies.ts';
import { choiceOf, mondayToCome, TEMPLATE } from './small-organisation.ts';
import type { TestServer } from './web-server.ts';

/** Who stands how to the opening: each is nothing else there. */
const PEOPLE = ['sitter', 'learner', 'decider', 'planner', 'helper', 'nobody', 'target'] as const;
type Somebody = (typeof PEOPLE)[number];

type Choice = ReturnType<typeof choiceOf>;

export type World = {
  readonly organisation: string;
  readonly people: Readonly<Record<Somebody, Person>>;
  /** What `:id` stands for, by kind; the candidate has a loop in which the sitter sits. */
  readonly ids: Readonly<Record<ThingKind, string>>;
  /** A candidate without a loop. */
  readonly unplanned: string;
  /** Tokens: of the candidate's link, and of the learner's, who is from outside, to the session in which they sit. */
  readonly agenda: string;
  readonly panel: string;
  readonly seat: PanelSeat;
  /** One of the loop's. */
  readonly invitation: string;
  /** Words that came in: about the loop, and about no invitation. */
  readonly mail: string;
  readonly stray: string;
  readonly feed: string;
  readonly day: string;
  /** A plan for the candidate who has none, and the one that the loop has. */
  readonly choice: Choice;
  readonly standing: Choice;
};

/** `mark` is part of every name. */
export async function makeWorld(server: TestServer, mark: string): Promise<World> {
  const { ask } = server;
  const named = { name: `Company ${mark}`, timeZone: 'Europe/Berlin' };
  const made = (await ask('POST', '/api/organisations', { body: named })).json<Organisation>();
  const at = `/api/o/${made.id}`;
  const people = await Promise.all(
    PEOPLE.map(async (who) => {
      const pools = { sitter: ['Design'], learner: ['Learning'] }[String(who)] ?? [];
      const body = { name: `${who} ${mark}`, timeZone: 'Europe/Berlin', works: [], pools };
      return [who, (await ask('POST', `${at}/people`, { body })).json<Person>()] as const;
    }),
  );
  const by = Object.fromEntries(people) as Record<Somebody, Person>;
  const room = { name: `Room ${mark}`, seats: 4, features: [] };
  const { id: roomId } = (await ask('POST', `${at}/rooms`, { body: room })).json<Room>();
  const body = { title: `Opening ${mark}`, timeZone: 'Europe/Berlin' };
  const opening = (await ask('POST', `${at}/openings`, { body })).json<OpeningView>();
  const template = { template: TEMPLATE, version: 1 };
  (await ask('PUT', `${at}/openings/${opening.id}/template`, { body: template })).json<OpeningView>();
  const team = [
    { person: by.decider.id, role: 'hiring-manager' },
    { person: by.planner.id, role: 'coordinator' },
    { person: by.helper.id, role: 'interviewer' },
  ];
  const set = { team, version: opening.version };
  (await ask('PUT', `${at}/openings/${opening.id}/team`, { body: set })).json<OpeningView>();
  const place = { server, at, mark, opening: opening.id };
  const planned = await plannedWorld(place);
  const search = crypto.randomUUID();
  const { seat, link } = await letInFromOutside({ ...place, loop: planned.loop.id }, by.learner);
  const ledger = (await ask('GET', `${at}/loops/${planned.loop.id}/ledger`)).json<Ledger>();
  const invitation = ledger.loops[0]?.entries[0]?.invitation ?? '';
  const { held, unplanned, choice, standing, loop, superday } = planned;
  return {
    organisation: made.id,
    people: by,
    ids: {
      opening: opening.id,
      application: held,
      loop: loop.id,
      superday: superday.id,
      person: by.target.id,
      room: roomId,
      search,
    },
    unplanned,
    agenda: tokenIn(loop.agenda),
    panel: tokenIn(link),
    seat,
    invitation,
    mail: await cameIn(server, { organisation: made.id, invitation, loop: planned.loop.id }),
    stray: await cameIn(server, { organisation: made.id }),
    feed: by.sitter.feed,
    day: mondayToCome(),
    choice,
    standing,
  };
}

type Place = {
  readonly server: TestServer;
  readonly at: string;
  readonly mark: string;
  readonly opening: string;
};

/** One candidate with a loop, two with a superday, one to be planned. */
async function plannedWorld({ server: { ask }, at, mark, opening }: Place): Promise<{
  readonly held: string;
  readonly unplanned: string;
  readonly loop: LoopView;
  readonly superday: SuperdayView;
  readonly choice: Choice;
  readonly standing: Choice;
}> {
  const add = async (name: string): Promise<string> => {
    const body = { name: `${name} ${mark}`, timeZone: 'Europe/Berlin', available: [] };
    return (await ask('POST', `${at}/openings/${opening}/candidates`, { body })).json<ApplicationView>().id;
  };
  const days = Temporal.PlainDate.from(mondayToCome());
  const best = async (id: string, weeks: number): Promise<Choice> => {
    const day = days.add({ weeks }).toString();
    const found = await ask('POST', `${at}/candidates/${id}/search`, { body: { from: day, to: day } });
    const [first] = found.json<DaySearchResult>().alternatives;
    assert.ok(first);
    return choiceOf(first);
  };
  const [held, together, also, unplanned] = [
    await add('Held'),
    await add('Together'),
    await add('Also'),
    await add('Unplanned'),
  ];
  const headers = { 'idempotency-key': 'world' };
  const standing = await best(held, 0);
  const loop = await ask('POST', `${at}/candidates/${held}/confirm`, { body: standing, headers });
  const asked = { candidates: [together, also], days: [days.add({ weeks: 1 }).toString()] };
  const superdays = `${at}/openings/${opening}/superdays`;
  const { board } = (await ask('POST', `${superdays}/search`, { body: asked })).json<SuperdayPlan>();
  const sessions = board.sessions.map((session) => {
    const [whole] = choiceOf({ sessions: [session] }).sessions;
    return { ...whole, candidates: session.candidates };
  });
  const superday = await ask('POST', superdays, { body: { sessions }, headers });
  return {
    held,
    unplanned,
    loop: loop.json<LoopView>(),
    superday: superday.json<SuperdayView>(),
    choice: await best(unplanned, 2),
    standing,
  };
}

export function memberOf(world: World, role: Role, person: keyof World['people']): Viewer {
  const membership = { organisation: world.organisation, person: world.people[person].id, roles: [role] };
  return { kind: 'member', account: 'an account', memberships: [membership] };
}

type Request = {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
};

/** What the route takes, with ids of this world everywhere. */
export function requestFor(world: World, { method, path, may }: Route): Request {
  const token = path.startsWith('/calendar/') ? world.feed.replace('/calendar/', '') : world.agenda;
  const address = path
    .replace(':o', world.organisation)
    .replace(':id', may.of === undefined ? crypto.randomUUID() : world.ids[may.of])
    .replace(':mark', crypto.randomUUID())
    .replace(/:token(\{.+\})?/, token);
  // Of a day that has sessions.
  const query = path === '/api/o/:o/day' ? `?date=${world.day}` : '';
  return { method, path: `${address}${query}`, ...bodiesOf(world)[`${method} ${path}`]?.() };
}

/** An offer is looked for among the candidate's own alone. */
const NO_OFFER = '00000000-0000-7000-8000-000000000000';

export type Body = Pick<Request, 'body' | 'headers'>;

function bodiesOf(world: World): Readonly<Record<string, () => Body>> {
  const { ids, people, day, choice, standing, unplanned, seat } = world;
  const chosen = (choice.sessions[0]?.start ?? '').slice(0, 10);
  const headers = { 'idempotency-key': crypto.randomUUID() };
  const person = { name: 'X', timeZone: 'UTC', works: [], pools: [] };
  const candidate = { name: 'X', timeZone: 'UTC', available: [] };
  const opening = { title: 'X', timeZone: 'UTC' };
  const event = { what: 'declined', module: 'design', person: people.sitter.id };
  const [first] = TEMPLATE.modules;
  assert.ok(first);
  const naming = { ...first, seats: [{ people: [people.sitter.id] }], room: { oneOf: [ids.room] } };
  const sessions = choice.sessions.map((session) => ({ ...session, candidates: [unplanned] }));
  const calendar = 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nEND:VCALENDAR\r\n';
  const form = (): FormData => {
    const filled = new FormData();
    filled.append('calendar', new File([calendar], 'x.ics', { type: 'text/calendar' }));
    filled.append('opening', ids.opening);
    return filled;
  };
  return {
    'POST /api/organisations': () => ({ body: { name: 'X', timeZone: 'UTC' } }),
    ...accountBodies(world),
    'POST /api/o/:o/people': () => ({ body: person }),
    'PUT /api/o/:o/people/:id': () => ({ body: { ...person, version: 1 } }),
    'PUT /api/o/:o/pools/path': () => ({
      body: { pool: 'Design', shadow: 1, reverseShadow: 1, version: 0 },
    }),
    'PUT /api/o/:o/people/:id/pool': () => ({
      body: { pool: 'Design', version: 0, state: 'trainee', before: { shadow: 0, reverseShadow: 0 } },
    }),
    'POST /api/o/:o/people/:id/hand-overs': () => ({ body: { chosen: [{ loop: ids.loop, key: 'x' }] } }),
    'POST /api/o/:o/people/:id/hand-over': () => ({
      body: { version: 1, all: true, loops: [{ loop: ids.loop, sequence: 0, plan: standing }] },
      headers,
    }),
    'POST /api/o/:o/rooms': () => ({ body: { name: 'X', features: [] } }),
    'PUT /api/o/:o/rooms/:id': () => ({ body: { name: 'X', features: [], version: 1 } }),
    'PUT /api/o/:o/walking': () => ({ body: { walking: [] } }),
    'PUT /api/o/:o/people/:id/calendar': () => ({
      body: calendar,
      headers: { 'content-type': 'text/calendar' },
    }),
    'POST /api/o/:o/import': () => ({ body: form() }),
    'POST /api/o/:o/openings': () => ({ body: opening }),
    'PUT /api/o/:o/openings/:id': () => ({ body: { ...opening, version: 2 } }),
    'PUT /api/o/:o/openings/:id/template': () => ({
      body: { template: { ...TEMPLATE, modules: [naming] }, version: 2 },
    }),
    'PUT /api/o/:o/openings/:id/team': () => ({
      body: { team: [{ person: people.target.id, role: 'hiring-manager' }], version: 3 },
    }),
    'POST /api/o/:o/openings/:id/candidates': () => ({ body: candidate }),
    'PUT /api/o/:o/candidates/:id': () => ({ body: { ...candidate, version: 1 } }),
    'POST /api/o/:o/candidates/:id/search': () => ({ body: { from: day, to: day } }),
    'POST /api/o/:o/candidates/:id/changes': () => ({
      body: { range: { from: chosen, to: chosen }, plan: choice, module: 'design' },
    }),
    'POST /api/o/:o/candidates/:id/confirm': () => ({ body: choice, headers }),
    'POST /api/o/:o/loops/:id/panel-links': () => ({ body: seat }),
    'POST /api/o/:o/loops/:id/panel-links/withdraw': () => ({ body: seat }),
    ...byCalendarPath('POST ', (body) => () => ({ body })),
    'PUT /api/o/:o/people/:id/feed': () => ({ body: { names: true } }),
    'POST /api/agenda/look': () => ({ body: { token: world.agenda } }),
    'POST /api/panel/look': () => ({ body: { token: world.panel } }),
    'POST /api/link/code': () => ({ body: { token: world.agenda } }),
    'POST /api/link/sitting': () => ({
      body: { token: world.agenda, request: 'x'.repeat(43), code: '000000' },
    }),
    'POST /api/link/needs': () => ({ body: { token: world.agenda, change: { diet: 'None' } } }),
    'POST /api/link/another-day': () => ({ body: { token: world.agenda, days: [] } }),
    'PUT /api/o/:o/openings/:id/day-notes': () => ({ body: { version: 1 } }),
    'POST /api/o/:o/loops/:id/marks': () => ({ body: { what: 'arrived' } }),
    'POST /api/panel/mark': () => ({ body: { token: world.panel, what: 'started' } }),
    'POST /api/panel/mark/undo': () => ({ body: { token: world.panel, mark: NO_OFFER } }),
    'POST /api/panel/decline': () => ({ body: { token: world.panel } }),
    'POST /api/panel/undo': () => ({ body: { token: world.panel } }),
    'POST /api/o/:o/loops/:id/decline': () => ({ body: { module: 'design' } }),
    'POST /api/link/cancel': () => ({ body: { token: world.agenda } }),
    'POST /api/link/undo': () => ({ body: { token: world.agenda } }),
    'POST /api/scheduling/look': () => ({ body: { token: world.agenda } }),
    'POST /api/scheduling/times': () => ({ body: { token: world.agenda, available: [] } }),
    'POST /api/scheduling/choose': () => ({ body: { token: world.agenda, offer: NO_OFFER, day: 1 } }),
    'POST /api/o/:o/candidates/:id/offer': () => ({ body: { plans: [choice], hours: 24 }, headers }),
    'PUT /api/o/:o/candidates/:id/offer': () => ({ body: { hours: 24 } }),
    'POST /api/o/:o/candidates/:id/choose': () => ({ body: { offer: NO_OFFER, day: 1 } }),
    'POST /api/o/:o/loops/:id/reschedule': () => ({
      body: { plan: standing, reason: 'other' },
      headers,
    }),
    'PUT /api/o/:o/openings/:id/telling': () => ({
      body: { organiser: people.target.id, candidateEvents: 'day' },
    }),
    'POST /api/o/:o/loops/:id/ledger/again': () => ({ body: { invitation: world.invitation } }),
    'POST /api/o/:o/loops/:id/ledger/told': () => ({ body: { invitation: world.invitation } }),
    'POST /api/o/:o/loops/:id/mail/settled': () => ({ body: { mail: world.mail } }),
    'POST /api/o/:o/mail/settled': () => ({ body: { mail: world.stray } }),
    'POST /api/o/:o/loops/:id/repairs': () => ({ body: event }),
    'POST /api/o/:o/loops/:id/repair': () => ({ body: { event, sequence: 0, plan: standing }, headers }),
    'POST /api/o/:o/openings/:id/superdays/search': () => ({
      body: { candidates: [unplanned], days: [day] },
    }),
    'POST /api/o/:o/openings/:id/superdays': () => ({ body: { sessions }, headers }),
  };
}
