/**
 * Recurrence rules, against libical's table of expected dates and python-dateutil; `npm run test:long` compares ten times
 * as many with the latter.
 */
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { occurrencesOf } from '#calendars/expand.ts';
import { ruleOf } from '#calendars/rule.ts';
import { momentOf } from '#calendars/values.ts';
import { clockSecondAt } from '#domain/time/zoned.ts';
import { pythonWith } from './python.ts';
import { compareWithDateutil, dateutilOccurrences, readingOf } from './recurrence-rules.ts';
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
  assert.ok(compared >= 124);
});

test('occurrences in zones that change their clocks are those that python-dateutil computes', (t) => {
  const found = pythonWith('dateutil');
  if (found.kind === 'absent') {
    t.skip(found.reason);
    return;
  }
  const tally = compareWithDateutil(found.python, 7, CASES);
  t.diagnostic(JSON.stringify(tally));
  assert.ok(tally.refused + tally.crowded < CASES / 20);
  assert.ok(tally.occurrences > 20 * CASES);
});

type Mistake = {
  readonly rule: string;
  readonly start: string;
  /** The first occurrences by RFC 5545, section 3.3.10 unless another is named, in Berlin. */
  readonly right: readonly string[];
  readonly because: string;
};

/** What python-dateutil reads otherwise than the standard; `randomRule` makes none of these. */
const MISTAKES: readonly Mistake[] = [
  {
    rule: 'FREQ=WEEKLY;BYDAY=MO,TH;BYSETPOS=1;COUNT=3',
    start: '20260304T090000',
    right: ['20260304T090000', '20260309T090000', '20260316T090000', '20260323T090000'],
    because: 'BYSETPOS: the set is all of the week that begins on WKST, also the days before DTSTART',
  },
  {
    rule: 'FREQ=MONTHLY;BYDAY=MO,2TU;COUNT=6',
    start: '20260302T090000',
    right: [
      '20260302T090000',
      '20260309T090000',
      '20260310T090000',
      '20260316T090000',
      '20260323T090000',
      '20260330T090000',
    ],
    because: 'BYDAY: a list of days, each of which counts; dateutil takes what is both',
  },
  {
    rule: 'FREQ=YEARLY;BYDAY=MO,2TU;COUNT=3',
    start: '20261228T090000',
    right: ['20261228T090000', '20270104T090000', '20270111T090000'],
    because: 'the same in a year',
  },
  {
    rule: 'FREQ=YEARLY;BYWEEKNO=1;COUNT=3',
    start: '20260302T090000',
    right: ['20260302T090000', '20270104T090000', '20280103T090000', '20290101T090000'],
    because: 'what a rule does not say is as in DTSTART: its weekday, not all seven',
  },
  {
    rule: 'FREQ=DAILY;BYHOUR=9;BYMINUTE=0;BYSECOND=60;COUNT=2',
    start: '20260327T090000',
    right: ['20260327T090000', '20260328T090000'],
    because: 'BYSECOND goes to 60, which section 3.3.12 has read as 59; dateutil throws',
  },
];

test('where python-dateutil is wrong, occurrences are those of the standard', (t) => {
  const found = pythonWith('dateutil');
  const start = Date.parse('2026-01-01T00:00:00Z') / 1000;
  const window = { start, end: start + 2_000 * DAY };
  const berlin = (second: number): string => textOf(clockSecondAt(second, 'Europe/Berlin'));
  for (const { rule, start: first, right, because } of MISTAKES) {
    const one = { rule, zone: 'Europe/Berlin', start: first, end: window.end };
    const ours = readingOf(one, window).busy.map((busy) => berlin(Date.parse(busy.start) / 1000));
    assert.deepEqual(ours.slice(0, right.length), right, `${rule}: ${because}`);
    if (found.kind === 'absent') continue;
    const theirs = (): unknown =>
      dateutilOccurrences(found.python, [one])[0]?.slice(0, right.length).map(berlin);
    assert.throws(() => assert.deepEqual(theirs(), right), `${rule}: dateutil has been mended`);
  }
  if (found.kind === 'absent') t.diagnostic(found.reason);
});
