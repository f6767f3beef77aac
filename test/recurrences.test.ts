/** The library that expands recurrence rules, against libical's table of expected dates and python-dateutil. */
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { occurrencesOf } from '#calendars/expand.ts';
import { ruleOf } from '#calendars/rule.ts';
import { momentOf } from '#calendars/values.ts';
import { randomFrom, type Random } from './calendar-mutants.ts';
import { pythonWith } from './python.ts';
import { SHARED_ABSENT, sharedFolder } from './shared-folder.ts';

const DAY = 86_400;
const CASES = 500;

/** Where libical reads the standard differently, or asks for what we refuse or leave out. */
const OTHERWISE: Readonly<Record<string, string>> = {
  'FREQ=YEARLY;BYMONTHDAY=29;COUNT=3':
    'without BYMONTH, days of every month, as the table of the standard has it',
  'FREQ=YEARLY;BYMONTHDAY=-29,-1;COUNT=4': 'the same',
  'FREQ=DAILY;BYMINUTE=1,2,3,4;INTERVAL=2;COUNT=3': 'a date has no minutes: series.ts leaves such parts out',
  'FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=30;BYWEEKNO=1;UNTIL=20320101': 'libical does not answer',
  'FREQ=YEARLY;BYWEEKNO=53;BYDAY=TU,SA;INTERVAL=6;UNTIL=20170101T000000Z': 'week years with an interval',
  'FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO,TU;INTERVAL=3;UNTIL=20320101': 'the same',
  'FREQ=YEARLY;BYWEEKNO=53;COUNT=1':
    'the library begins with the weeks of the year of DTSTART; series.ts adds DTSTART itself',
  'FREQ=YEARLY;BYWEEKNO=53;BYDAY=TU,SA;UNTIL=20170101T000000Z': 'the same',
  'FREQ=YEARLY;BYWEEKNO=53;BYDAY=TU,SA;INTERVAL=5;UNTIL=20170101T000000Z': 'the same',
  'FREQ=YEARLY;BYWEEKNO=53;BYDAY=TU,SA;INTERVAL=7;UNTIL=20170101T000000Z': 'the same',
  'FREQ=YEARLY;UNTIL=20100326T000000Z;BYDAY=FR;BYYEARDAY=-275,-276,-277,-278,-279,-280,-281': 'refused',
  'FREQ=MINUTELY;BYSECOND=0,10,20,30,40,50;BYSETPOS=-2,3;INTERVAL=2;COUNT=5': 'refused',
  'FREQ=MONTHLY;BYMONTHDAY=1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17;BYHOUR=1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16;BYMINUTE=1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16;BYSECOND=1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16;BYSETPOS=1,-1;COUNT=4':
    'refused',
  'FREQ=YEARLY;BYWEEKNO=-1,-2;COUNT=5': 'the same, so that one occurrence more comes at the end',
};

function clockOf(text: string): number {
  const moment = momentOf(text);
  assert.ok(moment.ok, text);
  return moment.value.clock;
}

function textOf(clock: number): string {
  return new Date(clock * 1000).toISOString().slice(0, 19).replaceAll(/[-:]/g, '');
}

function expanded(text: string, start: number, end: number, from: number = start): string[] {
  const rule = ruleOf(text);
  assert.ok(rule.ok, `${text}: ${rule.ok ? '' : rule.problem}`);
  const { until } = rule.value;
  const last = until === undefined ? Infinity : until.clock + (until.kind === 'date' ? DAY - 1 : 0);
  const found = occurrencesOf(rule.value, { start, from, to: end, until: last });
  assert.ok(found.ok, `${text}: ${found.ok ? '' : found.problem}`);
  return found.value.map(textOf);
}

test('occurrences are those that libical expects', (t) => {
  const table = `${sharedFolder()}corpora/libical/src/test/icalrecur_test.txt`;
  if (!existsSync(table)) {
    t.skip(SHARED_ABSENT);
    return;
  }
  let compared = 0;
  for (const block of readFileSync(table, 'utf8').split(/\n\s*\n/)) {
    const [, rule] = /^RRULE:(.*)$/m.exec(block) ?? [];
    const [, start = ''] = /^DTSTART:(.*)$/m.exec(block) ?? [];
    const [, list] = /^INSTANCES:(.*)$/m.exec(block) ?? [];
    if (rule === undefined || list === undefined || rule in OTHERWISE || rule.includes('SECONDLY')) continue;
    const expected = list.split(',').filter((text) => text !== '');
    const end = clockOf(expected.at(-1) ?? start) + 1;
    const texts = expected.map((text) => textOf(clockOf(text)));
    assert.deepEqual(expanded(rule, clockOf(start), end), texts, rule);
    compared += 1;
  }
  t.diagnostic(`${compared} rules`);
  assert.ok(compared >= 124);
});

