/** An organisation with accounts and a second interview that begins within the half hour, whatever time it is. */
import assert from 'node:assert/strict';
import { daySearchResultSchema } from '#contract/day-search.ts';
import { loopViewSchema, type LoopView } from '#contract/loop.ts';
import { openingViewSchema } from '#contract/opening.ts';
import { panelLinkMadeSchema } from '#contract/panel.ts';
import { peopleViewSchema } from '#contract/people.ts';
import type { LoopTemplate } from '#domain/template/loop-template.ts';
import { confirmationOf } from '#web/employer/find-a-day/choosing.ts';
import { ADA, BEA, ORGANISATION } from './account-people.ts';
import { candidate, newOpening, type Caller } from './prepared.ts';
import { personOf } from './prepared-outside.ts';
import type { RunningServer } from './running-server.ts';

/** Values of the session cookies: Ada administers, Bea sits in “System design”; `panel` is the link of Gil, who is from outside and greets. */
export type PreparedDay = {
  readonly organisation: string;
  readonly opening: string;
  readonly loop: string;
  readonly ada: string;
  readonly bea: string;
  readonly panel: string;
};

const TEMPLATE: LoopTemplate = {
  hours: { from: '06:00', to: '18:00' },
  weekdays: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
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
      minutes: 30,
      seats: [{ pool: 'Design', role: 'lead' }],
      room: {},
      after: ['welcome'],
    },
    {
      id: 'code',
      title: 'Code together',
      kind: 'individual',
      minutes: 30,
      seats: [{ pool: 'Code', role: 'lead' }],
      room: {},
      after: ['design'],
    },
  ],
};

export async function prepareDay({ url, setUp }: RunningServer): Promise<PreparedDay> {
  const { organisation: o, ada, bea, call } = await members(url, setUp);
  const at = `/api/o/${o}`;
  const seen = peopleViewSchema.parse(await call('GET', `${at}/people`));
  const own = seen.people.find(({ email }) => email === BEA.email) ?? assert.fail('Bea is a person');
  const details = { name: BEA.name, email: BEA.email, timeZone: own.timeZone, works: [] };
  await call('PUT', `${at}/people/${own.id}`, { ...details, pools: ['Design'], version: own.version });
  const greeter = { name: 'Gil Greve', email: 'gil@example.org', pools: ['Greeters'], outside: true };
  await personOf(call, o, greeter);
  await personOf(call, o, { name: 'Carl Ek', pools: ['Code'] });
  const wayThere = 'Lift B to the second floor, then left.';
  await call('POST', `${at}/rooms`, { name: 'Kelvin', features: [], wayThere });
  const opening = await morningOpening(call, o);
  const loop = await beginningSoon(
    call,
    o,
    await candidate(call, `${o}/openings/${opening}`, 'Kim Lindqvist', []),
  );
  const [seat] = loop.outside ?? [];
  assert.ok(seat, 'somebody from outside sits in the loop');
  const link = await call('POST', `${at}/loops/${loop.id}/panel-links`, {
    session: seat.session,
    person: seat.person,
  });
  return { organisation: o, opening, loop: loop.id, ada, bea, panel: panelLinkMadeSchema.parse(link).link };
}

/** In a zone in which it is about ten in the morning, so that the day is not over soon. */
async function morningOpening(call: Caller, o: string): Promise<string> {
  const ahead = 10 - new Date().getUTCHours();
  const hours = ahead < -12 ? ahead + 24 : ahead;
  // These names count the other way round.
  const timeZone = `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`;
  const opening = await newOpening(call, o, 'Systems engineer');
  const set = openingViewSchema.parse(await call('GET', `/api/o/${o}/openings/${opening}`));
  await call('PUT', `/api/o/${o}/openings/${opening}`, { title: set.title, timeZone, version: set.version });
  await call('PUT', `/api/o/${o}/openings/${opening}/template`, { template: TEMPLATE, version: 1 });
  return opening;
}

async function beginningSoon(call: Caller, o: string, id: string): Promise<LoopView> {
  const now = Date.now();
  const available = [{ start: new Date(now).toISOString(), end: new Date(now + 110 * 60_000).toISOString() }];
  const details = { name: 'Kim Lindqvist', timeZone: 'Europe/Berlin', available, version: 1 };
  await call('PUT', `/api/o/${o}/candidates/${id}`, details);
  const date = (days: number): string => new Date(now + days * 86_400_000).toISOString().slice(0, 10);
  const days = { from: date(-1), to: date(1) };
  const found = daySearchResultSchema.parse(await call('POST', `/api/o/${o}/candidates/${id}/search`, days));
  const [best] = found.alternatives;
  assert.ok(best, JSON.stringify(found.whyNot));
  const path = `/api/o/${o}/candidates/${id}/confirm`;
  return loopViewSchema.parse(await call('POST', path, confirmationOf(best), crypto.randomUUID()));
}

type Members = Pick<PreparedDay, 'organisation' | 'ada' | 'bea'> & { readonly call: Caller };

async function members(url: string, setUp: string): Promise<Members> {
  const ask = async (
    path: string,
    init: { method: string; body?: unknown; cookie?: string; key?: string },
  ): Promise<Response> => {
    const headers = {
      'content-type': 'application/json',
      ...(init.cookie !== undefined && { cookie: init.cookie }),
      ...(init.key !== undefined && { 'idempotency-key': init.key }),
    };
    const body = init.body === undefined ? {} : { body: JSON.stringify(init.body) };
    const answer = await fetch(url + path, { method: init.method, headers, ...body });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  };
  const token = setUp.split('#')[1] ?? '';
  const made = await ask('/api/set-up', {
    method: 'POST',
    body: { ...ADA, token, organisation: ORGANISATION },
  });
  const ada = cookieOf(made);
  const call: Caller = async (method, path, body, key) => {
    const answer = await ask(path, { method, body, cookie: ada, ...(key !== undefined && { key }) });
    const text = await answer.text();
    return text === '' ? undefined : (JSON.parse(text) as unknown);
  };
  const organisation =
    /"organisation":"([^"]+)"/.exec(JSON.stringify(await call('GET', '/api/account')))?.[1] ?? '';
  const { name, email, password } = BEA;
  const invited = await call('POST', `/api/o/${organisation}/invitations`, {
    who: { name },
    email,
    roles: ['interviewer'],
  });
  const link = /"link":"[^"#]+#([^"]+)"/.exec(JSON.stringify(invited))?.[1] ?? '';
  const joined = await ask('/api/invitations/accept', {
    method: 'POST',
    body: { token: link, name, password },
  });
  return { organisation, ada, bea: cookieOf(joined), call };
}

function cookieOf(answer: Response): string {
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}
