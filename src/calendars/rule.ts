/** Recurrence rules as text, checked before anything is expanded. RFC 5545, section 3.3.10. */
import { ok, refuse, type Result } from '#domain/result.ts';
import { CALENDAR_LIMITS } from './limits.ts';
import { quoted } from './components.ts';
import { whyNotExpanded } from './rule-check.ts';
import { momentOf, type Moment } from './values.ts';

const FREQUENCIES = ['MINUTELY', 'HOURLY', 'DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const;
export type Frequency = (typeof FREQUENCIES)[number];

export type Rule = {
  readonly frequency: Frequency;
  readonly interval: number;
  readonly count?: number;
  readonly until?: Moment;
  readonly weekStart: string;
  /** `MO`, or `2TU` and `-1FR`, which count in months and years. */
  readonly days: readonly string[];
  /** BYMONTH and so on, by the part's name; a part that is absent has no entry. */
  readonly by: Readonly<Partial<Record<ByPart, readonly number[]>>>;
};

const BY_PARTS = [
  'BYSECOND',
  'BYMINUTE',
  'BYHOUR',
  'BYMONTHDAY',
  'BYYEARDAY',
  'BYWEEKNO',
  'BYMONTH',
  'BYSETPOS',
] as const;
export type ByPart = (typeof BY_PARTS)[number];

/** Least, most, and whether the negative twin counts from the end. */
const BY_RANGES: Readonly<Record<ByPart, readonly [number, number, boolean]>> = {
  BYSECOND: [0, 60, false],
  BYMINUTE: [0, 59, false],
  BYHOUR: [0, 23, false],
  BYMONTHDAY: [1, 31, true],
  BYYEARDAY: [1, 366, true],
  BYWEEKNO: [1, 53, true],
  BYMONTH: [1, 12, false],
  BYSETPOS: [1, 366, true],
};

const WEEKDAY_CODES = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];
const NUMBERED: readonly Frequency[] = ['MONTHLY', 'YEARLY'];
const OTHER_PARTS = ['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'WKST', 'BYDAY'];

type Parts = ReadonlyMap<string, string>;

/** The rule, or a sentence that names the part at fault. */
export function ruleOf(text: string): Result<Rule, string> {
  const split = partsOf(text);
  if (!split.ok) return split;
  const parts = split.value;
  const frequency = frequencyOf(parts.get('FREQ'));
  if (!frequency.ok) return frequency;
  const ends = endsOf(parts);
  if (!ends.ok) return ends;
  const interval = wholeNumber(parts, 'INTERVAL', CALENDAR_LIMITS.interval);
  if (!interval.ok) return interval;
  const days = daysOf(parts.get('BYDAY'), frequency.value);
  if (!days.ok) return days;
  const by = byPartsOf(parts);
  if (!by.ok) return by;
  const weekStart = (parts.get('WKST') ?? 'MO').toUpperCase();
  if (!WEEKDAY_CODES.includes(weekStart)) {
    return refuse(`WKST is ${quoted(parts.get('WKST') ?? '')}, not a weekday like MO`);
  }
  const rule: Rule = {
    frequency: frequency.value,
    interval: interval.value ?? 1,
    ...ends.value,
    weekStart,
    days: days.value,
    by: by.value,
  };
  const reason = whyNotExpanded(rule);
  return reason === undefined ? ok(rule) : refuse(reason);
}

function partsOf(text: string): Result<Parts, string> {
  const parts = new Map<string, string>();
  for (const piece of text.trim().split(';')) {
    if (piece === '') continue;
    const [name = '', value] = piece.split('=', 2);
    const key = name.trim().toUpperCase();
    if (value === undefined || value === '') return refuse(`the part ${quoted(piece)} has no value`);
    if (parts.has(key)) return refuse(`${key} stands twice`);
    const unread = whyUnread(key, value);
    if (unread !== undefined) return refuse(unread);
    parts.set(key, value.trim());
  }
  return ok(parts);
}

/** RFC 7529 adds other calendars; with the Gregorian one its parts change nothing unless SKIP moves dates. */
function whyUnread(key: string, value: string): string | undefined {
  const plain = { RSCALE: 'GREGORIAN', SKIP: 'OMIT' }[key];
  if (plain !== undefined) {
    return value.toUpperCase() === plain ? undefined : `${key} is ${quoted(value)}; only ${plain} is read`;
  }
  const isKnown = key.startsWith('X-') || OTHER_PARTS.includes(key) || Object.hasOwn(BY_RANGES, key);
  return isKnown ? undefined : `${quoted(key)} is no part of a recurrence rule`;
}

function frequencyOf(text: string | undefined): Result<Frequency, string> {
  if (text === undefined) return refuse('FREQ is missing');
  const found = FREQUENCIES.find((frequency) => frequency === text.toUpperCase());
  if (found !== undefined) return ok(found);
  if (text.toUpperCase() === 'SECONDLY') return refuse('FREQ is SECONDLY, which is no busy time of a person');
  return refuse(`FREQ is ${quoted(text)}, expected one of ${FREQUENCIES.join(', ')}`);
}

function endsOf(parts: Parts): Result<{ count?: number; until?: Moment }, string> {
  const count = wholeNumber(parts, 'COUNT', CALENDAR_LIMITS.count);
  if (!count.ok) return count;
  const text = parts.get('UNTIL');
  if (text === undefined) return ok(count.value === undefined ? {} : { count: count.value });
  if (count.value !== undefined) return refuse('COUNT and UNTIL stand together, and only one of them may');
  const until = momentOf(text);
  return until.ok ? ok({ until: until.value }) : refuse(`UNTIL is ${quoted(text)}: ${until.problem}`);
}

function wholeNumber(parts: Parts, name: string, most: number): Result<number | undefined, string> {
  const text = parts.get(name);
  if (text === undefined) return ok(undefined);
  const number = /^\d{1,12}$/.test(text) ? Number(text) : -1;
  return number >= 1 && number <= most
    ? ok(number)
    : refuse(`${name} is ${quoted(text)}, expected a whole number from 1 to ${most}`);
}

/** Numbers before weekdays mean something in months and years only; elsewhere every such weekday counts. */
function daysOf(text: string | undefined, frequency: Frequency): Result<readonly string[], string> {
  const days: string[] = [];
  for (const piece of text?.split(',') ?? []) {
    const [, number = '', weekday] = /^([+-]?\d{1,2})?(SU|MO|TU|WE|TH|FR|SA)$/i.exec(piece.trim()) ?? [];
    if (weekday === undefined || /^[+-]?0+$/.test(number) || Math.abs(Number(number)) > 53) {
      return refuse(`BYDAY has ${quoted(piece)}, expected a weekday like MO, 2TU or -1FR`);
    }
    const counts = number !== '' && NUMBERED.includes(frequency);
    days.push(`${counts ? Number(number) : ''}${weekday.toUpperCase()}`);
  }
  return ok(days);
}

function byPartsOf(parts: Parts): Result<Rule['by'], string> {
  const by: Partial<Record<ByPart, readonly number[]>> = {};
  for (const name of BY_PARTS) {
    const text = parts.get(name);
    if (text === undefined) continue;
    const [least, most, negative] = BY_RANGES[name];
    const numbers = text
      .split(',')
      .map((piece) => (/^[+-]?\d{1,3}$/.test(piece.trim()) ? Number(piece) : NaN));
    const bad = numbers.findIndex((number) => {
      const size = negative ? Math.abs(number) : number;
      return !(size >= least && size <= most);
    });
    if (bad !== -1) {
      const range = `${least} to ${most}${negative ? ', or negative' : ''}`;
      return refuse(`${name} has ${quoted(text.split(',')[bad] ?? '')}, expected ${range}`);
    }
    by[name] = [...new Set(numbers.map((number) => (name === 'BYSECOND' ? Math.min(number, 59) : number)))];
  }
  return ok(by);
}