function pick<T>(random: Random, items: readonly T[]): T {
  const item = items[Math.floor(random() * items.length)];
  assert.ok(item !== undefined);
  return item;
}

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/**
 * Rules as people make them, and stranger ones; none that the oracle reads otherwise (weeks with BYSETPOS, MO beside 2TU),
 * and few that never occur, because the oracle follows those to the year 9999.
 */
function randomRule(random: Random): string {
  const frequency = pick(random, [
    'YEARLY',
    'MONTHLY',
    'MONTHLY',
    'WEEKLY',
    'WEEKLY',
    'DAILY',
    'HOURLY',
    'MINUTELY',
  ]);
  const large = frequency === 'YEARLY' || frequency === 'MONTHLY';
  const parts = [`FREQ=${frequency}`];
  const sometimes = (share: number, part: () => string): void => {
    if (random() < share) parts.push(part());
  };
  const many = (most: number, part: () => string): string =>
    [...new Set(Array.from({ length: 1 + Math.floor(random() * most) }, part))].join();
  const sign = (): string => pick(random, ['', '', '-']);
  const whole = (least: number, most: number): string =>
    String(least + Math.floor(random() * (most - least + 1)));
  sometimes(0.5, () => `INTERVAL=${whole(2, frequency === 'MINUTELY' ? 900 : 7)}`);
  const small = frequency === 'HOURLY' || frequency === 'MINUTELY';
  const nth = large && random() < 0.4;
  const weekday = (): string => (nth ? `${sign()}${whole(1, 4)}` : '') + pick(random, WEEKDAYS);
  const ofYear = frequency === 'YEARLY' && !nth && random() < 0.3;
  if (!small && !ofYear) sometimes(0.3, () => `BYMONTH=${many(3, () => whole(1, 12))}`);
  sometimes(0.5, () => `BYDAY=${many(3, weekday)}`);
  if (ofYear) parts.push(`BYYEARDAY=${many(4, () => `${sign()}${whole(1, 365)}`)}`);
  else if (!small && !nth) sometimes(0.25, () => `BYMONTHDAY=${many(4, () => `${sign()}${whole(1, 28)}`)}`);
  sometimes(0.2, () => `BYHOUR=${many(3, () => whole(0, 23))}`);
  sometimes(0.2, () => `BYMINUTE=${many(2, () => whole(0, 59))}`);
  if (large) sometimes(0.2, () => `BYSETPOS=${many(2, () => `${sign()}1`)}`);
  sometimes(0.4, () => `COUNT=${whole(1, 60)}`);
  sometimes(0.3, () => `WKST=${pick(random, WEEKDAYS)}`);
  return parts.join(';');
}

test('occurrences are those that python-dateutil computes', (t) => {
  const oracle = fileURLToPath(new URL('./recurrence-oracle.py', import.meta.url));
  const found = pythonWith('dateutil');
  if (found.kind === 'absent') {
    t.skip(found.reason);
    return;
  }
  const random = randomFrom(7);
  const cases = Array.from({ length: CASES }, () => {
    const start =
      clockOf('20240101T000000') + Math.floor(random() * 1_000) * DAY + Math.floor(random() * 1_440) * 60;
    const rule = randomRule(random);
    const days = rule.includes('MINUTELY') ? 20 : rule.includes('HOURLY') ? 60 : 800;
    const from = start + (random() < 0.5 ? 0 : Math.floor(random() * days) * DAY);
    return { rule, start: textOf(start), from: textOf(from), end: textOf(start + days * DAY) };
  });
  const answer = spawnSync(found.python, [oracle], {
    input: JSON.stringify(cases),
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  assert.equal(answer.status, 0, answer.stderr);
  const lists: string[][] = JSON.parse(answer.stdout);
  let [occurrences, refused] = [0, 0];
  for (const [index, { rule, start, from, end }] of cases.entries()) {
    if (ruleOf(rule).ok === false) refused += 1;
    const expected = (lists[index] ?? []).filter((moment) => moment >= from);
    if (ruleOf(rule).ok === false || expected.length >= 2_000) continue;
    const ours = expanded(rule, clockOf(start), clockOf(end), clockOf(from));
    assert.deepEqual(ours, expected, `${rule} of ${start}, from ${from}`);
    occurrences += expected.length;
  }
  t.diagnostic(`${cases.length} rules, ${refused} of them refused, ${occurrences} occurrences`);
  assert.ok(refused < CASES / 20);
  assert.ok(occurrences > 10_000);
});
