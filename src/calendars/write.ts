/**
 * Calendar files that we write. Published are a candidate's agenda and an interviewer's feed (RFC 5545, METHOD:PUBLISH);
 * sent by mail is an invitation to its one attendee, or its cancellation (RFC 5546).
 *
 * Times are written in UTC, so that no reader's zone data can move them; the local time stands in the description,
 * with its zone and offset.
 */
import ICAL from 'ical.js';
import type { CalendarEvent, CalendarInvitation } from '#domain/calendar/calendar.ts';
import { instantText, minuteOf, timeAt } from '#domain/time/zoned.ts';

type Property = [name: string, parameters: Record<string, string>, type: string, value: string | number];

// The library counts 75 octets without the space that begins a line that goes on; RFC 5545 counts it.
ICAL.foldLength = 74;

const PRODUCT = '-//Second Round//Second Round//EN';
const REFRESH = 'PT1H';
const BASICS: readonly Property[] = [
  ['version', {}, 'text', '2.0'],
  ['prodid', {}, 'text', PRODUCT],
  ['calscale', {}, 'text', 'GREGORIAN'],
];

/** A file to import once; `name` is what calendar programs call it. */
export function agendaText(name: string, events: readonly CalendarEvent[]): string {
  return calendarText(headOf(name), events);
}

/** A file to subscribe to: calendar programs are asked to fetch it again each hour. */
export function feedText(name: string, events: readonly CalendarEvent[]): string {
  const head = headOf(name);
  head.push(['refresh-interval', {}, 'duration', REFRESH], ['x-published-ttl', {}, 'unknown', REFRESH]);
  return calendarText(head, events);
}

/** What a mail carries to one attendee: that they are invited, that it changed, or that it is cancelled. */
export function invitationText(event: CalendarInvitation): string {
  const method: Property = ['method', {}, 'text', event.method];
  return invitedText([...BASICS, method], event);
}

/** The same as it stands in the attendee's own calendar (RFC 4791): without a method. */
export function entryText(event: CalendarInvitation): string {
  return invitedText(BASICS, event);
}

/** Who has no address, or nowhere to answer to, is not asked for an answer. */
function invitedText(head: readonly Property[], event: CalendarInvitation): string {
  const { organiser, attendee } = event;
  const asked: Property[] = [
    ['organizer', { cn: inQuotes(organiser.name) }, 'cal-address', mailto(organiser.address)],
    ['attendee', attendeeParameters(attendee), 'cal-address', mailto(attendee.address)],
  ];
  const both = organiser.address !== '' && attendee.address !== '';
  const properties = [...propertiesOf(event), ...(both ? asked : [])];
  return ICAL.stringify(['vcalendar', head, [['vevent', properties, []]]]);
}

function attendeeParameters({
  name,
  optional,
  response,
}: CalendarInvitation['attendee']): Record<string, string> {
  return {
    cutype: 'INDIVIDUAL',
    role: optional ? 'OPT-PARTICIPANT' : 'REQ-PARTICIPANT',
    partstat: response.toUpperCase(),
    rsvp: response === 'needs-action' ? 'TRUE' : 'FALSE',
    cn: inQuotes(name),
  };
}

/** A quote ends a parameter, whatever stands before it. */
function inQuotes(text: string): string {
  return oneLine(text).replaceAll('"', '’');
}

/** RFC 6068: what has a meaning in an address of the web is written by its figures. */
function mailto(address: string): string {
  return `mailto:${address.replaceAll(/[%?#&/]/g, (letter) => encodeURIComponent(letter))}`;
}

function headOf(name: string): Property[] {
  return [
    ...BASICS,
    ['method', {}, 'text', 'PUBLISH'],
    ['name', {}, 'text', oneLine(name)],
    ['x-wr-calname', {}, 'text', oneLine(name)],
  ];
}

function calendarText(head: Property[], events: readonly CalendarEvent[]): string {
  const components = events.map((event) => ['vevent', propertiesOf(event), []]);
  return ICAL.stringify(['vcalendar', head, components]);
}

function propertiesOf(event: CalendarEvent): Property[] {
  const properties: Property[] = [
    ['uid', {}, 'text', oneLine(event.uid)],
    ['sequence', {}, 'integer', event.sequence],
    ['dtstamp', {}, 'date-time', utcOf(event.stamp)],
    ['dtstart', {}, 'date-time', utcOf(event.start)],
    ['dtend', {}, 'date-time', utcOf(event.end)],
    ['summary', {}, 'text', oneLine(event.summary)],
    ['description', {}, 'text', descriptionOf(event)],
    ['status', {}, 'text', event.status],
    ['transp', {}, 'text', event.status === 'CANCELLED' ? 'TRANSPARENT' : 'OPAQUE'],
  ];
  if (event.location !== undefined) properties.push(['location', {}, 'text', oneLine(event.location)]);
  return properties;
}

/** `2026-12-07 10:00–10:45 Europe/Berlin (UTC+01:00)` below what the caller wrote. */
function descriptionOf({ start, end, zone, description }: CalendarEvent): string {
  const [begin, finish] = [minuteOf(start), minuteOf(end)];
  const local = instantText(begin, zone);
  const when = `${local.slice(0, 10)} ${timeAt(begin, zone)}–${timeAt(finish, zone)} ${zone} (UTC${local.slice(19)})`;
  return description === undefined ? when : `${manyLines(description)}\n\n${when}`;
}

/** jCal writes date-times with dashes and colons; seconds are kept. */
function utcOf(instant: string): string {
  return Temporal.Instant.from(instant).toString({ smallestUnit: 'second' });
}

/** A line break inside a value would begin a property of somebody else's making. */
function oneLine(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim();
}

function manyLines(text: string): string {
  const lines = text.toWellFormed().replaceAll(/\r\n?|[\u2028\u2029\u0085]/g, '\n');
  return lines.replaceAll(/[^\P{Cc}\n]/gu, ' ');
}
