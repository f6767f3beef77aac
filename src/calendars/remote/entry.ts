/**
 * One entry of ours in a CalDAV calendar: written, changed and taken out under conditions (RFC 9110), so that nothing is
 * overwritten that we have not seen. It is found by its UID, because whoever was invited by mail may have it already,
 * at another path.
 */
import type { CalendarFault } from '#domain/calendar/connected-calendar.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { sendDav, within, type Dav } from './dav.ts';
import { withUid } from './dav-requests.ts';
import { refusedWith, restless, unreadable, unwritten } from './faults.ts';
import type { EntryPlace, StandingEntry } from './standing-entry.ts';

export type { EntryPlace };

/** Where an entry stands, and the mark of what stands there. */
type Known = { readonly path: string; readonly mark: string };

/** `name` is that of a new one, without its end. `known`: where we wrote it the last time, and `last` when and where it was. */
export type EntryToWrite = {
  readonly uid: string;
  readonly name: string;
  readonly text: string;
  readonly known?: Known;
  readonly last?: EntryPlace;
};
export type EntryToErase = Pick<EntryToWrite, 'uid' | 'known'>;

/** `byHand`: what its owner had done to it meanwhile. What they moved is when and where it is planned again. */
export type EntryWritten = Known & { readonly byHand?: 'moved' | 'removed' };

/** Looks and tries so often, where others change the same entry at the same moment. */
const ROUNDS = 3;
/** What servers answer where a condition does not hold: it has changed, is not there, or another has this UID. */
const CHANGED = [404, 409, 410, 412];

export async function writeEntry(
  dav: Dav,
  address: string,
  entry: EntryToWrite,
): Promise<Result<EntryWritten, CalendarFault>> {
  const { known, text, uid } = entry;
  if (known !== undefined && isCertain(known.mark)) {
    const done = await put(dav, address, { ...known, text, uid });
    if (!done.ok) return done;
    if (done.value !== 'changed') return ok(done.value);
  }
  for (let round = 0; round < ROUNDS; round += 1) {
    const there = await entryAt(dav, address, entry);
    if (!there.ok) return there;
    const next = newEntry(address, entry);
    const done = await put(dav, address, { ...next, ...standingPut(there.value) });
    if (!done.ok) return done;
    if (done.value !== 'changed') return ok({ ...done.value, ...byHandOf(entry, there.value) });
  }
  return refuse(restless(address));
}

function newEntry(address: string, { name, text, uid }: EntryToWrite): Put {
  const folder = address.endsWith('/') ? address : `${address}/`;
  return { path: new URL(`${name}.ics`, folder).pathname, mark: undefined, text, uid };
}

function standingPut(standing: StandingEntry | undefined): Partial<Put> {
  return standing === undefined ? {} : { path: standing.href, mark: standing.etag, text: standing.text };
}

function byHandOf(
  { known }: EntryToWrite,
  standing: StandingEntry | undefined,
): Pick<EntryWritten, 'byHand'> {
  if (standing === undefined) return known === undefined ? {} : { byHand: 'removed' };
  return standing.moved ? { byHand: 'moved' } : {};
}

export async function eraseEntry(
  dav: Dav,
  address: string,
  { uid, known }: EntryToErase,
): Promise<Result<null, CalendarFault>> {
  let standing = known;
  for (let round = 0; round <= ROUNDS; round += 1) {
    if (standing === undefined) {
      const there = await entryAt(dav, address, { uid });
      if (!there.ok) return there;
      if (there.value === undefined) return ok(null);
      standing = { path: there.value.href, mark: there.value.etag };
    }
    const url = within(address, standing.path);
    if (!url.ok) return url;
    // It is not declined: whoever planned it knows (RFC 6638).
    const headers = { ...condition(standing.mark), 'schedule-reply': 'F' };
    const answer = await sendDav(dav, url.value, { method: 'DELETE', headers });
    if (!answer.ok) return answer;
    const { response } = answer.value;
    if (response.ok) return ok(null);
    if (!CHANGED.includes(response.status)) return refuse(unwritten(response, answer.value.url));
    standing = undefined;
  }
  return refuse(restless(address));
}

type Put = {
  readonly path: string;
  /** Of what it takes the place of; absent for a new one. */
  readonly mark: string | undefined;
  readonly text: string;
  readonly uid: string;
};

async function put(
  dav: Dav,
  address: string,
  { path, mark, text, uid }: Put,
): Promise<Result<Known | 'changed', CalendarFault>> {
  const at = within(address, path);
  if (!at.ok) return at;
  const headers = { ...condition(mark), 'content-type': 'text/calendar; charset=utf-8' };
  const answer = await sendDav(dav, at.value, { method: 'PUT', headers, body: text });
  if (!answer.ok) return answer;
  const { response, url } = answer.value;
  if (CHANGED.includes(response.status) || (await hasThisUid(response))) return ok('changed');
  if (!response.ok) return refuse(unwritten(response, url));
  const etag = response.headers.get('etag');
  if (etag !== null) return ok({ path: new URL(url).pathname, mark: etag });
  // A server that keeps something else than it was sent does not tell its mark: it is read.
  const there = await entryAt(dav, address, { uid });
  if (!there.ok) return there;
  const { value } = there;
  return ok(value === undefined ? 'changed' : { path: value.href, mark: value.etag });
}

/** Some servers say with 403 that another entry has this UID. */
async function hasThisUid(response: Response): Promise<boolean> {
  return response.status === 403 && (await response.clone().text()).includes('no-uid-conflict');
}

/** A weak mark, or none, is good for no condition: what stands there is read before it is changed. */
function isCertain(mark: string): boolean {
  return mark !== '' && !mark.startsWith('W/');
}

function condition(mark: string | undefined): Record<string, string> {
  if (mark === undefined) return { 'if-none-match': '*' };
  return isCertain(mark) ? { 'if-match': mark } : {};
}

async function entryAt(
  dav: Dav,
  address: string,
  wanted: Pick<EntryToWrite, 'uid' | 'last'> & { readonly text?: string },
): Promise<Result<StandingEntry | undefined, CalendarFault>> {
  const headers = { depth: '1', 'content-type': 'application/xml; charset=utf-8' };
  const call = { method: 'REPORT', headers, body: withUid(wanted.uid) };
  const answer = await sendDav(dav, address, call);
  if (!answer.ok) return answer;
  const { response, url } = answer.value;
  if (response.status !== 207) return refuse(refusedWith(response, url, true));
  const bytes = new Uint8Array(await response.arrayBuffer());
  const { uid, text, last } = wanted;
  const found = await dav.reader.readEntry(bytes, {
    uid,
    ...(text === undefined ? {} : { text }),
    ...(last === undefined ? {} : { last }),
  });
  return found.ok ? found : refuse(unreadable(url, found.problem.reason));
}
