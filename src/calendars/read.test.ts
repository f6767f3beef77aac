import { test } from 'node:test';
import assert from 'node:assert/strict';
import { ALWAYS, calendar, event, hour, readText, starts } from './calendar-fixture.ts';
import { readCalendarFile } from './read.ts';

test('an event makes its owner busy, in the offset of the owner', () => {
  const reading = readText(calendar(...hour('SUMMARY:Talk')));
  assert.deepEqual(reading.busy, [{ start: '2026-12-07T10:00:00+01:00', end: '2026-12-07T11:00:00+01:00' }]);
  assert.deepEqual([reading.items, reading.skipped, reading.warnings], [1, [], []]);
});

test('busy only where the calendar says busy', () => {
  const free = [
    ['TRANSP:TRANSPARENT'],
    ['STATUS:CANCELLED'],
    ['X-MICROSOFT-CDO-BUSYSTATUS:FREE'],
    ['ATTENDEE;PARTSTAT=DECLINED:MAILTO:Ada@example.org'],
  ];
  for (const lines of free) {
    assert.deepEqual(readText(calendar(...hour(...lines)), 'UTC', 'ada@example.org').busy, [], lines.join());
  }
  const busy = [
    'STATUS:TENTATIVE',
    'X-MICROSOFT-CDO-BUSYSTATUS:OOF',
    'ATTENDEE;PARTSTAT=DECLINED:mailto:bob@example.org',
  ];
  for (const line of busy) {
    assert.equal(readText(calendar(...hour(line)), 'UTC', 'ada@example.org').busy.length, 1, line);
  }
});

test('a cancellation message frees the time, and answers of others are no entries', () => {
  assert.deepEqual(readText(calendar('METHOD:CANCEL', ...hour())).busy, []);
  const reply = readText(calendar('METHOD:REPLY', ...hour('SUMMARY:Yes')));
  assert.deepEqual(reply.busy, []);
  assert.deepEqual(reply.skipped, [
    { line: 4, reason: 'a message (METHOD:REPLY), not a calendar entry', what: 'Yes' },
  ]);
});

test('exceptions, extra dates and moved occurrences of a series', () => {
  const reading = readText(
    calendar(
      ...hour(
        'RRULE:FREQ=WEEKLY;COUNT=5',
        'EXDATE;TZID=Europe/Berlin:20261214T100000',
        'RDATE:20261210T090000Z',
      ),
      ...event(
        'UID:a',
        'RECURRENCE-ID:20261221T090000Z',
        'DTSTART:20261222T150000Z',
        'DTEND:20261222T160000Z',
      ),
      ...event('UID:a', 'RECURRENCE-ID:20261228T090000Z', 'DTSTART:20261228T090000Z', 'STATUS:CANCELLED'),
    ),
  );
  assert.deepEqual(starts(reading), [
    '2026-12-07T10:00',
    '2026-12-10T10:00',
    '2026-12-22T16:00',
    '2027-01-04T10:00',
  ]);
});

test('a change of this and all future occurrences moves and shortens them', () => {
  const reading = readText(
    calendar(
      ...hour('RRULE:FREQ=WEEKLY;COUNT=4'),
      ...event(
        'UID:a',
        'RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20261221T100000',
        'DTSTART;TZID=Europe/Berlin:20261222T140000',
        'DURATION:PT30M',
      ),
    ),
  );
  assert.deepEqual(starts(reading), [
    '2026-12-07T10:00',
    '2026-12-14T10:00',
    '2026-12-22T14:00',
    '2026-12-29T14:00',
  ]);
  assert.equal(reading.busy[3]?.end, '2026-12-29T14:30:00+01:00');
});

test('A6: EXDATE may take every occurrence', () => {
  const lines = hour('RRULE:FREQ=DAILY;COUNT=2', 'EXDATE:20261207T090000Z', 'EXDATE;VALUE=DATE:20261208');
  assert.deepEqual(readText(calendar(...lines)).busy, []);
});

test('an item that cannot be right is skipped with line and reason', () => {
  const cases: [string[], RegExp][] = [
    [['DTSTART:20261207T090000Z', 'DTEND:20261207T080000Z'], /lies before DTSTART/],
    [['DTSTART:20261207T090000Z', 'DURATION:PT1H', 'DTEND:20261207T100000Z'], /stand together/],
    [['DTSTART:20261207T090000Z', 'DURATION:-PT1H'], /negative/],
    [['DTSTART:20261207T090000Z', 'DURATION:P99999999W'], /longer than/],
    [['SUMMARY:x'], /no DTSTART/],
    [['DTSTART:20261307T090000Z'], /does not exist/],
    [['DTSTART:20261207T250000Z'], /does not exist/],
    [['DTSTART:00000101T000000Z'], /does not exist/],
    [['DTSTART;VALUE=DATE:20261207', 'DTEND:20261208T100000Z'], /both be dates/],
    [['DTSTART:20261207T090000Z', 'RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30'], /never occurs/],
    [['DTSTART:20261207T090000Z', 'RRULE:FREQ=SECONDLY'], /SECONDLY/],
    [['DTSTART:20261207T090000Z', 'EXDATE:tomorrow'], /EXDATE: "tomorrow" is neither/],
  ];
  for (const [lines, reason] of cases) {
    const reading = readText(calendar(...event('UID:x', ...lines), ...hour()));
    assert.match(reading.skipped[0]?.reason ?? '', reason);
    assert.ok((reading.skipped[0]?.line ?? 0) >= 3);
    assert.equal(reading.busy.length, 1, 'the other event is used');
  }
});

