/** One VEVENT, read into what matters for busy time. */
import { ok, refuse, type Result } from '#domain/result.ts';
import type { SkippedItem } from '#domain/calendar/calendar.ts';
import type { Clock } from './clock.ts';
import { allOf, firstOf, quoted, type Component, type Property } from './components.ts';
import { CALENDAR_LIMITS } from './limits.ts';
import { ruleOf, type Rule } from './rule.ts';
import { lengthOf, momentOf, type Length, type Moment } from './values.ts';
import type { Zones } from './zones.ts';

/** A moment with the clock it is written against. */
export type Placed = Moment & { readonly at: Clock };

export type RuleAt = { readonly rule: Rule; readonly line: number };

/** An RDATE; a period brings its own end (seconds since 1970-01-01T00:00Z). */
export type Extra = { readonly start: Placed; readonly end?: number };

export type CalendarItem = {
  readonly line: number;
  readonly what: string;
  readonly uid: string;
  readonly sequence: number;
  readonly stamp: string;
  readonly start: Placed;
  readonly length: Length;
  readonly busy: boolean;
  readonly rules: readonly RuleAt[];
  readonly exceptRules: readonly RuleAt[];
  readonly extras: readonly Extra[];
  readonly except: readonly Placed[];
  readonly replaces?: { readonly moment: Placed; readonly andFuture: boolean };
  /** The properties as text, to see whether two items say the same. */
  readonly notes: readonly string[];
};

const DAY = 86_400;

/** `isBusy` is decided by the caller, who knows the owner. */
export function itemOf(
  component: Component,
  zones: Zones,
  isBusy: boolean,
): Result<CalendarItem, SkippedItem> {
  const what = titleOf(component);
  const skip = (line: number, reason: string): Result<never, SkippedItem> => refuse({ line, reason, what });
  if (component.fault !== undefined) return skip(component.fault.line, component.fault.reason);
  const begin = firstOf(component, 'DTSTART');
  if (begin === undefined) return skip(component.line, 'it has no DTSTART');
  const start = placed(begin, begin.value, zones);
  if (!start.ok) return skip(begin.line, `DTSTART: ${start.problem}`);
  const length = lengthFrom(component, start.value, zones);
  if (!length.ok) return skip(length.problem.line, length.problem.reason);
  const rules = rulesOf(component, 'RRULE');
  if (!rules.ok) return skip(rules.problem.line, rules.problem.reason);
  const exceptRules = rulesOf(component, 'EXRULE');
  if (!exceptRules.ok) return skip(exceptRules.problem.line, exceptRules.problem.reason);
  const dates = datesOf(component, zones);
  if (!dates.ok) return skip(dates.problem.line, dates.problem.reason);
  const replaces = replacedBy(component, zones);
  if (!replaces.ok) return skip(replaces.problem.line, replaces.problem.reason);
  return ok({
    line: component.line,
    what,
    ...revisionOf(component),
    start: start.value,
    length: length.value.length,
    busy: isBusy,
    rules: rules.value,
    exceptRules: exceptRules.value,
    ...dates.value,
    ...replaces.value,
    notes: length.value.notes,
  });
}

export function titleOf(component: Component): string {
  const summary = firstOf(component, 'SUMMARY')?.value.trim() ?? '';
  return summary === '' ? component.name : summary.slice(0, 80);
}

function revisionOf(component: Component): { uid: string; sequence: number; stamp: string } {
  const sequence = firstOf(component, 'SEQUENCE')?.value.trim() ?? '';
  return {
    uid: firstOf(component, 'UID')?.value.trim() ?? '',
    sequence: /^\d{1,10}$/.test(sequence) ? Number(sequence) : 0,
    stamp: firstOf(component, 'DTSTAMP')?.value.trim() ?? '',
  };
}

function placed(property: Property, text: string, zones: Zones): Result<Placed, string> {
  const moment = momentOf(text);
  if (!moment.ok) return moment;
  const clock = zones.clockOf(property, moment.value);
  return clock.ok ? ok({ ...moment.value, at: clock.value }) : clock;
}

type At = { readonly line: number; readonly reason: string };
type Lasting = { readonly length: Length; readonly notes: readonly string[] };

