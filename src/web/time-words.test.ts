import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  dateOf,
  dayWords,
  durationWords,
  fullDayWords,
  hoursWords,
  laterDate,
  offsetWords,
  sameClock,
  shortDay,
  spanWords,
  timeWords,
  zoneCity,
  zoneWords,
} from './time-words.ts';

const morning = { start: '2026-12-07T08:00:00Z', end: '2026-12-07T08:45:00Z' };

test('says day and hours as the named zone shows them', () => {
  assert.equal(spanWords(morning, 'Europe/Berlin'), 'Monday 7 December, 9:00 to 9:45');
  assert.equal(spanWords(morning, 'Asia/Kolkata'), 'Monday 7 December, 13:30 to 14:15');
  assert.equal(fullDayWords(morning.start, 'Europe/Berlin'), 'Monday 7 December 2026');
  assert.equal(shortDay(morning.start, 'Pacific/Auckland'), 'Mon 7 Dec');
});

test('says the offset beside the city, unless the zone is named after it', () => {
  assert.equal(zoneWords(morning.start, 'Europe/Berlin'), 'Berlin UTC+1');
  assert.equal(zoneWords(morning.start, 'UTC'), 'UTC');
});

test('says on which other day a span ends', () => {
  const night = { start: '2026-12-07T22:30:00Z', end: '2026-12-07T23:30:00Z' };
  assert.equal(hoursWords(night, 'Europe/Berlin'), '23:30 to Tuesday 8 December, 0:30');
});

test('names the day before where the zone lies behind', () => {
  assert.equal(dayWords('2026-12-07T04:00:00Z', 'America/New_York'), 'Sunday 6 December');
  assert.equal(dateOf('2026-12-07T04:00:00Z', 'America/New_York'), '2026-12-06');
});

test('follows the clock change', () => {
  assert.equal(timeWords('2026-10-24T08:00:00Z', 'Europe/Berlin'), '10:00');
  assert.equal(timeWords('2026-10-25T08:00:00Z', 'Europe/Berlin'), '9:00');
  assert.equal(offsetWords('2026-10-24T08:00:00Z', 'Europe/Berlin'), 'UTC+2');
  assert.equal(offsetWords('2026-10-25T08:00:00Z', 'Europe/Berlin'), 'UTC+1');
});

test('writes offsets with minutes only where there are any', () => {
  assert.equal(offsetWords(morning.start, 'Asia/Kathmandu'), 'UTC+5:45');
  assert.equal(offsetWords(morning.start, 'America/St_Johns'), 'UTC-3:30');
  assert.equal(offsetWords(morning.start, 'Europe/London'), 'UTC');
});

test('knows where two clocks agree at an instant', () => {
  assert.equal(sameClock(morning.start, 'Europe/Berlin', 'Europe/Prague'), true);
  assert.equal(sameClock(morning.start, 'Europe/Berlin', 'Europe/London'), false);
  assert.equal(sameClock('2026-03-10T12:00:00Z', 'America/New_York', 'America/Lima'), false);
});

test('speaks of hours and minutes', () => {
  assert.deepEqual([45, 60, 390].map(durationWords), ['45 min', '1 h', '6 h 30 min']);
});

test('names the city of a zone', () => {
  assert.equal(zoneCity('America/Argentina/Buenos_Aires'), 'Buenos Aires');
});

test('counts dates by the calendar, across a clock change', () => {
  assert.equal(laterDate('2026-10-24', 2), '2026-10-26');
  assert.equal(laterDate('2026-12-24', 14), '2027-01-07');
});
