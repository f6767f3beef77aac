/** Which entries of a CalDAV calendar differ from what was read before. */
import type { CalendarQuestion } from '#domain/calendar/calendar.ts';
import type { CalendarFault, CalendarKnown } from '#domain/calendar/connected-calendar.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { askChanges, askDav, within, type Dav, type DavAnswered, type DavProblem } from './dav.ts';
import { changesSince, listing } from './dav-requests.ts';
import { sentAround } from './faults.ts';

type Asked = {
  readonly address: string;
  readonly known: CalendarKnown;
  readonly question: CalendarQuestion;
};

/** Paths to read again and paths that are gone. `token`: what to ask with the next time. */
export type Difference = {
  readonly changed: readonly string[];
  readonly gone: readonly string[];
  readonly token?: string;
};

/** Parts in which a server may tell what has changed. */
const MOST_PARTS = 50;
/** On the collection itself: there is more to tell. */
const MORE = 507;

export async function sinceToken(
  dav: Dav,
  { address, known }: Asked,
  token: string,
): Promise<Result<Difference, DavProblem>> {
  const changed = new Set<string>();
  const gone = new Set<string>();
  let since = token;
  for (let part = 0; part < MOST_PARTS; part += 1) {
    const call = { method: 'REPORT', depth: '0', body: changesSince(since) } as const;
    const answer = await askChanges(dav, address, call);
    if (!answer.ok) return answer;
    const listed = pathsIn(answer.value);
    if (!listed.ok) return listed;
    for (const { path, status, etag } of listed.value) {
      (status === 404 ? changed : gone).delete(path);
      if (status === 404) gone.add(path);
      else if (etag === undefined || known.parts.get(path) !== etag) changed.add(path);
    }
    since = answer.value.token ?? since;
    if (!answer.value.entries.some(({ status }) => status === MORE)) {
      return ok({ changed: [...changed], gone: [...gone], token: since });
    }
  }
  return refuse(sentAround(address));
}

/** All entries of the span, by their marks. */
export async function byMarks(
  dav: Dav,
  { address, known, question }: Asked,
): Promise<Result<Difference, CalendarFault>> {
  const call = { method: 'REPORT', depth: '1', body: listing(question) } as const;
  const answer = await askDav(dav, address, call);
  if (!answer.ok) return answer;
  const listed = pathsIn(answer.value);
  if (!listed.ok) return listed;
  const there = new Map(listed.value.map(({ path, etag }) => [path, etag]));
  const changed = [...there].filter(([path, etag]) => etag === undefined || known.parts.get(path) !== etag);
  const gone = [...known.parts.keys()].filter((path) => !there.has(path));
  return ok({ changed: changed.map(([path]) => path), gone });
}

type Listed = { readonly path: string; readonly status: number; readonly etag?: string };

/** Without the calendar itself; one path of another host and all of it is refused. */
function pathsIn({ url, entries }: DavAnswered): Result<readonly Listed[], CalendarFault> {
  const listed: Listed[] = [];
  const own = new URL(url).pathname.replace(/\/$/, '');
  for (const { href, status, etag } of entries) {
    const found = within(url, href);
    if (!found.ok) return found;
    const path = new URL(found.value).pathname;
    if (path.replace(/\/$/, '') === own) continue;
    listed.push({ path, status, ...(etag === undefined ? {} : { etag }) });
  }
  return ok(listed);
}
