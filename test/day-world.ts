/** An organisation on the day itself, with a clock of its own: greeter, meal with a host, two rooms, two candidates. */
import assert from 'node:assert/strict';
import type { DayLoop, DaySession, DaySheet } from '#contract/day.ts';
import type { DaySearchResult } from '#contract/day-search.ts';
import type { LoopView } from '#contract/loop.ts';
import type { ApplicationView, OpeningView } from '#contract/opening.ts';
import type { Organisation } from '#contract/organisation.ts';
import type { Person, Room } from '#contract/people.ts';
import { problemDocumentSchema, type ProblemDocument } from '#contract/problem.ts';
import { actorOf } from '#domain/audit/audit.ts';
import type { LoopTemplate } from '#domain/template/loop-template.ts';
import type { Role, Viewer } from '#domain/policy/viewer.ts';
import { instantText, minuteAt } from '#domain/time/zoned.ts';
import { routesOf } from '#http/routes.ts';
import type { Context } from '#usecases/context.ts';
import { appOf } from './policy-app.ts';
import { choiceOf } from './small-organisation.ts';
import type { TestServer } from './web-server.ts';

export const DAY = '2030-01-07';
const DAY_ZONE = 'Europe/Berlin';
const HEALTH = { version: '', node: '', database: '', zones: '' };

export const DAY_TEMPLATE: LoopTemplate = {
  hours: { from: '09:00', to: '17:00' },
  weekdays: ['mon', 'tue', 'wed', 'thu', 'fri'],
  maxDays: 1,
  grid: 5,
  modules: [
    {
      id: 'welcome',
      title: 'Welcome',
      kind: 'individual',
      minutes: 15,
      evaluated: false,
      seats: [{ pool: 'Greeters', role: 'greeter' }],
      first: true,
    },
    {
      id: 'design',
      title: 'System design',
      kind: 'individual',
      minutes: 45,
      seats: [{ pool: 'Design', role: 'lead' }],
      room: {},
      after: ['welcome'],
    },
    {
      id: 'lunch',
      title: 'Lunch',
      kind: 'meal',
      minutes: 45,
      evaluated: false,
      seats: [{ pool: 'Hosts', role: 'host' }],
      after: ['design'],
    },
    {
      id: 'code',
      title: 'Code together',
      kind: 'individual',
      minutes: 60,
      seats: [{ pool: 'Code', role: 'lead' }],
      room: {},
      after: ['lunch'],
    },
    {
      id: 'debrief',
      title: 'Debrief',
      kind: 'debrief',
      minutes: 30,
      seats: [{ everyone: true }],
      last: true,
    },
  ],
};

const PEOPLE = {
  Gil: ['Greeters'],
  Ada: ['Design'],
  Bea: ['Design'],
  Hal: ['Hosts'],
  Carl: ['Code'],
  Dora: ['Code'],
  Pia: [],
  Max: [],
} as const;
export type Who = keyof typeof PEOPLE;

type Answer = { readonly status: number; readonly text: string };
export type DayAsk = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Readonly<Record<string, string>>,
) => Promise<Answer>;

export type DayWorld = {
  readonly server: TestServer;
  /** With the world's clock. */
  readonly context: Context;
  readonly at: string;
  readonly organisation: string;
  readonly opening: string;
  readonly people: Readonly<Record<Who, Person>>;
  readonly rooms: readonly Room[];
  /** By name: `Kim`, `Lee`. */
  readonly candidates: Readonly<Record<string, ApplicationView>>;
  /** Turns the clock to a time of the day, or to any instant. */
  readonly clock: (time: string) => void;
  readonly instant: (time: string) => string;
  /** Somebody who sits at the computer, or a member. */
  readonly as: (who: Who | 'computer', role?: Role) => DayAsk;
};

