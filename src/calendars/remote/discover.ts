/** From an address or an e-mail address to the calendars that somebody has there (RFC 6764, 5397, 4791). */
import type { CalendarFault, FoundCalendar } from '#domain/calendar/connected-calendar.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { askDav, within, type Dav, type DavAnswered } from './dav.ts';
import type { DavEntry } from './dav-answer.ts';
import { CALENDARS, WHO } from './dav-requests.ts';
import { noAddress, noServer } from './faults.ts';

const WELL_KNOWN = '/.well-known/caldav';
const MOST_REDIRECTS = 3;

/** The calendars that take appointments, by name. */
export async function findCalendars(
  dav: Dav,
  address: string,
): Promise<Result<readonly FoundCalendar[], CalendarFault>> {
  const starts = startsOf(address);
  const [first] = starts;
  if (first === undefined) return refuse(noAddress());
  const faults: CalendarFault[] = [];
  for (const start of starts) {
    const url = start.endsWith(WELL_KNOWN) ? await knownPlace(dav, start) : start;
    if (url === undefined) continue;
    const found = await calendarsFrom(dav, url);
    if (found.ok && found.value.length > 0) return found;
    if (!found.ok) faults.push(found.problem);
    // Whoever is not let in at one address of a server is not at another, and would be locked out there for trying.
    if (!found.ok && found.problem.code === 'sign-in') return found;
  }
  return refuse(mostTelling(faults) ?? noServer(new URL(first).host));
}

/** Nothing at an address is what a guess says; what went wrong on the way says more. */
function mostTelling(faults: readonly CalendarFault[]): CalendarFault | undefined {
  return faults.find(({ code }) => code !== 'not-found' && code !== 'server' && code !== 'no-calendar');
}

/** Addresses to try, in turn. Of an e-mail address its domain says where the calendars are. */
export function startsOf(address: string): readonly string[] {
  const text = address.trim().replace(/^caldavs?:\/\//i, 'https://');
  const domain = /^[^\s@/:]+@([^\s@/:]+)$/.exec(text)?.[1];
  const url = URL.parse(domain ?? text) ?? URL.parse(`https://${domain ?? text}`);
  if (url === null || !url.protocol.startsWith('http')) return [];
  const [known, root] = [`${url.origin}${WELL_KNOWN}`, `${url.origin}/`];
  return url.pathname === '/' && url.search === '' ? [known, root] : [url.href, known, root];
}

/** Where the server says that it is. It is asked without name and password, because it may lead to another host. */
async function knownPlace({ outbound }: Dav, start: string): Promise<string | undefined> {
  let url = start;
  for (let hop = 0; hop <= MOST_REDIRECTS; hop += 1) {
    const headers = { depth: '0', 'content-type': 'application/xml; charset=utf-8' };
    const answer = await outbound.ask(url, { method: 'PROPFIND', headers, body: WHO });
    if (!answer.ok) return undefined;
    const { status, headers: said } = answer.value;
    if (status < 300 || status > 399) return url === start && status === 404 ? undefined : url;
    const next = URL.parse(said.get('location') ?? '', url)?.href;
    if (next === undefined || next === url) return undefined;
    url = next;
  }
  return undefined;
}

async function calendarsFrom(
  dav: Dav,
  address: string,
): Promise<Result<readonly FoundCalendar[], CalendarFault>> {
  const here = await askDav(dav, address, { method: 'PROPFIND', depth: '0', body: WHO });
  if (!here.ok) return here;
  const [self] = here.value.entries;
  if (self?.kinds.includes('calendar') === true) return ok([foundAt(here.value.url, self)]);
  const home = await homeOf(dav, here.value);
  if (!home.ok) return home;
  const listed = await askDav(dav, home.value, { method: 'PROPFIND', depth: '1', body: CALENDARS });
  if (!listed.ok) return listed;
  const found: FoundCalendar[] = [];
  for (const entry of listed.value.entries) {
    if (!entry.kinds.includes('calendar')) continue;
    if (entry.components.length > 0 && !entry.components.includes('VEVENT')) continue;
    const url = within(listed.value.url, entry.href);
    if (!url.ok) return url;
    found.push(foundAt(url.value, entry));
  }
  return ok(found.toSorted((a, b) => a.name.localeCompare(b.name, 'en')));
}

/** The collection with the calendars: named by whoever we are there, or else the place itself. */
async function homeOf(dav: Dav, { entries, url }: DavAnswered): Promise<Result<string, CalendarFault>> {
  const [self] = entries;
  if (self?.home !== undefined) return within(url, self.home);
  if (self?.principal === undefined) return ok(url);
  const principal = within(url, self.principal);
  if (!principal.ok) return principal;
  const asked = await askDav(dav, principal.value, { method: 'PROPFIND', depth: '0', body: WHO });
  if (!asked.ok) return asked;
  const home = asked.value.entries[0]?.home;
  return home === undefined ? ok(url) : within(asked.value.url, home);
}

function foundAt(address: string, { name, writable }: DavEntry): FoundCalendar {
  const last = decodeURIComponent(new URL(address).pathname.split('/').findLast((part) => part !== '') ?? '');
  return {
    address,
    name: (name ?? last).slice(0, 200) || 'Calendar',
    ...(writable === undefined ? {} : { writable }),
  };
}
