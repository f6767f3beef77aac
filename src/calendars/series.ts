/** From the items that share a UID to their busy spans: rules, exceptions, moved and cancelled occurrences. */
import { ok, refuse, type Result } from '#domain/result.ts';
import type { CalendarRemark, SkippedItem } from '#domain/calendar/calendar.ts';
import { endOf, type CalendarItem, type Placed } from './event.ts';
import type { Clock } from './clock.ts';
import { occurrencesOf, type Expansion } from './expand.ts';
import type { Rule } from './rule.ts';

/** Seconds since 1970-01-01T00:00Z, end exclusive. */
export type Span = { readonly start: number; readonly end: number };

export type SeriesBusy = {
  readonly spans: readonly Span[];
  readonly skipped: readonly SkippedItem[];
  readonly warnings: readonly CalendarRemark[];
};

const DAY = 86_400;

/** `items` share a UID, or are one item without a UID. */
export function busyOfSeries(items: readonly CalendarItem[], window: Span): SeriesBusy {
  const warnings: CalendarRemark[] = [];
  const masters = latestOf(
    items.filter((item) => item.replaces === undefined),
    warnings,
  );
  const overrides = latestOverrides(items, warnings);
  if (masters.length === 0 && overrides[0] !== undefined) {
    const reason = 'RECURRENCE-ID without the series it belongs to; counted as an item of its own';
    warnings.push({ line: overrides[0].line, reason });
  }
  const spans = overrides.filter((item) => item.busy).map((item) => spanOf(item, item.start));
  const changes = changesOf(overrides);
  const skipped: SkippedItem[] = [];
  for (const master of masters) {
    const own = masterSpans(master, changes, window);
    if (own.ok) for (const span of own.value) spans.push(span);
    else skipped.push(own.problem);
  }
  return { spans, skipped, warnings };
}

/** A change of an occurrence and all later ones; `from` in seconds since 1970-01-01T00:00Z. */
type RangeChange = { readonly item: CalendarItem; readonly from: number };
type Changes = { readonly isReplaced: (start: Placed) => boolean; readonly ranges: readonly RangeChange[] };

function changesOf(overrides: readonly CalendarItem[]): Changes {
  const ranges = overrides
    .filter((item) => item.replaces?.andFuture === true)
    .map((item) => ({ item, from: secondOf(replacedMoment(item)) }))
    .toSorted((a, b) => a.from - b.from);
  return { isReplaced: matcher(overrides.map(replacedMoment)), ranges };
}

/** Of the copies of one entry: the highest SEQUENCE, then the latest DTSTAMP; equals that differ all count. */
function latestOf(items: readonly CalendarItem[], warnings: CalendarRemark[]): readonly CalendarItem[] {
  const sorted = items.toSorted((a, b) => b.sequence - a.sequence || order(b.stamp, a.stamp));
  const [first, second] = sorted;
  if (first === undefined || second === undefined) return sorted;
  if (second.sequence < first.sequence) return [first];
  const equals = sorted.filter((item) => item.sequence === first.sequence && item.stamp === first.stamp);
  const rule = equals.length === 1 ? 'the one with the latest DTSTAMP counts' : 'all of them count';
  const reason = `${sorted.length} entries have the same UID and SEQUENCE; ${rule}`;
  warnings.push({ line: second.line, reason });
  return equals;
}

function latestOverrides(
  items: readonly CalendarItem[],
  warnings: CalendarRemark[],
): readonly CalendarItem[] {
  const byMoment = new Map<string, CalendarItem[]>();
  for (const item of items) {
    if (item.replaces === undefined) continue;
    const { moment, andFuture } = item.replaces;
    const key = `${secondOf(moment)} ${moment.kind === 'date'} ${andFuture}`;
    byMoment.set(key, [...(byMoment.get(key) ?? []), item]);
  }
  return [...byMoment.values()].flatMap((copies) => latestOf(copies, warnings));
}

