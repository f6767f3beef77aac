import { test } from 'node:test';
import assert from 'node:assert/strict';
import { minuteOf } from '#domain/time/zoned.ts';
import { openCalendarReader } from './calendar.ts';
import { CALENDAR_LIMITS } from './limits.ts';

const QUESTION = {
  from: minuteOf('2026-12-01T00:00:00Z'),
  to: minuteOf('2027-12-01T00:00:00Z'),
  zone: 'UTC',
};

function sourceOf(text: string): { name: string; bytes: Uint8Array } {
  return { name: 'ada.ics', bytes: new TextEncoder().encode(text) };
}

const GOOD = sourceOf(
  'BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261207T090000Z\nDURATION:PT1H\nEND:VEVENT\nEND:VCALENDAR\n',
);

/** Thousands of long series: more than a second of work on any machine. */
const HEAVY = sourceOf(
  `BEGIN:VCALENDAR\n${'BEGIN:VEVENT\nDTSTART:19000101T090000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=100000\nEND:VEVENT\n'.repeat(4900)}END:VCALENDAR\n`,
);

test('many files at once, by few workers', async () => {
  const reader = openCalendarReader();
  const readings = await Promise.all(Array.from({ length: 9 }, () => reader.read(GOOD, QUESTION)));
  await reader.close();
  assert.ok(readings.every((reading) => reading.busy.length === 1 && reading.refused === undefined));
});

test('a file that takes too long is refused, and the next is read', async () => {
  const reader = openCalendarReader({ workers: 1, seconds: 0.3 });
  const [heavy, good] = await Promise.all([reader.read(HEAVY, QUESTION), reader.read(GOOD, QUESTION)]);
  await reader.close();
  assert.deepEqual(heavy.refused, { line: 1, reason: 'reading it takes longer than 0.3 s' });
  assert.equal(good.busy.length, 1);
});

test('a file that takes too much memory is refused, and the next is read', async () => {
  const reader = openCalendarReader({ workers: 1, megabytes: 16, seconds: 20 });
  const lines = 'X-A;B=C:D\n'.repeat(400_000);
  const [heavy, good] = await Promise.all([
    reader.read(sourceOf(`BEGIN:VCALENDAR\n${lines}END:VCALENDAR\n`), QUESTION),
    reader.read(GOOD, QUESTION),
  ]);
  await reader.close();
  assert.deepEqual(heavy.refused, { line: 1, reason: 'reading it takes more than 16 MB of memory' });
  assert.equal(good.busy.length, 1);
});

test('a file beyond the size limit is not handed to a worker', async () => {
  const reader = openCalendarReader({ workers: 0 });
  const reading = await reader.read(
    { name: 'a', bytes: new Uint8Array(CALENDAR_LIMITS.bytes + 1) },
    QUESTION,
  );
  assert.match(reading.refused?.reason ?? '', /at most 5000000 are read/);
});

test('closing refuses what is waiting and what comes later', async () => {
  const reader = openCalendarReader();
  const waiting = reader.read(GOOD, QUESTION);
  await reader.close();
  assert.match((await waiting).refused?.reason ?? '', /closed/);
  assert.match((await reader.read(GOOD, QUESTION)).refused?.reason ?? '', /closed/);
});
