/** The clock that a VTIMEZONE describes, for zones that the zone database does not know. RFC 5545, section 3.6.5. */
import { ok, refuse, type Result } from '#domain/result.ts';
import type { SkippedItem } from '#domain/calendar/calendar.ts';
import { listedClock, type Clock, type Transition } from './clock.ts';
import { allOf, firstOf, quoted, type Component } from './components.ts';
import { occurrencesOf } from './expand.ts';
import { ruleOf, type Rule } from './rule.ts';
import { momentOf } from './values.ts';

const YEAR = 366 * 86_400;
const MOST_OFFSET = 18 * 3600;

type Span = { readonly from: number; readonly to: number };

/** Good between `from` and `to` (seconds since 1970-01-01T00:00Z) and for a year around them. */
export function vtimezoneClock(zone: Component, span: Span): Result<Clock, SkippedItem> {
  const transitions: Transition[] = [];
  let first: Transition | undefined;
  for (const child of zone.children) {
    if (child.name !== 'STANDARD' && child.name !== 'DAYLIGHT') continue;
    const observed = observanceOf(child, span);
    if (!observed.ok) return refuse({ ...observed.problem, what: 'VTIMEZONE' });
    transitions.push(...observed.value.transitions);
    if (first === undefined || observed.value.onset < first.second) {
      first = { second: observed.value.onset, offset: observed.value.before };
    }
  }
  if (first === undefined) {
    return refuse({ line: zone.line, reason: 'it has neither STANDARD nor DAYLIGHT', what: 'VTIMEZONE' });
  }
  const sorted = transitions.toSorted((a, b) => a.second - b.second);
  return ok(listedClock(firstOf(zone, 'TZID')?.value ?? '', first.offset, sorted));
}

type Observance = { readonly onset: number; readonly before: number; readonly transitions: Transition[] };

function observanceOf(component: Component, span: Span): Result<Observance, SkippedItem> {
  const before = offsetOf(component, 'TZOFFSETFROM');
  if (!before.ok) return before;
  const offset = offsetOf(component, 'TZOFFSETTO');
  if (!offset.ok) return offset;
  const start = firstOf(component, 'DTSTART');
  const onset = momentOf(start?.value ?? '');
  if (!onset.ok) return refuse({ line: start?.line ?? component.line, reason: `DTSTART: ${onset.problem}` });
  const onsets = onsetsOf(component, onset.value.clock, before.value, span);
  if (!onsets.ok) return onsets;
  const transitions = onsets.value.map((clock) => ({ second: clock - before.value, offset: offset.value }));
  return ok({ onset: onset.value.clock - before.value, before: before.value, transitions });
}

function onsetsOf(
  component: Component,
  start: number,
  before: number,
  span: Span,
): Result<readonly number[], SkippedItem> {
  const onsets = [start];
  for (const property of allOf(component, 'RDATE')) {
    for (const text of property.value.split(',')) {
      const moment = momentOf(text);
      if (moment.ok) onsets.push(moment.value.clock);
    }
  }
  for (const property of allOf(component, 'RRULE')) {
    const rule = ruleOf(property.value);
    if (!rule.ok) return refuse({ line: property.line, reason: `RRULE: ${rule.problem}` });
    if (!YEARLY_ENOUGH.includes(rule.value.frequency)) {
      return refuse({ line: property.line, reason: `RRULE: a zone that changes ${rule.value.frequency}` });
    }
    const until = lastOf(rule.value, before);
    const from = Math.min(span.from, until) - 2 * YEAR;
    const expanded = occurrencesOf(rule.value, { start, from, to: span.to + YEAR, until });
    if (!expanded.ok) return refuse({ line: property.line, reason: `RRULE: ${expanded.problem}` });
    onsets.push(...expanded.value);
  }
  return ok(onsets);
}

const YEARLY_ENOUGH: readonly string[] = ['YEARLY', 'MONTHLY'];

/** The last clock second of a rule that ends; the end itself is written in UTC. */
function lastOf(rule: Rule, before: number): number {
  if (rule.until === undefined) return Infinity;
  if (rule.until.kind === 'utc') return rule.until.clock + before;
  return rule.until.kind === 'date' ? rule.until.clock + 86_399 : rule.until.clock;
}

function offsetOf(component: Component, name: string): Result<number, SkippedItem> {
  const property = firstOf(component, name);
  const line = property?.line ?? component.line;
  if (property === undefined) return refuse({ line, reason: `${name} is missing` });
  const match = /^([+-])(\d\d):?(\d\d)(\d\d)?$/.exec(property.value.trim());
  if (match === null) {
    return refuse({ line, reason: `${name} is ${quoted(property.value)}, expected one like +0100` });
  }
  const [, sign, ...digits] = match;
  const [hours = 0, minutes = 0, seconds = 0] = digits.map((text) => Number(text ?? 0));
  const size = hours * 3600 + minutes * 60 + seconds;
  if (size > MOST_OFFSET) return refuse({ line, reason: `${name} is beyond 18 hours` });
  return ok(sign === '-' ? -size : size);
}