function order(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function secondOf(moment: Placed): number {
  return moment.at.secondAt(moment.clock);
}

/** Cancelled series keep their overrides: an override that is busy was sent for itself. */
function masterSpans(
  master: CalendarItem,
  { isReplaced, ranges }: Changes,
  window: Span,
): Result<readonly Span[], SkippedItem> {
  if (!master.busy && ranges.length === 0) return ok([]);
  const clocks = clockTimes(master, reachOf(master, ranges, window));
  if (!clocks.ok) return clocks;
  const isExcepted = matcher(master.except);
  const spans: Span[] = [];
  for (const { clock, end } of clocks.value) {
    const start = { clock, at: master.start.at, kind: master.start.kind };
    if (isExcepted(start) || isReplaced(start)) continue;
    const second = ranges.length === 0 ? 0 : secondOf(start);
    const changed = ranges.findLast(({ from }) => from <= second);
    if (changed !== undefined) spans.push(...changedSpan(changed, master, clock));
    else if (master.busy)
      spans.push(end === undefined ? spanOf(master, start) : { start: secondOf(start), end });
  }
  return ok(spans);
}

function changedSpan(change: RangeChange, master: CalendarItem, clock: number): Span[] {
  const { item } = change;
  if (!item.busy) return [];
  return [spanOf(item, { clock: clock + shiftOf(change, master), at: item.start.at })];
}

function replacedMoment(item: CalendarItem): Placed {
  return item.replaces?.moment ?? item.start;
}

/** By how much a change of this and all future occurrences moves them, from the series' clock to its own. */
function shiftOf({ item, from }: RangeChange, master: CalendarItem): number {
  return item.start.clock - master.start.at.clockAt(from);
}

/** The window in clock seconds of the series, widened by what an occurrence may last or be moved. */
function reachOf(master: CalendarItem, ranges: readonly RangeChange[], window: Span): Span {
  const lengths = [master, ...ranges.map(({ item }) => item)].map(
    ({ length }) => (length.days + 2) * DAY + length.seconds,
  );
  const shift = Math.max(0, ...ranges.map((range) => Math.abs(shiftOf(range, master))));
  return { start: window.start - Math.max(...lengths) - shift, end: window.end + 2 * DAY + shift };
}

type ClockTime = { readonly clock: number; readonly end?: number };

function clockTimes(master: CalendarItem, reach: Span): Result<readonly ClockTime[], SkippedItem> {
  const times = new Map<number, ClockTime>([[master.start.clock, { clock: master.start.clock }]]);
  for (const { rule, line } of master.rules) {
    const expanded = expandedIn(master, rule, reach);
    if (!expanded.ok) return refuse({ line, reason: `RRULE: ${expanded.problem}`, what: master.what });
    for (const clock of expanded.value) times.set(clock, { clock });
  }
  for (const { start, end } of master.extras) {
    const clock = start.kind === 'date' ? start.clock : master.start.at.clockAt(secondOf(start));
    times.set(clock, end === undefined ? { clock } : { clock, end });
  }
  for (const { rule, line } of master.exceptRules) {
    const expanded = expandedIn(master, rule, reach);
    if (!expanded.ok) return refuse({ line, reason: `EXRULE: ${expanded.problem}`, what: master.what });
    for (const clock of expanded.value) times.delete(clock);
  }
  const inReach = [...times.values()].filter(({ clock }) => clock >= reach.start && clock < reach.end);
  return ok(inReach.toSorted((a, b) => a.clock - b.clock));
}

function expandedIn(master: CalendarItem, rule: Rule, reach: Span): Result<readonly number[], string> {
  const { until } = rule;
  const timed = master.start.kind === 'date' ? withoutTimes(rule) : rule;
  const asked = { start: master.start.clock, from: reach.start, to: reach.end };
  if (until?.kind === 'utc') return expandedUntil(master.start.at, timed, { ...asked, until: until.clock });
  const last = until?.kind === 'date' ? until.clock + DAY - 1 : (until?.clock ?? Infinity);
  return occurrencesOf(timed, { ...asked, until: last });
}

/** An end in UTC is one of instants: where clocks are set back, a later clock time may be before it. */
function expandedUntil(
  { clockAt, secondAt }: Clock,
  rule: Rule,
  asked: Expansion,
): Result<readonly number[], string> {
  const found = occurrencesOf(rule, { ...asked, until: clockAt(asked.until) + DAY });
  return found.ok ? ok(found.value.filter((clock) => secondAt(clock) <= asked.until)) : found;
}

/** An all-day series has no times of day; RFC 5545 has these parts ignored there. */
function withoutTimes(rule: Rule): Rule {
  const { BYHOUR: _hour, BYMINUTE: _minute, BYSECOND: _second, ...by } = rule.by;
  return { ...rule, by };
}

/** True for an occurrence that one of the moments names: a date names all occurrences on it. */
function matcher(moments: readonly Placed[]): (start: Placed) => boolean {
  const seconds = new Set(moments.filter((moment) => moment.kind !== 'date').map(secondOf));
  const dates = new Set(moments.filter((moment) => moment.kind === 'date').map((moment) => moment.clock));
  return (start) =>
    dates.has(Math.floor(start.clock / DAY) * DAY) || (seconds.size > 0 && seconds.has(secondOf(start)));
}

function spanOf(item: CalendarItem, start: Pick<Placed, 'clock' | 'at'>): Span {
  return { start: start.at.secondAt(start.clock), end: endOf(start, item.length) };
}