/** DTEND gives exact seconds, as the standard has it; dates and DURATION count days on the clock. */
function lengthFrom(component: Component, start: Placed, zones: Zones): Result<Lasting, At> {
  const until = firstOf(component, 'DTEND');
  const duration = firstOf(component, 'DURATION');
  if (until !== undefined && duration !== undefined) {
    return refuse({
      line: duration.line,
      reason: 'DURATION and DTEND stand together, and only one of them may',
    });
  }
  if (duration !== undefined) {
    const length = lengthOf(duration.value);
    return length.ok
      ? ok({ length: length.value, notes: [] })
      : refuse({ line: duration.line, reason: length.problem });
  }
  if (until === undefined) {
    return ok({ length: { days: start.kind === 'date' ? 1 : 0, seconds: 0 }, notes: [] });
  }
  const end = placed(until, until.value, zones);
  if (!end.ok) return refuse({ line: until.line, reason: `DTEND: ${end.problem}` });
  return lengthBetween(start, end.value, until);
}

function lengthBetween(start: Placed, end: Placed, until: Property): Result<Lasting, At> {
  if ((start.kind === 'date') !== (end.kind === 'date')) {
    return refuse({ line: until.line, reason: 'DTSTART and DTEND must both be dates or both have a time' });
  }
  const seconds = end.at.secondAt(end.clock) - start.at.secondAt(start.clock);
  if (seconds < 0)
    return refuse({ line: until.line, reason: `DTEND ${quoted(until.value)} lies before DTSTART` });
  if (seconds > CALENDAR_LIMITS.days * DAY) {
    return refuse({ line: until.line, reason: `it lasts longer than ${CALENDAR_LIMITS.days} days` });
  }
  if (start.kind !== 'date') return ok({ length: { days: 0, seconds }, notes: [] });
  const days = Math.round((end.clock - start.clock) / DAY);
  if (days > 0) return ok({ length: { days, seconds: 0 }, notes: [] });
  return ok({
    length: { days: 1, seconds: 0 },
    notes: ['DTEND is the same date as DTSTART; read as that one whole day'],
  });
}

function rulesOf(component: Component, name: string): Result<RuleAt[], At> {
  const rules: RuleAt[] = [];
  for (const { line, value } of allOf(component, name)) {
    const rule = ruleOf(value);
    if (!rule.ok) return refuse({ line, reason: `${name}: ${rule.problem}` });
    rules.push({ rule: rule.value, line });
  }
  return ok(rules);
}

function datesOf(component: Component, zones: Zones): Result<{ extras: Extra[]; except: Placed[] }, At> {
  const extras: Extra[] = [];
  const except: Placed[] = [];
  for (const property of component.properties) {
    if (property.name !== 'RDATE' && property.name !== 'EXDATE') continue;
    for (const text of property.value.split(',')) {
      if (text.trim() === '') continue;
      const extra = extraOf(property, text, zones);
      if (!extra.ok) return refuse({ line: property.line, reason: `${property.name}: ${extra.problem}` });
      if (property.name === 'RDATE') extras.push(extra.value);
      else except.push(extra.value.start);
    }
    if (extras.length + except.length > CALENDAR_LIMITS.dates) {
      return refuse({ line: property.line, reason: `more than ${CALENDAR_LIMITS.dates} dates in one item` });
    }
  }
  return ok({ extras, except });
}

/** A date, a date-time, or a period `start/end` or `start/duration`. */
export function extraOf(property: Property, text: string, zones: Zones): Result<Extra, string> {
  const [first = '', second] = text.split('/', 2);
  const start = placed(property, first, zones);
  if (!start.ok) return start;
  if (second === undefined) return ok({ start: start.value });
  if (/^[+-]?P/i.test(second.trim())) {
    const length = lengthOf(second);
    return length.ok ? ok({ start: start.value, end: endOf(start.value, length.value) }) : length;
  }
  const end = placed(property, second, zones);
  if (!end.ok) return end;
  const seconds = end.value.at.secondAt(end.value.clock);
  return seconds < start.value.at.secondAt(start.value.clock)
    ? refuse(`the period ${quoted(text)} ends before it starts`)
    : ok({ start: start.value, end: seconds });
}

/** Seconds since 1970-01-01T00:00Z at which something that starts then and lasts so long ends. */
export function endOf(start: { readonly clock: number; readonly at: Clock }, length: Length): number {
  return start.at.secondAt(start.clock + length.days * DAY) + length.seconds;
}

function replacedBy(component: Component, zones: Zones): Result<Pick<CalendarItem, 'replaces'>, At> {
  const property = firstOf(component, 'RECURRENCE-ID');
  if (property === undefined) return ok({});
  const moment = placed(property, property.value, zones);
  if (!moment.ok) return refuse({ line: property.line, reason: `RECURRENCE-ID: ${moment.problem}` });
  const andFuture = property.parameters.get('RANGE')?.toUpperCase() === 'THISANDFUTURE';
  return ok({ replaces: { moment: moment.value, andFuture } });
}
