/** Why a calendar cannot be read, in words for whoever connected it. Hosts are named; paths, which may be secret, are not. */
import type { CalendarFault } from '#domain/calendar/connected-calendar.ts';
import type { OutboundProblem } from '#outbound/outbound.ts';

type Code = CalendarFault['code'];

function fault(code: Code, text: string, remedy: string): CalendarFault {
  return { code, text, remedy, lasting: LASTING.includes(code) };
}

const LASTING: readonly Code[] = [
  'address',
  'sign-in',
  'not-found',
  'gone',
  'elsewhere',
  'no-calendar',
  'key',
  'read-only',
];

const CODES: Readonly<Record<OutboundProblem['code'], Code>> = {
  refused: 'address',
  unreachable: 'unreachable',
  slow: 'slow',
  'too-large': 'too-large',
};

export function unasked({ code, place, text, remedy }: OutboundProblem): CalendarFault {
  return fault(CODES[code], `${place}: ${text}`, remedy);
}

/** Of an answer that is no success. `signedIn`: a name and a password were sent. */
export function refusedWith(response: Response, url: string, signedIn: boolean): CalendarFault {
  const { host } = new URL(url);
  switch (response.status) {
    case 401:
    case 403:
      return signedIn ? notLetIn(host) : closed(host);
    case 404:
      return fault('not-found', `At ${host} there is nothing at this address.`, COPY_AGAIN);
    case 410:
      return fault('gone', `${host} says that this calendar is gone for good.`, COPY_AGAIN);
    case 429:
      return { ...fault('busy', `${host} is asked too often.`, AGAIN), ...secondsFrom(response) };
    default:
      return {
        ...fault('server', `${host} answers with an error (status ${response.status}).`, AGAIN),
        ...secondsFrom(response),
      };
  }
}

/** Of an entry that was not taken. */
export function unwritten(response: Response, url: string): CalendarFault {
  const { host } = new URL(url);
  switch (response.status) {
    case 403:
    case 405:
      return readOnly(host);
    case 400:
    case 409:
    case 412:
    case 413:
    case 415:
    case 422:
      return fault('entry', `${host} does not take this entry (status ${response.status}).`, ENTRY);
    case 404:
      return fault('not-found', `At ${host} this calendar is not there any more.`, COPY_AGAIN);
    case 507:
      return fault(
        'server',
        `At ${host} there is no room left.`,
        'Make room there; it is tried again by itself.',
      );
    default:
      return refusedWith(response, url, true);
  }
}

const ENTRY =
  'It is tried again by itself. If it goes on, look for this entry in the calendar and take it out there.';

export function readOnly(host: string): CalendarFault {
  const text = `${host} lets us read this calendar, and not write into it.`;
  return fault('read-only', text, 'Choose another calendar, or have it shared with you for writing there.');
}

/** Somebody else changes the same entry whenever we do. */
export function restless(url: string): CalendarFault {
  const text = `At ${new URL(url).host} this entry changes each time that it is written.`;
  return fault('entry', text, 'It is tried again by itself.');
}

const AGAIN = 'It is tried again by itself. If it goes on, ask whoever runs that server.';
const COPY_AGAIN = 'Copy the address again from where the calendar is kept, and connect it anew.';

function notLetIn(host: string): CalendarFault {
  const remedy =
    'Check name and password. Where signing in takes two steps, an app password from that account’s security page is needed.';
  return fault('sign-in', `${host} does not let us in with this name and password.`, remedy);
}

function closed(host: string): CalendarFault {
  const remedy = 'Publish the calendar there and copy the published address, or the secret one.';
  return fault('sign-in', `${host} shows this calendar only to whoever signs in there.`, remedy);
}

/** `Retry-After` in seconds, or as a date by the clock of that server. */
function secondsFrom({ headers }: Response): Pick<CalendarFault, 'seconds'> {
  const said = headers.get('retry-after')?.trim() ?? '';
  if (/^\d{1,9}$/.test(said)) return { seconds: Number(said) };
  const seconds = Math.round((Date.parse(said) - Date.parse(headers.get('date') ?? '')) / 1000);
  return Number.isFinite(seconds) && seconds > 0 ? { seconds } : {};
}

export function sentElsewhere(from: string, to: string): CalendarFault {
  const [here, there] = [new URL(from).host, URL.parse(to)?.host ?? 'another place'];
  const text = `${here} sends us on to ${there}. Name and password are not given to a place that you have not named.`;
  return fault('elsewhere', text, `If you trust ${there}, connect it by that address.`);
}

export function sentAround(url: string): CalendarFault {
  const text = `${new URL(url).host} sends us from one address to the next.`;
  return fault('elsewhere', text, 'Give the address to which it leads in the end.');
}

export function unreadable(url: string, reason: string): CalendarFault {
  const text = `What ${new URL(url).host} sent cannot be read as a calendar: ${reason}.`;
  return fault('no-calendar', text, COPY_AGAIN);
}

/** A CalDAV address at which nothing speaks CalDAV. */
export function noServer(host: string): CalendarFault {
  const remedy =
    'Give the address that the calendar’s own pages show for CalDAV. Google and Microsoft offer a published address instead.';
  return fault('no-calendar', `At ${host} no CalDAV calendar was found.`, remedy);
}

export function noAddress(): CalendarFault {
  return fault(
    'address',
    'This is no address of a calendar.',
    'It looks like https://example.org/calendar.ics.',
  );
}
