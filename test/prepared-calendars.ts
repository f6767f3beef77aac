/** An organisation whose calendars stand in every way there is, with a confirmed day that one of them contradicts. */
import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import { peopleViewSchema, personSchema, type PersonSeen } from '#contract/people.ts';
import { daySearchResultSchema } from '#contract/day-search.ts';
import { loopViewSchema } from '#contract/loop.ts';
import { organisationSchema } from '#contract/organisation.ts';
import { applicationViewSchema, openingViewSchema } from '#contract/opening.ts';
import { appointment, calendarText } from './appointments.ts';
import type { BentCalendars } from './bent-calendars.ts';
import { callerOf, type Caller } from './prepared.ts';
import { choiceOf, mondayToCome, TEMPLATE } from './small-organisation.ts';

export type PreparedCalendars = {
  readonly organisation: string;
  /** Somebody with a calendar of each kind, and whose calendar contradicts the loop. */
  readonly person: string;
  readonly loop: string;
  /** The date of the loop. */
  readonly date: string;
  /** What may be connected: a CalDAV calendar at `/dav/` of `ada`, whose password is `right`. */
  readonly server: string;
};

const BUSY = ['0900', '1700'] as const;

export async function prepareCalendars(url: string, bent: BentCalendars): Promise<PreparedCalendars> {
  const call = callerOf(url);
  const own = { name: 'Weaving Mill', timeZone: 'Europe/Berlin' };
  const o = organisationSchema.parse(await call('POST', '/api/organisations', own)).id;
  const add = async (name: string, pool: string): Promise<string> => {
    const details = { name, title: 'Weaver', timeZone: 'Europe/Berlin', works: [], pools: [pool] };
    return personSchema.parse(await call('POST', `/api/o/${o}/people`, details)).id;
  };
  const [ines, tom, uma] = [
    await add('Ines Duarte', 'Design'),
    await add('Tom Abara', 'Learning'),
    await add('Uma Lind', 'Learning'),
  ];
  const loop = await confirmedDay(call, o);
  const feed = (person: string, path: string): Promise<unknown> =>
    call('POST', `/api/o/${o}/people/${person}/calendars`, { kind: 'feed', address: `${bent.url}${path}` });
  const days = Math.round((Date.parse(loop.date) - Date.now()) / 86_400_000 + 0.5);
  const text = (title: string, ...events: readonly string[]): string =>
    calendarText(`X-WR-CALNAME:${title}`, ...events);
  bent.serve('/work.ics', text('Work', appointment('a', days, BUSY)));
  bent.serve('/stale.ics', text('Private', appointment('b', 4, BUSY), appointment('c', 6, BUSY)));
  bent.serve('/gone.ics', text('Choir', appointment('d', 5, BUSY)));
  bent.serve('/emptied.ics', text('Shared', appointment('e', 5, BUSY)));
  await feed(ines, '/work.ics');
  await feed(ines, '/stale.ics');
  await feed(tom, '/gone.ics');
  await feed(uma, '/emptied.ics');
  const calendars = [`${bent.url}/dav/`];
  await call('POST', `/api/o/${o}/people/${tom}/calendars`, {
    kind: 'caldav',
    user: 'ada',
    password: 'right',
    calendars,
  });
  bent.status('/stale.ics', 503);
  bent.status('/gone.ics', 410);
  bent.serve('/emptied.ics', text('Shared'));
  const dav = bent.at.get('/dav/');
  bent.status('/dav/', 401);
  await readAgain(call, o, {
    [ines]: ['fresh', 'stale'],
    [tom]: ['failed', 'failed'],
    [uma]: ['questioned'],
  });
  if (dav !== undefined) bent.at.set('/dav/', dav);
  return { organisation: o, person: ines, loop: loop.id, date: loop.date, server: `${bent.url}/dav/` };
}

async function confirmedDay(
  call: Caller,
  o: string,
): Promise<{ readonly id: string; readonly date: string }> {
  const title = { title: 'Head of dyeing', timeZone: 'Europe/Berlin' };
  const { id: opening } = openingViewSchema.parse(await call('POST', `/api/o/${o}/openings`, title));
  const modules = TEMPLATE.modules.map(({ room: _room, ...module }) => module);
  const template = { template: { ...TEMPLATE, modules }, version: 1 };
  await call('PUT', `/api/o/${o}/openings/${opening}/template`, template);
  const details = { name: 'Noor Haddad', timeZone: 'Europe/Istanbul', available: [] };
  const added = await call('POST', `/api/o/${o}/openings/${opening}/candidates`, details);
  const candidate = applicationViewSchema.parse(added).id;
  const date = mondayToCome();
  const at = `/api/o/${o}/candidates/${candidate}`;
  const found = daySearchResultSchema.parse(await call('POST', `${at}/search`, { from: date, to: date }));
  const [best] = found.alternatives;
  assert.ok(best);
  const loop = loopViewSchema.parse(await call('POST', `${at}/confirm`, choiceOf(best), 'calendars'));
  return { id: loop.id, date };
}

/** Until the server has seen for itself how they stand. */
async function readAgain(
  call: Caller,
  o: string,
  wanted: Readonly<Record<string, readonly string[]>>,
): Promise<void> {
  const seen = async (): Promise<readonly PersonSeen[]> =>
    peopleViewSchema.parse(await call('GET', `/api/o/${o}/people`)).people;
  for (const { id, calendars } of await seen()) {
    for (const { id: calendar } of calendars)
      await call('POST', `/api/o/${o}/people/${id}/calendars/refresh`, { calendar });
  }
  for (let tries = 0; tries < 200; tries += 1) {
    const stands = (await seen()).every(({ id, calendars }) => {
      const standings = calendars.map(({ standing }) => standing).toSorted();
      return JSON.stringify(standings) === JSON.stringify(wanted[id] ?? []);
    });
    if (stands) return;
    await setTimeout(100);
  }
  assert.fail('the calendars do not stand as they should');
}
