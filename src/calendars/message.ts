/** From a calendar in a mail to what it says about an event (RFC 5546). `messages.ts` runs it in a worker. */
import type { CalendarRemark } from '#domain/calendar/calendar.ts';
import { canonicalEmail } from '#domain/account/email.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { AttendeeAnswer, SchedulingMessage } from '#domain/telling/scheduling-message.ts';
import { instantText } from '#domain/time/zoned.ts';
import { allOf, componentsOf, firstOf, type Component, type Property } from './components.ts';
import { endOf, itemOf } from './event.ts';
import { CALENDAR_LIMITS } from './limits.ts';
import { linesOf } from './lines.ts';
import { zonesOf } from './zones.ts';

const MINUTE = 60;
/** Characters that are kept of a comment, and of a place. */
const WORDS = 2_000;

/** The first event of the calendar; messages hold one, or parts of one. */
export function readSchedulingMessage(bytes: Uint8Array): Result<SchedulingMessage, CalendarRemark> {
  const lines = linesOf(bytes);
  if (!lines.ok) return lines;
  const tree = componentsOf(lines.value.lines);
  if (!tree.ok) return tree;
  const [calendar, another] = tree.value.calendars;
  if (calendar === undefined) return refuse({ line: 1, reason: 'there is no calendar in it' });
  if (another !== undefined) return refuse({ line: another.line, reason: 'a second calendar begins here' });
  const event = calendar.children.find(({ name }) => name === 'VEVENT');
  if (event === undefined) return refuse({ line: calendar.line, reason: 'there is no event in it' });
  if (event.fault !== undefined) return refuse(event.fault);
  const uid = valueOf(event, 'UID');
  if (uid === '') return refuse({ line: event.line, reason: 'the event has no UID' });
  const organiser = addressOf(firstOf(event, 'ORGANIZER'));
  const comment = wordsOf(event, 'COMMENT');
  const place = wordsOf(event, 'LOCATION');
  return ok({
    method: valueOf(calendar, 'METHOD').toUpperCase(),
    uid,
    ...revisionOf(event),
    attendees: allOf(event, 'ATTENDEE').slice(0, CALENDAR_LIMITS.attendees).map(answerOf),
    ...(organiser === undefined ? {} : { organiser }),
    ...(comment === undefined ? {} : { comment }),
    ...(place === undefined ? {} : { place }),
    ...timeOf(calendar, event),
  });
}

function valueOf(component: Component, name: string): string {
  return firstOf(component, name)?.value.trim() ?? '';
}

function revisionOf(event: Component): Pick<SchedulingMessage, 'sequence' | 'stamp'> {
  const written = valueOf(event, 'SEQUENCE');
  const sequence = /^\d{1,9}$/.test(written) ? Number(written) : 0;
  const stamp = stampOf(valueOf(event, 'DTSTAMP'));
  return { sequence, ...(stamp === undefined ? {} : { stamp }) };
}

/** DTSTAMP is in UTC; what else stands there is none. */
function stampOf(text: string): string | undefined {
  const [, y, mo, d, h, mi, s] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/i.exec(text) ?? [];
  try {
    return Temporal.Instant.from(`${y}-${mo}-${d}T${h}:${mi}:${s}Z`).toString({ smallestUnit: 'second' });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

const RESPONSES: Readonly<Record<string, AttendeeAnswer['response']>> = {
  '': 'needs-action',
  'NEEDS-ACTION': 'needs-action',
  ACCEPTED: 'accepted',
  TENTATIVE: 'tentative',
  DECLINED: 'declined',
  DELEGATED: 'delegated',
};

function answerOf(attendee: Property): AttendeeAnswer {
  const response = (attendee.parameters.get('PARTSTAT') ?? '').trim().toUpperCase();
  const address = addressOf(attendee);
  return {
    ...(address === undefined ? {} : { address }),
    response: Object.hasOwn(RESPONSES, response) ? (RESPONSES[response] ?? 'other') : 'other',
  };
}

/** Some programs write the address beside the value, where that is another way to name them. */
function addressOf(property: Property | undefined): string | undefined {
  if (property === undefined) return undefined;
  const written = /^mailto:(.*)$/i.exec(property.value.trim())?.[1] ?? property.parameters.get('EMAIL') ?? '';
  return canonicalEmail(withoutEscapes(written));
}

function withoutEscapes(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch (error) {
    if (error instanceof URIError) return address;
    throw error;
  }
}

function wordsOf(event: Component, name: string): string | undefined {
  const words = allOf(event, name)
    .map(({ value }) => value.replaceAll(/\\n/gi, '\n').replaceAll(/\\(.)/g, '$1').trim())
    .filter((text) => text !== '')
    .join('\n')
    .replaceAll(/[^\P{Cc}\n]/gu, ' ')
    .slice(0, WORDS);
  return words === '' ? undefined : words;
}

/** The time of an event whose time can be read; a message without it may be an answer all the same. */
function timeOf(calendar: Component, event: Component): Pick<SchedulingMessage, 'time'> {
  const described = calendar.children.filter(({ name }) => name === 'VTIMEZONE');
  const item = itemOf(event, zonesOf(described, YEARS), true);
  if (!item.ok || item.value.start.kind === 'date' || isFloating(event)) return {};
  const start = item.value.start.at.secondAt(item.value.start.clock);
  const end = endOf({ clock: item.value.start.clock, at: item.value.start.at }, item.value.length);
  if (end <= start) return {};
  const minutes = { start: Math.floor(start / MINUTE), end: Math.ceil(end / MINUTE) };
  return { time: { start: instantText(minutes.start, 'UTC'), end: instantText(minutes.end, 'UTC') } };
}

/** A wall-clock time of no zone is no moment. */
function isFloating(event: Component): boolean {
  const start = firstOf(event, 'DTSTART');
  return !/Z$/i.test(start?.value.trim() ?? '') && (start?.parameters.get('TZID') ?? '').trim() === '';
}

/** Within which the rules of a described zone are followed, in seconds since 1970: 2020 to 2040. */
const YEARS = { from: 1_577_836_800, to: 2_208_988_800, zone: 'UTC' } as const;
