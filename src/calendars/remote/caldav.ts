/** One CalDAV calendar: first all entries of the time that matters, then only those that have changed. */
import type { CalendarQuestion } from '#domain/calendar/calendar.ts';
import type {
  CalendarFault,
  CalendarKnown,
  CalendarMarks,
  CalendarNews,
} from '#domain/calendar/connected-calendar.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { askDav, type Dav } from './dav.ts';
import type { DavEntry } from './dav-answer.ts';
import { STATE } from './dav-requests.ts';
import { byMarks, sinceToken, type Difference } from './differences.ts';
import { readEntries } from './entries.ts';
import { noServer, readOnly } from './faults.ts';

type Asked = {
  readonly address: string;
  readonly known: CalendarKnown;
  readonly question: CalendarQuestion;
};

export async function readCalDav(dav: Dav, asked: Asked): Promise<Result<CalendarNews, CalendarFault>> {
  const { known, question } = asked;
  const state = await askDav(dav, asked.address, { method: 'PROPFIND', depth: '0', body: STATE });
  if (!state.ok) return state;
  const [self] = state.value.entries;
  if (self?.kinds.includes('calendar') !== true) return refuse(noServer(new URL(asked.address).host));
  const told = toldBy(self);
  const anew = Object.keys(known.marks).length === 0;
  if (!anew && nothingNew(told.marks, known.marks)) return ok({ is: 'unchanged', ...told });
  // Whoever is to read everything anew knows nothing, whatever entries were read before.
  const where = { address: state.value.url, known: anew ? { marks: {}, parts: new Map() } : known, question };
  const difference = await differenceOf(dav, where, anew || !self.syncs);
  if (!difference.ok) return difference;
  const { changed, gone, token } = difference.value;
  const read = await readEntries(dav, where, changed);
  if (!read.ok) return read;
  const { parts, missing } = read.value;
  const news = { ...told, ...(token === undefined ? {} : { marks: { ...told.marks, token } }), parts };
  return ok(anew ? { is: 'whole', ...news } : { is: 'changes', ...news, gone: [...gone, ...missing] });
}

/** Where the server does not say, it is tried when there is something to write. */
export async function mayWrite(dav: Dav, address: string): Promise<Result<null, CalendarFault>> {
  const state = await askDav(dav, address, { method: 'PROPFIND', depth: '0', body: STATE });
  if (!state.ok) return state;
  const [self] = state.value.entries;
  const { host } = new URL(address);
  if (self?.kinds.includes('calendar') !== true) return refuse(noServer(host));
  return self.writable === false ? refuse(readOnly(host)) : ok(null);
}

/** By the token where there is one that the server still knows, else by the marks of all entries. */
async function differenceOf(
  dav: Dav,
  asked: Asked,
  withoutToken: boolean,
): Promise<Result<Difference, CalendarFault>> {
  const { token } = asked.known.marks;
  if (!withoutToken && token !== undefined) {
    const since = await sinceToken(dav, asked, token);
    if (since.ok) return since;
    if (since.problem !== 'stale-token') return refuse(since.problem);
  }
  return byMarks(dav, asked);
}

function toldBy(self: DavEntry): Pick<CalendarNews, 'marks' | 'name' | 'writable'> {
  const { name, writable } = self;
  return {
    marks: marksOf(self),
    ...(name === undefined ? {} : { name: name.slice(0, 200) }),
    ...(writable === undefined ? {} : { writable }),
  };
}

/** Taken before anything is read: what changes meanwhile is seen the next time. */
function marksOf({ tag, token }: DavEntry): CalendarMarks {
  const told = { ...(tag === undefined ? {} : { tag }), ...(token === undefined ? {} : { token }) };
  // A server that tells neither is asked for all marks each time.
  return Object.keys(told).length === 0 ? { etag: 'none' } : told;
}

function nothingNew(now: CalendarMarks, before: CalendarMarks): boolean {
  if (now.tag !== undefined && before.tag !== undefined) return now.tag === before.tag;
  return now.token !== undefined && now.token === before.token;
}
