import { test } from 'node:test';
import assert from 'node:assert/strict';
import { occurrencesOf } from './expand.ts';
import { ruleOf } from './rule.ts';
import { momentOf } from './values.ts';

function clockOf(text: string): number {
  const moment = momentOf(text);
  return moment.ok ? moment.value.clock : assert.fail(moment.problem);
}

/** The occurrences between two dates, of a series that began (if nothing else is said) on Saturday 3 January 1970 at 9. */
function occurrences(
  rule: string,
  from: string,
  to: string,
  start = clockOf('19700103T090000'),
): readonly string[] {
  const read = ruleOf(rule);
  assert.ok(read.ok, rule);
  const asked = { from: clockOf(from), to: clockOf(to), until: Infinity };
  const found = occurrencesOf(read.value, { start, ...asked });
  assert.ok(found.ok, rule);
  return found.value.map((clock) => Temporal.Instant.fromEpochMilliseconds(clock * 1000).toString());
}

test('a week of the year means the weekday of the start, also half a century later', () => {
  assert.deepEqual(occurrences('FREQ=YEARLY;BYWEEKNO=20', '20260101', '20290101'), [
    '2026-05-16T09:00:00Z',
    '2027-05-22T09:00:00Z',
    '2028-05-20T09:00:00Z',
  ]);
});

test('INTERVAL and COUNT are counted from the start, and the asked time ends before its end', () => {
  assert.deepEqual(occurrences('FREQ=DAILY;INTERVAL=1000', '20270101', '20291001'), ['2027-07-03T09:00:00Z']);
  assert.equal(occurrences('FREQ=DAILY;COUNT=20600', '20260520', '20270520').length, 9);
  assert.deepEqual(occurrences('FREQ=WEEKLY', '20261128', '20261205'), ['2026-11-28T09:00:00Z']);
});

test('a dense rule is followed piece by piece without a gap', () => {
  const found = occurrences('FREQ=MINUTELY;INTERVAL=420', '20260101', '20270601');
  assert.equal(found.length, Math.round((516 * 24) / 7));
  assert.equal(new Set(found).size, found.length);
});

test('the last second of a piece belongs to it', () => {
  const rule = 'FREQ=MINUTELY;INTERVAL=720;BYSECOND=59';
  const start = clockOf('19700103T115900');
  const whole = occurrences(rule, '20260101', '20260301', start);
  assert.equal(whole.length, 59 * 2);
  assert.equal(whole.at(-1), '2026-02-28T23:59:59Z');
});

test('a leap second is the second before it', () => {
  assert.deepEqual(occurrences('FREQ=DAILY;BYSECOND=60', '20270101', '20270102'), ['2027-01-01T09:00:59Z']);
});

test('before the start and after the asked time there is nothing', () => {
  assert.deepEqual(occurrences('FREQ=DAILY', '19600101', '19700103'), []);
});

test('in a year plain weekdays count beside numbered ones, and each day once', () => {
  const weekly = occurrences('FREQ=WEEKLY;BYDAY=MO', '20260101', '20280101');
  const tuesdays = ['2026-01-13T09:00:00Z', '2027-01-12T09:00:00Z'];
  const both = [...weekly, ...tuesdays].toSorted();
  assert.deepEqual(occurrences('FREQ=YEARLY;BYDAY=MO,2TU,-1MO,52MO', '20260101', '20280101'), both);
});
