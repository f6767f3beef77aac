import { test } from 'node:test';
import assert from 'node:assert/strict';
import {
  clockIsSkipped,
  clockMinutesAt,
  dateAt,
  evenMidnight,
  exactMinuteOf,
  instantText,
  minuteAt,
  minuteFrom,
  minuteOf,
  timeAt,
  zoneExists,
} from './zoned.ts';

test('an instant survives the way to minutes and back, in the offset of the zone', () => {
  const minute = minuteOf('2026-12-07T08:00:00Z');
  assert.equal(instantText(minute, 'Europe/Berlin'), '2026-12-07T09:00:00+01:00');
  assert.equal(minuteOf(instantText(minute, 'Asia/Kolkata')), minute);
});

test('seconds are rounded outwards or inwards, as the caller asks', () => {
  assert.equal(minuteFrom('2026-12-07T08:00:01Z') - minuteOf('2026-12-07T08:00:01Z'), 1);
});

test('an exact minute keeps the seconds, to the microsecond', () => {
  const whole = minuteOf('2026-12-07T08:00:00Z');
  assert.equal(exactMinuteOf('2026-12-07T09:00:30+01:00'), whole + 0.5);
  assert.ok(exactMinuteOf('2026-12-07T08:00:00.000001Z') > whole);
});

test('24:00 is the midnight that ends the date', () => {
  assert.equal(
    minuteAt('2026-12-07', '24:00', 'Europe/Berlin'),
    minuteAt('2026-12-08', '00:00', 'Europe/Berlin'),
  );
});

test('a day of a clock change has 23 hours in spring and 25 in autumn', () => {
  const hours = (date: string): number =>
    (minuteAt(date, '24:00', 'Europe/Berlin') - minuteAt(date, '00:00', 'Europe/Berlin')) / 60;
  assert.deepEqual([hours('2027-03-28'), hours('2027-10-31')], [23, 25]);
});

test('a skipped clock time is told, and read with the offset before the change', () => {
  assert.equal(clockIsSkipped('2027-03-28', '02:30', 'Europe/Berlin'), true);
  assert.equal(clockIsSkipped('2027-03-28', '03:00', 'Europe/Berlin'), false);
  assert.equal(timeAt(minuteAt('2027-03-28', '02:30', 'Europe/Berlin'), 'Europe/Berlin'), '03:30');
});

test('Vancouver keeps its summer offset from 2026 on, as the zone database of this Node says', () => {
  const minute = minuteAt('2026-12-15', '10:00', 'America/Vancouver');
  assert.equal(instantText(minute, 'UTC'), '2026-12-15T17:00:00+00:00');
});

test('date and clock are those of the asked zone', () => {
  const minute = minuteOf('2026-12-07T23:30:00Z');
  assert.deepEqual(
    [dateAt(minute, 'Asia/Kolkata'), clockMinutesAt(minute, 'Asia/Kolkata')],
    ['2026-12-08', 5 * 60],
  );
});

test('a zone exists when the zone database knows it', () => {
  assert.deepEqual([zoneExists('Europe/Kyiv'), zoneExists('Europe/Atlantis')], [true, false]);
});

test('a zone goes by each of its names, in the spelling of the database alone', () => {
  for (const name of ['Asia/Kolkata', 'Asia/Calcutta', 'GB', 'UTC', 'Etc/UTC'])
    assert.ok(zoneExists(name), name);
  for (const name of ['asia/kolkata', 'utc', 'gb', '+01:00']) assert.ok(!zoneExists(name), name);
});

test('a date has an even midnight unless its clock changes, and no zone changes its clock twice within a week', () => {
  assert.equal(evenMidnight('2026-03-28', 'Europe/Berlin'), minuteAt('2026-03-28', '00:00', 'Europe/Berlin'));
  assert.equal(evenMidnight('2026-03-29', 'Europe/Berlin'), undefined);
  const week = Temporal.Duration.from({ days: 6 }).total('milliseconds');
  const last = Temporal.Instant.from('2200-01-02T00:00Z').epochMilliseconds;
  for (const zone of Intl.supportedValuesOf('timeZone')) {
    let before = -Infinity;
    let change = Temporal.ZonedDateTime.from(`1969-12-01T00:00[${zone}]`).getTimeZoneTransition('next');
    while (change !== null && change.epochMilliseconds < last) {
      assert.ok(change.epochMilliseconds - before > week, `${zone} ${change.toString()}`);
      before = change.epochMilliseconds;
      change = change.getTimeZoneTransition('next');
    }
  }
});
