import { test } from 'node:test';
import assert from 'node:assert/strict';
import { calendar, event, hour, readText, starts } from './calendar-fixture.ts';

test('a decline after the attendees that are looked at leaves the owner busy', () => {
  const others = Array.from({ length: 200 }, (_, index) => `ATTENDEE:mailto:p${index}@example.org`);
  const declined = 'ATTENDEE;PARTSTAT=DECLINED:mailto:ada@example.org';
  assert.equal(readText(calendar(...hour(...others, declined)), 'UTC', 'ada@example.org').busy.length, 1);
});

test('a component without its end is skipped, and the rest is used', () => {
  const reading = readText(
    calendar(...hour(), 'BEGIN:VEVENT', 'UID:b', 'DTSTART:20261209T090000Z', 'DURATION:PT1H'),
  );
  assert.deepEqual(starts(reading), ['2026-12-07T10:00']);
  assert.match(reading.skipped[0]?.reason ?? '', /no END:VEVENT before line 12/);
  const busy = readText(calendar('BEGIN:VFREEBUSY', 'FREEBUSY:20261207T090000Z/PT1H'));
  assert.deepEqual([busy.busy.length, busy.skipped[0]?.line], [0, 3]);
});

test('an end too far away is refused as a duration is', () => {
  const lasting = (end: string): number =>
    readText(calendar(...event('UID:a', 'DTSTART:20160101T000000Z', `DTEND:${end}`))).skipped.length;
  assert.deepEqual([lasting('20260108T000000Z'), lasting('20260109T000000Z')], [0, 1]);
});

test('B11: a date has no zone of its own, and an all-day series no times of day', () => {
  const lines = event('UID:a', 'DTSTART;VALUE=DATE;TZID=Mars:20261207', 'RRULE:FREQ=DAILY;COUNT=1;BYHOUR=9');
  assert.deepEqual(readText(calendar(...lines)).busy, [
    { start: '2026-12-07T00:00:00+01:00', end: '2026-12-08T00:00:00+01:00' },
  ]);
});

test('this and all future occurrences may be cancelled', () => {
  const reading = readText(
    calendar(
      ...hour('RRULE:FREQ=WEEKLY;COUNT=4'),
      ...event(
        'UID:a',
        'RECURRENCE-ID;RANGE=THISANDFUTURE:20261221T090000Z',
        'DTSTART:20261221T090000Z',
        'DURATION:PT1H',
        'STATUS:CANCELLED',
      ),
    ),
  );
  assert.deepEqual(starts(reading), ['2026-12-07T10:00', '2026-12-14T10:00']);
});

test('a date as the end of a rule includes that date', () => {
  assert.equal(readText(calendar(...hour('RRULE:FREQ=DAILY;UNTIL=20261209'))).busy.length, 3);
  assert.equal(readText(calendar(...hour('RRULE:FREQ=DAILY;UNTIL=20261209T085959Z'))).busy.length, 2);
});

test('an exception rule takes out what it names', () => {
  const lines = hour('RRULE:FREQ=DAILY;COUNT=4', 'EXRULE:FREQ=DAILY;INTERVAL=2;COUNT=2');
  assert.deepEqual(starts(readText(calendar(...lines))), ['2026-12-08T10:00', '2026-12-10T10:00']);
});

test('zero length between whole minutes is no busy time either', () => {
  const reading = readText(calendar(...event('UID:a', 'DTSTART:20261207T090030Z')));
  assert.deepEqual([reading.busy, reading.items], [[], 1]);
});

test('an end in UTC is compared with instants, also in the hours of a clock change', () => {
  const hourly = (start: string, until: string): number => {
    const lines = [
      `DTSTART;TZID=Europe/Berlin:${start}`,
      'DURATION:PT1M',
      `RRULE:FREQ=HOURLY;UNTIL=${until}`,
    ];
    return readText(calendar(...event('UID:a', ...lines))).busy.length;
  };
  // Half past two comes twice and is the first of the two, a quarter of an hour into the second.
  assert.equal(hourly('20271031T003000', '20271031T011500Z'), 3);
  // Half past two is skipped, and is half past three.
  assert.equal(hourly('20270328T003000', '20270328T011500Z'), 2);
});
