/** Recurrence rules by chance, in zones that change their clocks, and what python-dateutil makes of them. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ruleOf } from '#calendars/rule.ts';
import { readCalendarFile } from '#calendars/read.ts';
import { minuteOf } from '#domain/time/zoned.ts';
import type { CalendarQuestion, CalendarReading } from '#domain/calendar/calendar.ts';
import { randomFrom, type Random } from './calendar-mutants.ts';

const DAY = 86_400;
/** As the reader's own limit: of a rule that occurs more often, nothing is read. */
const MOST = 2_000;
/** Seconds before and after the asked time in which the reader follows a rule as well, for occurrences that reach into it. */
const REACH = 3 * DAY;

/** Summer in the north and in the south, an hour and half an hour, by night and at midnight. */
const CHANGING_ZONES = [
  'Europe/Berlin',
  'America/New_York',
  'Pacific/Auckland',
  'Australia/Lord_Howe',
  'America/Santiago',
] as const;

/** Seconds since 1970-01-01T00:00Z, end exclusive. */
type Window = { readonly start: number; readonly end: number };

export type RuleCase = {
  readonly rule: string;
  readonly zone: string;
  /** On the clock of the zone, as `20260301T093000`. */
  readonly start: string;
  readonly windows: readonly Window[];
  /** The end of the last window. */
  readonly end: number;
};

export type Tally = {
  readonly rules: number;
  readonly refused: number;
  readonly crowded: number;
  readonly occurrences: number;
};

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const SMALL = new Set(['HOURLY', 'MINUTELY']);
const LARGE = new Set(['YEARLY', 'MONTHLY']);
const FREQUENCIES = ['YEARLY', 'MONTHLY', 'MONTHLY', 'WEEKLY', 'WEEKLY', 'DAILY', 'HOURLY', 'MINUTELY'];

function pick<T>(random: Random, items: readonly T[]): T {
  const item = items[Math.floor(random() * items.length)];
  assert.ok(item !== undefined);
  return item;
}

type Dice = {
  readonly chance: (share: number) => boolean;
  /** From `least` to `most`. */
  readonly whole: (least: number, most: number) => string;
  /** A minus now and then. */
  readonly sign: () => string;
  readonly of: <T>(items: readonly T[]) => T;
  /** One to `most` different ones. */
  readonly many: (most: number, part: () => string) => string;
};

function diceOf(random: Random): Dice {
  const of: Dice['of'] = (items) => pick(random, items);
  return {
    of,
    chance: (share) => random() < share,
    whole: (least, most) => String(least + Math.floor(random() * (most - least + 1))),
    sign: () => of(['', '', '-']),
    many: (most, part) => [...new Set(Array.from({ length: 1 + Math.floor(random() * most) }, part))].join(),
  };
}

/**
 * Rules as people make them, and stranger ones; none that the oracle reads otherwise (`recurrences.test.ts` names those),
 * and few that never occur, because the oracle follows those to the year 9999.
 */
function randomRule(dice: Dice, end: string): string {
  const { chance, whole, many } = dice;
  const frequency = dice.of(FREQUENCIES);
  const parts = [`FREQ=${frequency}`];
  if (frequency === 'MINUTELY') parts.push(`INTERVAL=${whole(5, 900)}`);
  else if (chance(0.5)) parts.push(`INTERVAL=${whole(2, 7)}`);
  parts.push(...daysOf(frequency, dice));
  if (chance(0.2)) parts.push(`BYHOUR=${many(3, () => whole(0, 23))}`);
  if (chance(0.2)) parts.push(`BYMINUTE=${many(2, () => whole(0, 59))}`);
  if (LARGE.has(frequency) && chance(0.2)) parts.push(`BYSETPOS=${many(2, () => `${dice.sign()}1`)}`);
  if (chance(0.3)) parts.push(`COUNT=${whole(1, 60)}`);
  else if (chance(0.2)) parts.push(`UNTIL=${end}`);
  if (chance(0.3)) parts.push(`WKST=${dice.of(WEEKDAYS)}`);
  return parts.join(';');
}

function daysOf(frequency: string, { chance, whole, sign, many, of }: Dice): readonly string[] {
  if (frequency === 'YEARLY' && chance(0.2)) {
    return [`BYYEARDAY=${many(4, () => `${sign()}${whole(1, 365)}`)}`];
  }
  const nth = LARGE.has(frequency) && chance(0.4);
  const weekday = (): string => (nth ? `${sign()}${whole(1, 4)}` : '') + of(WEEKDAYS);
  const parts = chance(0.5) ? [`BYDAY=${many(3, weekday)}`] : [];
  if (SMALL.has(frequency)) return parts;
  if (chance(0.3)) parts.push(`BYMONTH=${many(3, () => whole(1, 12))}`);
  if (!nth && chance(0.25)) parts.push(`BYMONTHDAY=${many(4, () => `${sign()}${whole(1, 28)}`)}`);
  return parts;
}

/** The first two clock changes of a zone after an instant, in seconds. */
function changesAfter(second: number, zone: string): readonly [number, number] {
  const next = (from: number): number => {
    const at = Temporal.Instant.fromEpochMilliseconds(from * 1000).toZonedDateTimeISO(zone);
    return (at.getTimeZoneTransition('next')?.epochMilliseconds ?? NaN) / 1000;
  };
  const first = next(second);
  return [first, next(first)];
}

