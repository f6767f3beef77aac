/** A published `.ics` address: asked with what was learnt before, so that nothing new is one short answer. */
import type { CalendarQuestion } from '#domain/calendar/calendar.ts';
import type {
  CalendarFault,
  CalendarKnown,
  CalendarMarks,
  CalendarNews,
} from '#domain/calendar/connected-calendar.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { CalendarReader } from '#calendars/calendar.ts';
import type { Outbound } from '#outbound/outbound.ts';
import { noAddress, refusedWith, sentAround, unasked, unreadable } from './faults.ts';

export type Ways = {
  readonly outbound: Pick<Outbound, 'ask'>;
  readonly reader: Pick<CalendarReader, 'read' | 'readDav' | 'readEntry'>;
};

/** As the outbound client asks them: each is judged anew, and nothing but the address goes along. */
const MOST_REDIRECTS = 3;
const REDIRECTS = [301, 302, 303, 307, 308];

export async function readFeed(
  { outbound, reader }: Ways,
  asked: { readonly address: string; readonly known: CalendarKnown; readonly question: CalendarQuestion },
): Promise<Result<CalendarNews, CalendarFault>> {
  const { known, question } = asked;
  let url = plainAddress(asked.address);
  if (url === undefined) return refuse(noAddress());
  for (let hop = 0; hop <= MOST_REDIRECTS; hop += 1) {
    const answer = await outbound.ask(url, { headers: conditions(known.marks) });
    if (!answer.ok) return refuse(unasked(answer.problem));
    const response = answer.value;
    if (REDIRECTS.includes(response.status)) {
      url = URL.parse(response.headers.get('location') ?? '', url)?.href ?? url;
      continue;
    }
    if (response.status === 304) return ok({ is: 'unchanged', marks: known.marks });
    if (!response.ok) return refuse(refusedWith(response, url, false));
    const bytes = new Uint8Array(await response.arrayBuffer());
    const reading = await reader.read({ name: new URL(url).host, bytes }, question);
    if (reading.refused !== undefined) return refuse(unreadable(url, reading.refused.reason));
    const { title } = reading;
    return ok({
      is: 'whole',
      marks: marksOf(response),
      parts: [{ part: '', reading }],
      ...(title === undefined ? {} : { name: title }),
    });
  }
  return refuse(sentAround(url));
}

/** `webcal://` is how calendar programs write `https://` of a feed. */
export function plainAddress(text: string): string | undefined {
  return URL.parse(text.trim().replace(/^webcals?:\/\//i, 'https://'))?.href;
}

function conditions({ etag, modified }: CalendarMarks): Record<string, string> {
  return {
    accept: 'text/calendar, */*;q=0.5',
    ...(etag === undefined ? {} : { 'if-none-match': etag }),
    ...(etag !== undefined || modified === undefined ? {} : { 'if-modified-since': modified }),
  };
}

function marksOf({ headers }: Response): CalendarMarks {
  const [etag, modified] = [headers.get('etag'), headers.get('last-modified')];
  return { ...(etag === null ? {} : { etag }), ...(modified === null ? {} : { modified }) };
}
