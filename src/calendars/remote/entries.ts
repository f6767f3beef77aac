/** Entries of a CalDAV calendar, several at a time; one that cannot be read is left out and named. */
import { CALENDAR_LIMITS } from '#calendars/limits.ts';
import { TOO_BUSY } from '#calendars/read.ts';
import type { CalendarQuestion } from '#domain/calendar/calendar.ts';
import type { CalendarFault, CalendarPart } from '#domain/calendar/connected-calendar.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { askDav, within, type Dav, type DavAnswered } from './dav.ts';
import { entries } from './dav-requests.ts';
import { unreadable } from './faults.ts';

type Asked = { readonly address: string; readonly question: CalendarQuestion };
type Read = { readonly parts: readonly CalendarPart[]; readonly missing: readonly string[] };

/** Asked for at once. */
const AT_ONCE = 50;
/** An answer that is too much, or takes too long to read, may be so because of one entry. */
const TOO_MUCH: readonly CalendarFault['code'][] = ['too-large', 'no-calendar'];

export async function readEntries(
  dav: Dav,
  asked: Asked,
  paths: readonly string[],
): Promise<Result<Read, CalendarFault>> {
  const parts: CalendarPart[] = [];
  const missing: string[] = [];
  let busy = 0;
  for (let from = 0; from < paths.length; from += AT_ONCE) {
    const some = await readSome(dav, asked, paths.slice(from, from + AT_ONCE));
    if (!some.ok) return some;
    parts.push(...some.value.parts);
    missing.push(...some.value.missing);
    busy += some.value.parts.reduce((sum, { reading }) => sum + reading.busy.length, 0);
    if (busy > CALENDAR_LIMITS.intervals) return refuse(unreadable(asked.address, TOO_BUSY));
  }
  return ok({ parts, missing });
}

async function readSome(
  dav: Dav,
  asked: Asked,
  paths: readonly string[],
): Promise<Result<Read, CalendarFault>> {
  const { address, question } = asked;
  const call = { method: 'REPORT', depth: '1', body: entries(paths), question } as const;
  const answer = await askDav(dav, address, call);
  if (answer.ok) return entriesIn(answer.value, paths);
  if (!TOO_MUCH.includes(answer.problem.code)) return answer;
  const [only = ''] = paths;
  if (paths.length <= 1) return ok({ parts: [leftOut(only, answer.problem.text)], missing: [] });
  const half = Math.ceil(paths.length / 2);
  const first = await readSome(dav, asked, paths.slice(0, half));
  if (!first.ok) return first;
  const second = await readSome(dav, asked, paths.slice(half));
  if (!second.ok) return second;
  return ok({
    parts: [...first.value.parts, ...second.value.parts],
    missing: [...first.value.missing, ...second.value.missing],
  });
}

function entriesIn(
  { url, entries: all }: DavAnswered,
  paths: readonly string[],
): Result<Read, CalendarFault> {
  const parts = new Map<string, CalendarPart>();
  for (const { href, etag = '', reading } of all) {
    const found = within(url, href);
    if (!found.ok) return found;
    const part = new URL(found.value).pathname;
    if (reading === undefined) continue;
    const refused = reading.refused?.reason;
    parts.set(
      part,
      refused === undefined ? { part, mark: etag, reading } : { ...leftOut(part, refused), mark: etag },
    );
  }
  const missing = paths.filter((path) => !parts.has(path));
  return ok({ parts: [...parts.values()], missing });
}

function leftOut(part: string, reason: string): CalendarPart {
  const what = part.split('/').at(-1) ?? '';
  return { part, mark: '', reading: { busy: [], items: 0, skipped: [{ line: 1, what, reason }] } };
}
