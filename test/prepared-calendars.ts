/** An organisation whose calendars stand in every way there is, with a confirmed day that one of them contradicts. */
import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import { peopleViewSchema, personSchema, type PersonSeen } from '#contract/people.ts';
import { daySearchResultSchema } from '#contract/day-search.ts';
import { loopViewSchema } from '#contract/loop.ts';
import { organisationSchema } from '#contract/organisation.ts';
import { applicationViewSchema, openingViewSchema } from '#contract/opening.ts';
import { appointment, calendarText } from './appointments.ts';
import { multistatus, type BentCalendars } from './bent-calendars.ts';
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
  serveDesk(bent);
  const account = (person: string, path: string): Promise<unknown> => {
    const address = `${bent.url}${path}`;
    const login = { kind: 'caldav', user: 'ada', password: 'right' };
    return call('POST', `/api/o/${o}/people/${person}/calendars`, {
      ...login,
      calendars: [address],
      writes: address,
    });
  };
  await account(ines, '/desk/');
  await account(tom, '/dav/');
  bent.status('/stale.ics', 503);
  bent.status('/gone.ics', 410);
  bent.serve('/emptied.ics', text('Shared'));
  const dav = bent.at.get('/dav/');
  bent.status('/dav/', 401);
  await readAgain(call, o, {
    [ines]: ['fresh', 'fresh', 'stale'],
    [tom]: ['failed', 'failed'],
    [uma]: ['questioned'],
  });
  const written = await writtenTo(call, o, tom);
  await call('POST', `/api/o/${o}/people/${tom}/calendars/write-again`, { calendar: written });
  await settled(call, o, { [ines]: 'written', [tom]: 'failed' });
  if (dav !== undefined) bent.at.set('/dav/', dav);
  return { organisation: o, person: ines, loop: loop.id, date: loop.date, server: `${bent.url}/dav/` };
}

/** A calendar that takes what it is given, and has nothing else. */
function serveDesk(bent: BentCalendars): void {
  bent.at.set('/desk/', (request, response) => {
    const nothing = '<?xml version="1.0"?><d:multistatus xmlns:d="DAV:"></d:multistatus>';
    const asks = request.method === 'REPORT';
    response.writeHead(207, { 'content-type': 'application/xml' });
    response.end(asks ? nothing : multistatus('/desk/', 'Desk'));
  });
  bent.at.set('/desk/*', (_request, response) => void response.writeHead(201, { etag: '"1"' }).end());
}

async function peopleOf(call: Caller, o: string): Promise<readonly PersonSeen[]> {
  return peopleViewSchema.parse(await call('GET', `/api/o/${o}/people`)).people;
}

async function writtenTo(call: Caller, o: string, person: string): Promise<string> {
  const calendars = (await peopleOf(call, o)).find(({ id }) => id === person)?.calendars ?? [];
  return calendars.find(({ writing }) => writing !== undefined)?.id ?? assert.fail('nothing is written');
}

/** Until nothing waits to be written any more, and it is as it should be. */
async function settled(
  call: Caller,
  o: string,
  wanted: Readonly<Record<string, 'written' | 'failed'>>,
): Promise<void> {
  for (let tries = 0; tries < 900; tries += 1) {
    const stands = (await peopleOf(call, o)).every(({ id, calendars }) => {
      const writing = calendars.find((one) => one.writing !== undefined)?.writing;
      const how = wanted[id];
      return (
        how === undefined ||
        (writing?.waiting === 0 && writing[how] > 0 && (how === 'written') === (writing.fault === undefined))
      );
    });
    if (stands) return;
    await setTimeout(100);
  }
  assert.fail('what is written does not stand as it should');
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
  for (const { id, calendars } of await peopleOf(call, o)) {
    for (const { id: calendar } of calendars)
      await call('POST', `/api/o/${o}/people/${id}/calendars/refresh`, { calendar });
  }
  for (let tries = 0; tries < 900; tries += 1) {
    const stands = (await peopleOf(call, o)).every(({ id, calendars }) => {
      const standings = calendars.map(({ standing }) => standing).toSorted();
      return JSON.stringify(standings) === JSON.stringify(wanted[id] ?? []);
    });
    if (stands) return;
    await setTimeout(100);
  }
  assert.fail('the calendars do not stand as they should');
}
