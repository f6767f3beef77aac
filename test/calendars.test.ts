/** The calendar reader on a thousand and more files of other projects, most of them written to break one. */
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { openCalendarReader } from '#calendars/calendar.ts';
import { CALENDAR_LIMITS } from '#calendars/limits.ts';
import type { CalendarReading, CalendarSource } from '#domain/calendar/calendar.ts';
import { corpus, EIGHTEEN_MONTHS } from './calendar-corpus.ts';
import { mutantOf, randomFrom } from './calendar-mutants.ts';
import { watchTurns, wordsOf, type OwnTurns } from './own-turns.ts';
import { SHARED_ABSENT, sharedFolder } from './shared-folder.ts';

const shared = sharedFolder();
const skip = shared === undefined ? SHARED_ABSENT : false;

/** Milliseconds of work of this thread in one piece. */
const LONGEST_TURN = 50;
const MUTANTS = 1_000;
const AT_ONCE = 50;

type Campaign = { readonly readings: readonly CalendarReading[]; readonly turns: OwnTurns };

async function readAll(sources: readonly CalendarSource[]): Promise<Campaign> {
  const reader = openCalendarReader();
  const [first] = sources;
  if (first !== undefined) await reader.read(first, EIGHTEEN_MONTHS);
  const stop = watchTurns();
  const readings: CalendarReading[] = [];
  for (let from = 0; from < sources.length; from += AT_ONCE) {
    const some = sources.slice(from, from + AT_ONCE).map((source) => reader.read(source, EIGHTEEN_MONTHS));
    readings.push(...(await Promise.all(some)));
  }
  const turns = stop();
  await reader.close();
  return { readings, turns };
}