test('A7: zero length is no busy time, and a whole day that ends on its own date is that day', () => {
  assert.deepEqual(readText(calendar(...event('UID:a', 'DTSTART:20261207T090000Z'))).busy, []);
  const day = readText(
    calendar(...event('UID:a', 'DTSTART;VALUE=DATE:20261207', 'DTEND;VALUE=DATE:20261207')),
  );
  assert.deepEqual(day.busy, [{ start: '2026-12-07T00:00:00+01:00', end: '2026-12-08T00:00:00+01:00' }]);
});

test('free-busy components: every period but the free ones', () => {
  const reading = readText(
    calendar(
      'BEGIN:VFREEBUSY',
      'FREEBUSY;FBTYPE=BUSY-TENTATIVE:20261207T090000Z/PT1H,20261208T090000Z/20261208T100000Z',
      'FREEBUSY;FBTYPE=FREE:20261209T090000Z/PT1H',
      'FREEBUSY:20261210T090000Z',
      'END:VFREEBUSY',
    ),
  );
  assert.deepEqual(starts(reading), ['2026-12-07T10:00', '2026-12-08T10:00']);
  assert.match(reading.skipped[0]?.reason ?? '', /is no period/);
});

test('A9: of copies of one entry the highest SEQUENCE counts, then the latest DTSTAMP; equals all count', () => {
  const copy = (day: string, ...lines: string[]): string[] =>
    event('UID:a', `DTSTART:202612${day}T090000Z`, 'DURATION:PT1H', ...lines);
  const revised = readText(calendar(...copy('07', 'SEQUENCE:2'), ...copy('08', 'SEQUENCE:1')));
  assert.deepEqual(starts(revised), ['2026-12-07T10:00']);
  assert.deepEqual(revised.warnings, []);
  const stamped = readText(
    calendar(...copy('07', 'DTSTAMP:20261101T000000Z'), ...copy('08', 'DTSTAMP:20261102T000000Z')),
  );
  assert.deepEqual(starts(stamped), ['2026-12-08T10:00']);
  assert.match(stamped.warnings[0]?.reason ?? '', /latest DTSTAMP counts/);
  const equal = readText(calendar(...copy('07'), ...copy('08')));
  assert.deepEqual(starts(equal), ['2026-12-07T10:00', '2026-12-08T10:00']);
  assert.match(equal.warnings[0]?.reason ?? '', /all of them count/);
});

test('A9: an override without its series counts for itself, with a note', () => {
  const reading = readText(
    calendar(
      ...event('UID:a', 'RECURRENCE-ID:20261207T090000Z', 'DTSTART:20261208T090000Z', 'DURATION:PT1H'),
    ),
  );
  assert.deepEqual(starts(reading), ['2026-12-08T10:00']);
  assert.match(reading.warnings[0]?.reason ?? '', /without the series/);
});

test('overlapping and touching busy times become one, cut to the asked time', () => {
  const reading = readText(
    calendar(
      ...hour(),
      ...event('UID:b', 'DTSTART:20261207T100000Z', 'DURATION:PT1H'),
      ...event('UID:c', 'DTSTART:20251207T100000Z', 'DTEND:20261201T120000Z'),
    ),
  );
  assert.deepEqual(reading.busy, [
    { start: '2026-12-01T01:00:00+01:00', end: '2026-12-01T13:00:00+01:00' },
    { start: '2026-12-07T10:00:00+01:00', end: '2026-12-07T12:00:00+01:00' },
  ]);
});

test('A12: what is no calendar is refused in words', () => {
  const reasonOf = (text: string): string => readText(text).refused?.reason ?? '';
  assert.equal(reasonOf(''), 'the file is empty');
  assert.equal(reasonOf('<!DOCTYPE html><html>'), 'this is a web page, not a calendar file');
  assert.match(reasonOf('hello'), /no line BEGIN:VCALENDAR/);
  assert.match(reasonOf(calendar(...hour()).slice(0, -25)), /it is cut off/);
});

test('A12: encodings, line ends and folds inside a character', () => {
  const text = calendar(...event('UID:a', 'DTSTART:20261207T090000Z', 'DURATION:bä', 'SUMMARY:Gespräch'));
  const utf8 = Buffer.from(text);
  const fold = utf8.indexOf(0xc3);
  const folded = Buffer.concat([utf8.subarray(0, fold + 1), Buffer.from('\r\n '), utf8.subarray(fold + 1)]);
  const variants: [string, Uint8Array][] = [
    ['UTF-8', utf8],
    ['a mark', Buffer.from(`\uFEFF${text}`)],
    ['UTF-16', Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['UTF-16 without a mark', Buffer.from(text, 'utf16le')],
    ['UTF-16 big endian', Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()],
    ['CR', Buffer.from(text.replaceAll('\r\n', '\r'))],
    ['LF', Buffer.from(text.replaceAll('\r\n', '\n'))],
    ['a fold', folded],
    ['NUL', Buffer.from(text.replace('VERSION', 'VER\0SION'))],
    ['Latin-1', Buffer.from(text, 'latin1')],
  ];
  for (const [name, bytes] of variants) {
    const reading = readCalendarFile({ name, bytes }, { ...ALWAYS, zone: 'UTC' });
    assert.equal(reading.skipped[0]?.what, 'Gespräch', name);
    assert.match(reading.skipped[0]?.reason ?? '', /"bä" is no duration/, name);
  }
});

test('A20: names out of the prototype are ordinary names', () => {
  const lines = ['__proto__:x', 'CONSTRUCTOR;__proto__=y:z', 'X-A;CONSTRUCTOR=1:2'];
  assert.equal(readText(calendar(...hour(...lines))).busy.length, 1);
  assert.equal(({} as Record<string, unknown>)['x'], undefined);
});
