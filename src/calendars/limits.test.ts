import { test } from 'node:test';
import assert from 'node:assert/strict';
import type { CalendarReading } from '#domain/calendar/calendar.ts';
import { minuteOf } from '#domain/time/zoned.ts';
import { CALENDAR_LIMITS } from './limits.ts';
import { readCalendarFile } from './read.ts';

const QUESTION = {
  from: minuteOf('2026-01-01T00:00:00Z'),
  to: minuteOf('2036-01-01T00:00:00Z'),
  zone: 'UTC',
};

function readText(text: string): CalendarReading {
  return readCalendarFile({ name: 'x.ics', bytes: new TextEncoder().encode(text) }, QUESTION);
}

function calendar(...lines: string[]): string {
  return ['BEGIN:VCALENDAR', ...lines, 'END:VCALENDAR', ''].join('\r\n');
}

function event(...lines: string[]): string[] {
  return ['BEGIN:VEVENT', 'DTSTART:20260105T090000Z', ...lines, 'END:VEVENT'];
}

test('A10: bytes of a file', () => {
  const text = calendar(...event('UID:a', 'DURATION:PT1H'));
  const full = text + ' '.repeat(CALENDAR_LIMITS.bytes - text.length);
  assert.equal(readText(full).items, 1);
  assert.match(readText(`${full} `).refused?.reason ?? '', /5000001 bytes; at most 5000000/);
});

test('A10: components of a file', () => {
  const events = (count: number): string =>
    calendar(...Array.from({ length: count }, (_, index) => event(`UID:${index}`)).flat());
  assert.equal(readText(events(CALENDAR_LIMITS.components - 1)).items, CALENDAR_LIMITS.components - 1);
  assert.match(
    readText(events(CALENDAR_LIMITS.components)).refused?.reason ?? '',
    /more than 5000 components/,
  );
});

test('A10: components within each other', () => {
  const nested = (depth: number): string => {
    const inner = Array.from({ length: depth }, (_, index) => `X-${index}`);
    return calendar(
      ...inner.map((name) => `BEGIN:${name}`),
      ...inner.toReversed().map((name) => `END:${name}`),
    );
  };
  assert.equal(readText(nested(CALENDAR_LIMITS.depth - 1)).refused, undefined);
  assert.match(readText(nested(CALENDAR_LIMITS.depth)).refused?.reason ?? '', /nested more than 8 deep/);
});

test('A10: attendees of an item', () => {
  const invited = (count: number): CalendarReading => {
    const attendees = Array.from({ length: count }, (_, index) => `ATTENDEE:mailto:p${index}@example.org`);
    return readText(calendar(...event('UID:a', 'DURATION:PT1H', ...attendees)));
  };
  assert.deepEqual(invited(CALENDAR_LIMITS.attendees).warnings, []);
  const beyond = invited(CALENDAR_LIMITS.attendees + 1);
  assert.match(
    beyond.warnings[0]?.reason ?? '',
    /201 attendees; those after the first 200 were not looked at/,
  );
  assert.equal(beyond.busy.length, 1);
});

test('A10: occurrences of an item', () => {
  const repeated = (count: number): CalendarReading =>
    readText(calendar(...event('UID:a', 'DURATION:PT1H', `RRULE:FREQ=DAILY;COUNT=${count}`)));
  assert.equal(repeated(CALENDAR_LIMITS.instances).busy.length, CALENDAR_LIMITS.instances);
  assert.match(
    repeated(CALENDAR_LIMITS.instances + 1).skipped[0]?.reason ?? '',
    /more than 2000 occurrences/,
  );
});

test('dates of an item and periods of a free-busy component', () => {
  const dates = (count: number): string => Array.from({ length: count }, () => '20260106T090000Z').join();
  const excepted = (count: number): CalendarReading =>
    readText(calendar(...event('UID:a', 'DURATION:PT1H', `EXDATE:${dates(count)}`)));
  assert.equal(excepted(CALENDAR_LIMITS.dates).items, 1);
  assert.match(excepted(CALENDAR_LIMITS.dates + 1).skipped[0]?.reason ?? '', /more than 10000 dates/);
  const periods = (count: number): CalendarReading => {
    const list = Array.from({ length: count }, () => '20260106T090000Z/PT1H').join();
    return readText(calendar('BEGIN:VFREEBUSY', `FREEBUSY:${list}`, 'END:VFREEBUSY'));
  };
  assert.equal(periods(CALENDAR_LIMITS.dates).items, 1);
  assert.match(periods(CALENDAR_LIMITS.dates + 1).skipped[0]?.reason ?? '', /more than 10000 periods/);
});

