import assert from 'node:assert/strict';
import { test } from 'node:test';
import { calendar, event } from './calendar-fixture.ts';
import { readSchedulingMessage } from './message.ts';
import { openMessageReader } from './messages.ts';

const UID = 'UID:0192aa@second-round';
const TIME = ['DTSTART;TZID=Europe/Berlin:20261207T090000', 'DTEND;TZID=Europe/Berlin:20261207T100000'];

function read(...lines: string[]): ReturnType<typeof readSchedulingMessage> {
  return readSchedulingMessage(new TextEncoder().encode(calendar(...lines)));
}

test('an answer: who, what, to which revision, when, and their words', () => {
  const reading = read(
    'METHOD:reply',
    ...event(
      UID,
      'SEQUENCE:2',
      'DTSTAMP:20261120T101112Z',
      ...TIME,
      'ORGANIZER;CN=Harbour:MAILTO:interviews+abc%25@example.org',
      'ATTENDEE;PARTSTAT=declined;CN="Ada, L.":mailto:Ada@Example.org',
      'COMMENT:Ill\\, sorry\\nAda',
    ),
  );
  assert.deepEqual(reading, {
    ok: true,
    value: {
      method: 'REPLY',
      uid: '0192aa@second-round',
      sequence: 2,
      stamp: '2026-11-20T10:11:12Z',
      attendees: [{ address: 'ada@example.org', response: 'declined' }],
      organiser: 'interviews+abc%@example.org',
      comment: 'Ill, sorry\nAda',
      time: { start: '2026-12-07T08:00:00+00:00', end: '2026-12-07T09:00:00+00:00' },
    },
  });
});

test('an answer without a time, without an organiser, with odd figures is an answer all the same', () => {
  const reading = read(
    'METHOD:REPLY',
    ...event(UID, 'SEQUENCE:-1', 'DTSTAMP:yesterday', 'ATTENDEE;PARTSTAT=X-MAYBE:urn:x'),
  );
  assert.deepEqual(reading, {
    ok: true,
    value: { method: 'REPLY', uid: '0192aa@second-round', sequence: 0, attendees: [{ response: 'other' }] },
  });
});

test('a proposed time without a zone is no time', () => {
  for (const start of [
    'DTSTART:20261207T090000',
    'DTSTART;VALUE=DATE:20261207',
    'DTSTART;TZID=Nowhere/Land:20261207T090000',
  ]) {
    const reading = read('METHOD:COUNTER', ...event(UID, start, 'DURATION:PT1H'));
    assert.ok(reading.ok);
    assert.equal(reading.value.time, undefined, start);
  }
});

test('names of JavaScript are no responses', () => {
  const reading = read('METHOD:REPLY', ...event(UID, 'ATTENDEE;PARTSTAT=constructor:mailto:ada@example.org'));
  assert.ok(reading.ok);
  assert.equal(reading.value.attendees[0]?.response, 'other');
});

test('what is no message about one event is refused with line and reason', () => {
  const cases: readonly [text: string, reason: RegExp][] = [
    [calendar('METHOD:REPLY'), /no event/],
    [calendar('METHOD:REPLY', ...event('DTSTAMP:20261120T101112Z')), /no UID/],
    [`${calendar(...event(UID))}${calendar(...event(UID))}`, /second calendar/],
    [calendar(...event(UID)).replace('END:VCALENDAR', ''), /cut off/],
    ['', /empty/],
  ];
  for (const [text, reason] of cases) {
    const reading = readSchedulingMessage(new TextEncoder().encode(text));
    assert.ok(!reading.ok, text);
    assert.match(reading.problem.reason, reason);
  }
});

test('the reader reads in a thread, and refuses what takes too long', async () => {
  const reader = openMessageReader({ seconds: 0.2 });
  const heavy = calendar('METHOD:REPLY', ...event(UID, 'X-A:1\n'.repeat(500_000)));
  const readings = await Promise.all([
    reader.read(new TextEncoder().encode(heavy)),
    reader.read(new TextEncoder().encode(calendar('METHOD:REPLY', ...event(UID)))),
  ]);
  await reader.close();
  assert.deepEqual(
    readings.map(({ ok }) => ok),
    [false, true],
  );
});