export async function dayWorld(server: TestServer, template: LoopTemplate = DAY_TEMPLATE): Promise<DayWorld> {
  let now = '2030-01-04T10:00:00Z';
  let viewer: Viewer = { kind: 'computer' };
  const context: Context = {
    ...server.services.context,
    now: () => now,
    actor: (organisation) => actorOf(viewer, organisation),
  };
  const app = appOf(server, routesOf(context, HEALTH));
  const asking =
    (who: () => Viewer): DayAsk =>
    async (method, path, body, more = {}) => {
      viewer = who();
      const headers = { 'idempotency-key': crypto.randomUUID(), ...more };
      const answer = await app(viewer, { method, path, headers, ...(body === undefined ? {} : { body }) });
      return { status: answer.status, text: await answer.text() };
    };
  const ask = asking(() => ({ kind: 'computer' }));
  const own = { name: 'Own', timeZone: DAY_ZONE };
  const { id: organisation } = read<Organisation>(await ask('POST', '/api/organisations', own));
  const at = `/api/o/${organisation}`;
  const people = {} as Record<Who, Person>;
  for (const [name, pools] of Object.entries(PEOPLE)) {
    const body = {
      name,
      timeZone: DAY_ZONE,
      works: [],
      pools,
      email: `${name.toLowerCase()}@${organisation}.example.org`,
    };
    people[name as Who] = read<Person>(await ask('POST', `${at}/people`, body));
  }
  const rooms: Room[] = [];
  for (const name of ['Kelvin', 'Lathe']) {
    const body = { name, features: [], wayThere: `To ${name}: the lift on the left` };
    rooms.push(read<Room>(await ask('POST', `${at}/rooms`, body)));
  }
  const titled = { title: 'Engineer', timeZone: DAY_ZONE };
  const opening = read<OpeningView>(await ask('POST', `${at}/openings`, titled));
  const team = [{ person: people.Pia.id, role: 'coordinator' }];
  read<OpeningView>(await ask('PUT', `${at}/openings/${opening.id}/template`, { template, version: 1 }));
  const set = read<OpeningView>(await ask('PUT', `${at}/openings/${opening.id}/team`, { team, version: 1 }));
  const notes = { arrival: 'Main gate, ask for Gil', badge: 'Badges lie at the gate', version: set.version };
  read<OpeningView>(await ask('PUT', `${at}/openings/${opening.id}/day-notes`, notes));
  const candidates: Record<string, ApplicationView> = {};
  for (const name of ['Kim', 'Lee']) {
    const body = {
      name,
      timeZone: DAY_ZONE,
      available: [],
      email: `${name.toLowerCase()}@${organisation}.example.org`,
    };
    candidates[name] = read<ApplicationView>(
      await ask('POST', `${at}/openings/${opening.id}/candidates`, body),
    );
  }
  const instant = (time: string): string =>
    time.includes('T') ? time : instantText(minuteAt(DAY, time, DAY_ZONE), DAY_ZONE);
  return {
    server,
    context,
    at,
    organisation,
    opening: opening.id,
    people,
    rooms,
    candidates,
    instant,
    clock: (time) => {
      now = instant(time);
    },
    as: (who, role = 'interviewer') => {
      if (who === 'computer') return ask;
      const membership = { organisation, person: people[who].id, roles: [role] };
      return asking(() => ({ kind: 'member', account: 'an account', memberships: [membership] }));
    },
  };
}

export function read<T>({ status, text }: Answer): T {
  assert.equal(status, 200, text);
  return JSON.parse(text) as T;
}

export function refusedWith({ status, text }: Answer): ProblemDocument {
  assert.notEqual(status, 200, text);
  return problemDocumentSchema.parse(JSON.parse(text));
}

/** The loop of a candidate on the day, with these people where there is a choice. */
export async function confirmedDay({ as, at, candidates }: DayWorld, name: string): Promise<LoopView> {
  const ask = as('computer');
  const candidate = candidates[name]?.id ?? '';
  const range = { from: DAY, to: DAY };
  const found = read<DaySearchResult>(await ask('POST', `${at}/candidates/${candidate}/search`, range));
  const [best] = found.alternatives;
  assert.ok(best, found.whyNot?.text ?? 'no plan');
  return read<LoopView>(await ask('POST', `${at}/candidates/${candidate}/confirm`, choiceOf(best)));
}

export async function sheet(ask: DayAsk, { at }: DayWorld, date?: string): Promise<DaySheet> {
  const query = date === undefined ? '' : `?date=${date}`;
  return read<DaySheet>(await ask('GET', `${at}/day${query}`));
}

export function sessionOf(day: Pick<DayLoop, 'sessions'>, module: string): DaySession {
  return day.sessions.find((session) => session.module === module) ?? assert.fail(`no ${module} is shown`);
}
