import { test } from 'node:test';
import assert from 'node:assert/strict';
import ICAL from 'ical.js';
import fc from 'fast-check';
import type { CalendarEvent } from '#domain/calendar/calendar.ts';
import { minuteOf } from '#domain/time/zoned.ts';
import { readCalendarFile } from './read.ts';
import { agendaText, feedText, invitationText } from './write.ts';

const TALK: CalendarEvent = {
  uid: 'kim/talk@second-round',
  sequence: 3,
  stamp: '2026-11-23T12:00:00Z',
  start: '2026-12-07T10:00:00+01:00',
  end: '2026-12-07T10:45:00+01:00',
  zone: 'Europe/Berlin',
  summary: 'First talk',
  description: 'About the work',
  location: 'Blue room',
  status: 'CONFIRMED',
};

const WEEK = { from: minuteOf('2026-12-06T00:00:00Z'), to: minuteOf('2026-12-13T00:00:00Z'), zone: 'UTC' };

function parsed(text: string): ICAL.Component[] {
  return new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent');
}

test('one VEVENT per session, with everything that was handed in', () => {
  const text = agendaText('Second interview', [TALK, { ...TALK, uid: 'b', status: 'CANCELLED' }]);
  const lines = text.split('\r\n');
  assert.deepEqual(lines.slice(0, 2), ['BEGIN:VCALENDAR', 'VERSION:2.0']);
  assert.deepEqual(lines.slice(-2), ['END:VCALENDAR', '']);
  for (const line of [
    'METHOD:PUBLISH',
    'UID:kim/talk@second-round',
    'SEQUENCE:3',
    'DTSTAMP:20261123T120000Z',
    'DTSTART:20261207T090000Z',
    'DTEND:20261207T094500Z',
    'LOCATION:Blue room',
    'STATUS:CANCELLED',
    'TRANSP:OPAQUE',
    'TRANSP:TRANSPARENT',
  ]) {
    assert.ok(lines.includes(line), line);
  }
  assert.equal(
    parsed(text)[0]?.getFirstPropertyValue('description'),
    'About the work\n\n2026-12-07 10:00–10:45 Europe/Berlin (UTC+01:00)',
  );
});

test('B9: times are in UTC, so that no program needs a VTIMEZONE to read them', () => {
  const [organiser, attendee] = ['ada', 'kim'].map((name) => ({ name, address: `${name}@example.org` }));
  assert.ok(organiser && attendee);
  const invitation = invitationText({
    ...TALK,
    method: 'REQUEST',
    organiser,
    attendee: { ...attendee, optional: false, response: 'needs-action' },
  });
  for (const text of [agendaText('Kim', [TALK]), feedText('Ada', [TALK]), invitation]) {
    assert.match(text, /\r\nDTSTART:20261207T090000Z\r\nDTEND:20261207T094500Z\r\n/);
    assert.doesNotMatch(text, /TZID|VTIMEZONE|RDATE/);
  }
});

test('a feed asks to be fetched again, an agenda does not', () => {
  assert.match(feedText('Ada', []), /REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\nX-PUBLISHED-TTL:PT1H\r\n/);
  assert.doesNotMatch(agendaText('Ada', []), /REFRESH/);
});

test('our own reader finds the session busy, and a cancelled one free', () => {
  const read = (event: CalendarEvent): unknown =>
    readCalendarFile({ name: 'a', bytes: new TextEncoder().encode(feedText('Ada', [event])) }, WEEK);
  assert.deepEqual(read(TALK), {
    name: 'a',
    title: 'Ada',
    busy: [{ start: '2026-12-07T09:00:00+00:00', end: '2026-12-07T09:45:00+00:00' }],
    items: 1,
    skipped: [],
    warnings: [],
  });
  assert.partialDeepStrictEqual(read({ ...TALK, status: 'CANCELLED' }), { busy: [], items: 1 });
});

test('A18: whatever the texts, lines hold 75 octets, nothing is injected, and the words come back', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200, size: 'max' }),
    fc
      .array(
        fc.constantFrom(
          '\r\n',
          '\n',
          '\r',
          'END:VEVENT',
          ';',
          ',',
          '\\',
          '"',
          ':',
          '😀',
          'ä',
          'n',
          ' ',
          '\0',
        ),
      )
      .map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(text, text, text, (summary, description, uid) => {
      const written = agendaText(summary, [{ ...TALK, summary, description, location: summary, uid }]);
      assert.doesNotMatch(written.replaceAll('\r\n', ''), /[\r\n]/);
      assert.ok(written.split('\r\n').every((line) => Buffer.byteLength(line) <= 75));
      assert.equal(written.match(/^(BEGIN|END):/gm)?.length, 4);
      const event = parsed(written)[0];
      const plain = summary.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
      assert.equal(event?.getFirstPropertyValue('summary'), plain);
      assert.equal(event?.getFirstPropertyValue('dtstart')?.toString(), '2026-12-07T09:00:00Z');
    }),
    { numRuns: 300 },
  );
});