/** Rules that occur often are asked for around the two changes, the others for all the time over more than two years. */
function windowsOf(rule: string, start: number, changes: readonly [number, number]): readonly Window[] {
  const days = rule.includes('MINUTELY') ? 1 : rule.includes('HOURLY') ? 20 : undefined;
  if (days === undefined) return [{ start, end: start + 800 * DAY }];
  return changes.map((change) => ({ start: change - days * DAY, end: change + days * DAY }));
}

function randomCase(random: Random): RuleCase {
  const zone = pick(random, CHANGING_ZONES);
  const some = Date.parse('2025-01-01T00:00:00Z') / 1000 + Math.floor(random() * 700) * DAY;
  const changes = changesAfter(some, zone);
  const start = changes[0] - Math.floor(random() * 20 * 1_440) * 60;
  const until = changes[1] + Math.floor((random() - 0.5) * 4 * 1_440) * 60;
  const rule = randomRule(diceOf(random), `${utcText(until)}Z`);
  const windows = windowsOf(rule, start, changes);
  const wall = Temporal.Instant.fromEpochMilliseconds(start * 1000).toZonedDateTimeISO(zone);
  const end = Math.max(...windows.map((window) => window.end));
  return { rule, zone, start: compact(wall.toPlainDateTime().toString()), windows, end };
}

function utcText(second: number): string {
  return compact(new Date(second * 1000).toISOString());
}

/** `2026-03-01T09:30[:00…]` as calendars write it. */
function compact(text: string): string {
  return text.slice(0, 19).padEnd(19, ':00').replaceAll(/[-:]/g, '');
}

/** Compares as many rules as are asked for; throws for the first that differs. */
export function compareWithDateutil(python: string, seed: number, many: number): Tally {
  const random = randomFrom(seed);
  const cases = Array.from({ length: many }, () => randomCase(random));
  const found = dateutilOccurrences(python, cases);
  let [refused, crowded, occurrences] = [0, 0, 0];
  for (const [index, one] of cases.entries()) {
    if (!ruleOf(one.rule).ok) {
      refused += 1;
      continue;
    }
    for (const window of one.windows) {
      const within = (margin: number): readonly number[] =>
        (found[index] ?? []).filter(
          (second) => second >= window.start - margin && second < window.end + margin,
        );
      if (within(REACH).length > MOST) {
        crowded += 1;
        continue;
      }
      const expected = within(0);
      assert.deepEqual(busyOf(readingOf(one, window)), spansOf(expected, window), sentenceOf(one));
      occurrences += expected.length;
    }
  }
  return { rules: many, refused, crowded, occurrences };
}

function sentenceOf({ rule, zone, start }: RuleCase): string {
  return `DTSTART;TZID=${zone}:${start} RRULE:${rule}`;
}

/** Seconds of all occurrences before the end of each case, ascending; DTSTART is the first in any case. */
export function dateutilOccurrences(
  python: string,
  cases: readonly Pick<RuleCase, 'rule' | 'zone' | 'start' | 'end'>[],
): readonly (readonly number[])[] {
  const oracle = fileURLToPath(new URL('./recurrence-oracle.py', import.meta.url));
  const input = JSON.stringify(
    cases.map(({ rule, zone, start, end }) => ({ rule, zone, start, end: utcText(end) })),
  );
  const answer = spawnSync(python, [oracle], { input, encoding: 'utf8', maxBuffer: 1e9 });
  assert.equal(answer.status, 0, answer.stderr);
  return JSON.parse(answer.stdout);
}

/** An event of one minute that repeats by the rule, read as any calendar file. */
export function readingOf(
  { rule, zone, start }: Pick<RuleCase, 'rule' | 'zone' | 'start'>,
  window: Window,
): CalendarReading {
  const lines = [
    'BEGIN:VCALENDAR',
    'BEGIN:VEVENT',
    'UID:one',
    `DTSTART;TZID=${zone}:${start}`,
    'DURATION:PT1M',
    `RRULE:${rule}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  const question: CalendarQuestion = { from: window.start / 60, to: window.end / 60, zone: 'UTC' };
  return readCalendarFile({ name: 'one.ics', bytes: Buffer.from(lines.join('\r\n')) }, question);
}

type Minutes = readonly [from: number, to: number];

function busyOf(reading: CalendarReading): readonly Minutes[] | string {
  const [skipped] = reading.skipped;
  if (skipped !== undefined) return skipped.reason;
  return reading.busy.map(({ start, end }) => [minuteOf(start), minuteOf(end)]);
}

/** Minutes that follow each other are one busy time. */
function spansOf(seconds: readonly number[], window: Window): readonly Minutes[] {
  const spans: [number, number][] = [];
  for (const second of seconds) {
    const minute = second / 60;
    const last = spans.at(-1);
    if (last !== undefined && minute <= last[1]) last[1] = Math.max(last[1], minute + 1);
    else spans.push([minute, Math.min(minute + 1, window.end / 60)]);
  }
  return spans;
}