test('busy times of a calendar', () => {
  const periods = (count: number): CalendarReading => {
    const all = Array.from({ length: count }, (_, index) => {
      const at = Temporal.Instant.fromEpochMilliseconds((QUESTION.from + 2 * index) * 60_000).toString();
      return `FREEBUSY:${at.replaceAll(/[-:]/g, '')}/PT1M`;
    });
    const most = CALENDAR_LIMITS.dates;
    const parts = Array.from({ length: Math.ceil(count / most) }, (_, part) =>
      all.slice(part * most, (part + 1) * most),
    );
    return readText(calendar(...parts.flatMap((part) => ['BEGIN:VFREEBUSY', ...part, 'END:VFREEBUSY'])));
  };
  assert.equal(periods(CALENDAR_LIMITS.intervals).busy.length, CALENDAR_LIMITS.intervals);
  assert.match(
    periods(CALENDAR_LIMITS.intervals + 1).refused?.reason ?? '',
    /more than 30000 separate busy times/,
  );
});

test('INTERVAL and COUNT of a rule', () => {
  const reasonOf = (rule: string): string | undefined =>
    readText(calendar(...event('UID:a', `RRULE:${rule}`))).skipped[0]?.reason;
  assert.equal(reasonOf(`FREQ=DAILY;INTERVAL=${CALENDAR_LIMITS.interval}`), undefined);
  assert.match(reasonOf(`FREQ=DAILY;INTERVAL=${CALENDAR_LIMITS.interval + 1}`) ?? '', /INTERVAL is "1001"/);
  assert.equal(reasonOf(`FREQ=YEARLY;COUNT=${CALENDAR_LIMITS.count}`), undefined);
  assert.match(reasonOf(`FREQ=YEARLY;COUNT=${CALENDAR_LIMITS.count + 1}`) ?? '', /COUNT is "100001"/);
});

test('steps of an expansion', () => {
  const daily = ['DURATION:PT1H', 'RRULE:FREQ=DAILY;BYMONTH=1;COUNT=90000'];
  const from = (start: string): CalendarReading =>
    readText(calendar('BEGIN:VEVENT', `DTSTART:${start}`, ...daily, 'END:VEVENT'));
  assert.ok(from('19000101T090000Z').busy.length > 300);
  assert.match(from('18990101T090000Z').skipped[0]?.reason ?? '', /too many steps/);
});

test('occurrences of a rule on one day', () => {
  const all = (count: number): string => Array.from({ length: count }, (_, index) => index).join();
  const often = (minutes: number): CalendarReading => {
    const rule = `RRULE:FREQ=DAILY;COUNT=3;BYHOUR=${all(24)};BYMINUTE=${all(minutes)};BYSECOND=0,30`;
    return readText(calendar(...event('UID:a', 'DURATION:PT1S', rule)));
  };
  assert.equal(often(30).items, 1);
  assert.match(often(31).skipped[0]?.reason ?? '', /more than 1440 times a day/);
});

test('days of an occurrence', () => {
  const lasting = (days: number): string | undefined =>
    readText(calendar(...event('UID:a', `DURATION:P${days}D`))).skipped[0]?.reason;
  assert.equal(lasting(CALENDAR_LIMITS.days), undefined);
  assert.match(lasting(CALENDAR_LIMITS.days + 1) ?? '', /longer than 3660 days/);
});

test('remarks of a report', () => {
  const bad = (count: number): CalendarReading =>
    readText(calendar(...Array.from({ length: count }, () => event('DURATION:x')).flat()));
  assert.equal(bad(CALENDAR_LIMITS.remarks).skipped.length, CALENDAR_LIMITS.remarks);
  const beyond = bad(CALENDAR_LIMITS.remarks + 3).skipped;
  assert.equal(beyond.length, CALENDAR_LIMITS.remarks + 1);
  assert.equal(beyond.at(-1)?.reason, 'and 3 more from here on');
});
