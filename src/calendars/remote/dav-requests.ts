/** What we ask of a CalDAV server, as XML. */

const OPEN = '<?xml version="1.0" encoding="utf-8"?>' as const;
const SPACES =
  'xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:s="http://calendarserver.org/ns/"' as const;

function wrapped(name: string, inside: string): string {
  return `${OPEN}<${name} ${SPACES}>${inside}</${name}>`;
}

/** Where somebody's calendars are. */
export const WHO: string = wrapped(
  'd:propfind',
  '<d:prop><d:resourcetype/><d:current-user-principal/><c:calendar-home-set/><d:displayname/><d:current-user-privilege-set/></d:prop>',
);

/** Which calendars are there. */
export const CALENDARS: string = wrapped(
  'd:propfind',
  '<d:prop><d:resourcetype/><d:displayname/><c:supported-calendar-component-set/><d:current-user-privilege-set/></d:prop>',
);

/** Whether there is anything new. */
export const STATE: string = wrapped(
  'd:propfind',
  '<d:prop><d:resourcetype/><d:displayname/><s:getctag/><d:sync-token/><d:supported-report-set/><d:current-user-privilege-set/></d:prop>',
);

/** Paths and marks of the entries that touch the span; minutes since 1970-01-01T00:00Z. */
export function listing({ from, to }: { readonly from: number; readonly to: number }): string {
  const range = `<c:time-range start="${stamp(from)}" end="${stamp(to)}"/>`;
  const filter = `<c:comp-filter name="VCALENDAR"><c:comp-filter name="VEVENT">${range}</c:comp-filter></c:comp-filter>`;
  return wrapped('c:calendar-query', `<d:prop><d:getetag/></d:prop><c:filter>${filter}</c:filter>`);
}

export function changesSince(token: string): string {
  const asked = `<d:sync-token>${escaped(token)}</d:sync-token><d:sync-level>1</d:sync-level>`;
  return wrapped('d:sync-collection', `${asked}<d:prop><d:getetag/></d:prop>`);
}

export function entries(hrefs: readonly string[]): string {
  const named = hrefs.map((href) => `<d:href>${escaped(href)}</d:href>`).join('');
  return wrapped('c:calendar-multiget', `<d:prop><d:getetag/><c:calendar-data/></d:prop>${named}`);
}

/** The entries whose UID holds this one. */
export function withUid(uid: string): string {
  const match = `<c:text-match collation="i;octet">${escaped(uid)}</c:text-match>`;
  const event = `<c:comp-filter name="VEVENT"><c:prop-filter name="UID">${match}</c:prop-filter></c:comp-filter>`;
  const filter = `<c:filter><c:comp-filter name="VCALENDAR">${event}</c:comp-filter></c:filter>`;
  return wrapped('c:calendar-query', `<d:prop><d:getetag/><c:calendar-data/></d:prop>${filter}`);
}

/** `20261127T013000Z` */
function stamp(minute: number): string {
  const at = Temporal.Instant.fromEpochMilliseconds(minute * 60_000).toString({ smallestUnit: 'second' });
  return at.replaceAll(/[-:]/g, '');
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replaceAll(/[&<>"]/g, (sign) => ESCAPES[sign] ?? '');
}
