/** One question to a CalDAV server, with name and password, at the place that was named and at no other. */
import type { CalendarQuestion } from '#domain/calendar/calendar.ts';
import type { CalendarFault } from '#domain/calendar/connected-calendar.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { DavAnswer } from './dav-answer.ts';
import { refusedWith, sentAround, sentElsewhere, unasked, unreadable } from './faults.ts';
import type { Ways } from './feed.ts';

export type Login = { readonly user: string; readonly password: string };
export type Dav = Ways & { readonly login: Login };

export type DavCall = {
  readonly method: 'PROPFIND' | 'REPORT';
  readonly depth: '0' | '1';
  readonly body: string;
  /** To read the entries in the answer. */
  readonly question?: CalendarQuestion;
};

/** The answer, and the address that gave it. */
export type DavAnswered = DavAnswer & { readonly url: string };

/** `stale-token`: what has changed since is not known there any more. */
export type DavProblem = CalendarFault | 'stale-token';

const MOST_REDIRECTS = 3;
const REDIRECTS = [301, 302, 303, 307, 308];
/** What servers answer to a token that they do not know: precondition failed, in one of its dresses. */
const STALE = [403, 409, 410, 412, 507];

export async function askDav(
  dav: Dav,
  address: string,
  { method, depth, body, question }: DavCall,
): Promise<Result<DavAnswered, CalendarFault>> {
  const headers = { depth, 'content-type': 'application/xml; charset=utf-8' };
  const answer = await sendDav(dav, address, { method, headers, body });
  if (!answer.ok) return answer;
  const { response, url } = answer.value;
  if (response.status !== 207) return refuse(refusedWith(response, url, true));
  const read = await dav.reader.readDav(new Uint8Array(await response.arrayBuffer()), question);
  return read.ok ? ok({ ...read.value, url }) : refuse(unreadable(url, read.problem.reason));
}

/** What a server answered, whatever it is, and the address that did. */
export type DavResponse = { readonly response: Response; readonly url: string };
type Sent = {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
};

/** With name and password; redirects lead to other addresses of the same place only. */
export async function sendDav(
  { outbound, login }: Pick<Dav, 'outbound' | 'login'>,
  address: string,
  { method, headers, body }: Sent,
): Promise<Result<DavResponse, CalendarFault>> {
  const authorization = `Basic ${basic(login)}`;
  let url = address;
  for (let hop = 0; hop <= MOST_REDIRECTS; hop += 1) {
    const call = { method, headers: { ...headers, authorization }, ...(body !== undefined && { body }) };
    const answer = await outbound.ask(url, call);
    if (!answer.ok) return refuse(unasked(answer.problem));
    const response = answer.value;
    if (!REDIRECTS.includes(response.status)) return ok({ response, url });
    const next = within(url, response.headers.get('location') ?? '');
    if (!next.ok) return next;
    url = next.value;
  }
  return refuse(sentAround(url));
}

/** The same for what has changed since a token. */
export async function askChanges(
  dav: Dav,
  address: string,
  call: DavCall,
): Promise<Result<DavAnswered, DavProblem>> {
  let status = 0;
  const outbound: Dav['outbound'] = {
    ask: async (...asked) => {
      const answer = await dav.outbound.ask(...asked);
      status = answer.ok ? answer.value.status : 0;
      return answer;
    },
  };
  const answered = await askDav({ ...dav, outbound }, address, call);
  return !answered.ok && STALE.includes(status) ? refuse('stale-token') : answered;
}

/** What a server calls one of its own: a path, or an address with the same host. Anywhere else is not asked. */
export function within(url: string, href: string): Result<string, CalendarFault> {
  const found = URL.parse(href, url);
  if (found === null || found.origin !== new URL(url).origin)
    return refuse(sentElsewhere(url, found?.href ?? href));
  return ok(found.href);
}

function basic({ user, password }: Login): string {
  const bytes = new TextEncoder().encode(`${user}:${password}`);
  return bytes.toBase64();
}
