/** Our expansion of recurrence rules against two others': libical's table of expected dates, and python-dateutil. */
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { occurrencesOf } from '#calendars/expand.ts';
import { ruleOf } from '#calendars/rule.ts';
import { momentOf } from '#calendars/values.ts';
import { randomFrom, type Random } from './calendar-mutants.ts';
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
};

function clockOf(text: string): number {
  const moment = momentOf(text);
  assert.ok(moment.ok, text);
  return moment.value.clock;
}

function textOf(clock: number): string {
  return new Date(clock * 1000).toISOString().slice(0, 19).replaceAll(/[-:]/g, '');
}

function expanded(text: string, start: number, end: number): string[] {
  const rule = ruleOf(text);
  assert.ok(rule.ok, `${text}: ${rule.ok ? '' : rule.problem}`);
  const { until } = rule.value;
  const last = until === undefined ? Infinity : until.clock + (until.kind === 'date' ? DAY - 1 : 0);
  const found = occurrencesOf(rule.value, { start, from: start, to: end, until: last });
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
  assert.ok(compared >= 130);
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
  if (spawnSync('python3', ['-c', 'import dateutil']).status !== 0) {
    t.skip('python3 with dateutil is not installed');
    return;
  }
  const random = randomFrom(7);
  const cases = Array.from({ length: CASES }, () => {
    const start =
      clockOf('20240101T000000') + Math.floor(random() * 1_000) * DAY + Math.floor(random() * 1_440) * 60;
    const rule = randomRule(random);
    const days = rule.includes('MINUTELY') ? 20 : rule.includes('HOURLY') ? 60 : 800;
    return { rule, start: textOf(start), end: textOf(start + days * DAY) };
  });
  const answer = spawnSync('python3', [oracle], {
    input: JSON.stringify(cases),
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  assert.equal(answer.status, 0, answer.stderr);
  const lists: string[][] = JSON.parse(answer.stdout);
  let occurrences = 0;
  for (const [index, { rule, start, end }] of cases.entries()) {
    if (ruleOf(rule).ok === false) continue;
    const expected = lists[index] ?? [];
    if (expected.length >= 2_000) continue;
    assert.deepEqual(expanded(rule, clockOf(start), clockOf(end)), expected, `${rule} from ${start}`);
    occurrences += expected.length;
  }
  t.diagnostic(`${cases.length} rules, ${occurrences} occurrences`);
  assert.ok(occurrences > 10_000);
});