/** What must hold of every reading, whatever the file. */
function checkReading(reading: CalendarReading): void {
  const remarks = [
    ...reading.skipped,
    ...reading.warnings,
    ...(reading.refused === undefined ? [] : [reading.refused]),
  ];
  for (const { line, reason } of remarks) {
    assert.ok(line >= 1 && reason.length > 5, `${reading.name}: ${line}: ${reason}`);
    assert.doesNotMatch(reason, /reader failed|undefined|NaN|\[object/, reading.name);
  }
  let last = '';
  for (const { start, end } of reading.busy) {
    assert.ok(Temporal.Instant.compare(start, end) < 0, reading.name);
    assert.ok(last === '' || Temporal.Instant.compare(last, start) < 0, reading.name);
    last = end;
  }
}

test(
  'A11: every file of the corpora is read or refused in words, and nothing waits for it',
  { skip },
  async (t) => {
    const sources = corpus(shared ?? '');
    assert.ok(sources.length >= 1_759);
    const { readings, turns } = await readAll(sources);
    for (const reading of readings) checkReading(reading);
    const stopped = readings.filter(({ refused }) => /longer than|of memory/.test(refused?.reason ?? ''));
    assert.deepEqual(stopped, [], 'no file needs two seconds or 256 megabytes');
    const refused = readings.filter((reading) => reading.refused !== undefined);
    t.diagnostic(`${sources.length} files, ${refused.length} refused in words, 0 stopped; ${wordsOf(turns)}`);
    assert.ok(turns.work < LONGEST_TURN, wordsOf(turns));
  },
);

test('of the files that another project calls valid, at least 99 of 100 are read', { skip }, async (t) => {
  const sources = corpus(shared ?? '', 'ical4j/src/test/resources/samples/valid');
  assert.ok(sources.length >= 80);
  const { readings } = await readAll(sources);
  const read = readings.filter((reading) => reading.refused === undefined);
  const whole = read.filter((reading) => reading.skipped.length === 0);
  t.diagnostic(`${read.length} of ${sources.length} read, ${whole.length} of them without a skipped item`);
  assert.ok(read.length >= 0.99 * sources.length);
  assert.ok(whole.length >= 0.9 * sources.length);
});

test(
  'A1, A2, A11: the files that hang a calendar library for ever are answered in time',
  { skip },
  async () => {
    const sources = corpus(shared ?? '', 'own').filter(({ name }) => /fuzz-hangs|rrule-/.test(name));
    assert.ok(sources.length >= 18);
    const began = performance.now();
    const { readings, turns } = await readAll(sources);
    assert.ok(performance.now() - began < 2_000 * sources.length);
    assert.ok(turns.work < LONGEST_TURN, wordsOf(turns));
    for (const reading of readings) {
      checkReading(reading);
      const remarks = reading.skipped.length + Number(reading.refused !== undefined);
      assert.ok(
        remarks > 0 || reading.name.includes('until-before-start'),
        `${reading.name} is remarked upon`,
      );
    }
  },
);

test('what the hand-written files mean', { skip }, async () => {
  const { readings } = await readAll(corpus(shared ?? '', 'own'));
  const meanings: Readonly<Record<string, RegExp>> = {
    'tz-vancouver-after-2026.ics': /"start":"2026-12-15T18:00:00\+01:00"/,
    'tz-lying-vtimezone.ics': /contradicts the zone database/,
    'tz-unknown-no-vtimezone.ics': /"skipped":\[.*is not known/,
    'exdate-kills-all.ics': /"busy":\[\],"items":1/,
    'zero-length.ics': /"busy":\[\],"items":1/,
    'fold-inside-utf8.ics': /"items":1,"skipped":\[\]/,
    'html-instead-of-ics.ics': /"refused".*web page/,
    'truncated.ics': /"refused".*cut off/,
    'nested-500.ics': /"refused".*nested more than 8 deep/,
  };
  for (const [name, meaning] of Object.entries(meanings)) {
    assert.match(JSON.stringify(readings.find((reading) => reading.name === name)), meaning, name);
  }
});

test('A11: a thousand broken copies of the files are read or refused in words', { skip }, async () => {
  const random = randomFrom(20_261_123);
  const originals = corpus(shared ?? '').filter(({ bytes }) => bytes.length < 50_000);
  const sources = Array.from({ length: MUTANTS }, (_, index): CalendarSource => {
    const original = originals[Math.floor(random() * originals.length)];
    return {
      name: `${original?.name} ${index}`,
      bytes: mutantOf(original?.bytes ?? new Uint8Array(), random),
    };
  });
  const { readings } = await readAll(sources);
  for (const reading of readings) checkReading(reading);
});

test('the most busy times that a calendar may have do not hold up who asked for them', async (t) => {
  const periods = Array.from({ length: CALENDAR_LIMITS.intervals }, (_, index) => {
    const at = Temporal.Instant.fromEpochMilliseconds((EIGHTEEN_MONTHS.from + 2 * index) * 60_000).toString();
    return `FREEBUSY:${at.replaceAll(/[-:]/g, '')}/PT1M`;
  });
  const parts = [0, 1, 2].flatMap((part) => [
    'BEGIN:VFREEBUSY',
    ...periods.slice(part * CALENDAR_LIMITS.dates, (part + 1) * CALENDAR_LIMITS.dates),
    'END:VFREEBUSY',
  ]);
  const bytes = Buffer.from(['BEGIN:VCALENDAR', ...parts, 'END:VCALENDAR', ''].join('\r\n'));
  // Two seconds are enough on a machine that does nothing else.
  const reader = openCalendarReader({ seconds: 60 });
  const stop = watchTurns();
  const reading = await reader.read({ name: 'busy.ics', bytes }, EIGHTEEN_MONTHS);
  const turns = stop();
  await reader.close();
  assert.equal(reading.busy.length, CALENDAR_LIMITS.intervals);
  t.diagnostic(wordsOf(turns));
  assert.ok(turns.work < LONGEST_TURN, wordsOf(turns));
});

test('work of this thread in one piece is seen', () => {
  const stop = watchTurns();
  const began = process.threadCpuUsage().user;
  while (process.threadCpuUsage().user - began < 2 * LONGEST_TURN * 1_000);
  assert.ok(stop().work > LONGEST_TURN);
});
