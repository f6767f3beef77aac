/** From the bytes of a calendar file to busy time. Pure and synchronous: `calendar.ts` runs it in a worker. */
import { instantText } from '#domain/time/zoned.ts';
import type {
  CalendarQuestion,
  CalendarReading,
  CalendarRemark,
  CalendarSource,
  SkippedItem,
} from '#domain/calendar/calendar.ts';
import { isBusy, tooManyAttendees } from './availability.ts';
import { componentsOf, firstOf, quoted, type Component } from './components.ts';
import { extraOf, itemOf, titleOf, type CalendarItem } from './event.ts';
import { CALENDAR_LIMITS } from './limits.ts';
import { linesOf } from './lines.ts';
import { busyOfSeries, type Span } from './series.ts';
import { zonesOf, type Zones } from './zones.ts';

const MINUTE = 60;
export const TOO_BUSY: string = `it has more than ${CALENDAR_LIMITS.intervals} separate busy times`;

type Sum = {
  readonly spans: Span[];
  readonly skipped: SkippedItem[];
  readonly warnings: CalendarRemark[];
  items: number;
};

export function readCalendarFile(source: CalendarSource, question: CalendarQuestion): CalendarReading {
  const lines = linesOf(source.bytes);
  if (!lines.ok) return refusedReading(source.name, lines.problem);
  const tree = componentsOf(lines.value.lines);
  if (!tree.ok) return refusedReading(source.name, tree.problem);
  const sum: Sum = { spans: [], skipped: [], warnings: [], items: 0 };
  sum.warnings.push(...lines.value.warnings, ...tree.value.warnings);
  gather(tree.value.calendars, question, sum);
  const busy = merged(sum.spans, question);
  if (busy.length > CALENDAR_LIMITS.intervals)
    return refusedReading(source.name, { line: 1, reason: TOO_BUSY });
  return {
    name: source.name,
    ...titleFrom(tree.value.calendars),
    busy,
    items: sum.items,
    skipped: shortened(sum.skipped),
    warnings: shortened(sum.warnings),
  };
}

export function refusedReading(name: string, refused: CalendarRemark): CalendarReading {
  return { name, busy: [], items: 0, skipped: [], warnings: [], refused };
}

/** Letters and signs that can be shown in one line. */
function titleFrom(calendars: readonly Component[]): Pick<CalendarReading, 'title'> {
  const given = calendars.map(
    (one) => firstOf(one, 'X-WR-CALNAME')?.value ?? firstOf(one, 'NAME')?.value ?? '',
  );
  const title = (given[0] ?? '').replaceAll(/\\(.)/g, '$1').replaceAll(/\p{C}/gu, ' ').trim().slice(0, 100);
  return title === '' ? {} : { title };
}

function gather(calendars: readonly Component[], question: CalendarQuestion, sum: Sum): void {
  const window = { start: question.from * MINUTE, end: question.to * MINUTE };
  const asked = { from: window.start, to: window.end, zone: question.zone };
  const described = calendars.flatMap((calendar) =>
    calendar.children.filter(({ name }) => name === 'VTIMEZONE'),
  );
  const zones = zonesOf(described, asked);
  const series = new Map<string, CalendarItem[]>();
  for (const calendar of calendars) {
    const method = firstOf(calendar, 'METHOD')?.value.trim().toUpperCase() ?? '';
    for (const component of calendar.children) {
      if (component.name === 'VFREEBUSY') addFreeBusy(component, zones, sum);
      if (component.name !== 'VEVENT') continue;
      const item = eventItem(component, { method, zones, question }, sum);
      if (item === undefined) continue;
      const key = item.uid === '' ? `line ${item.line}` : `uid ${item.uid}`;
      series.set(key, [...(series.get(key) ?? []), item]);
    }
  }
  for (const items of series.values()) {
    const busy = busyOfSeries(items, window);
    sum.items += items.length - busy.skipped.length;
    for (const span of busy.spans) sum.spans.push(span);
    sum.skipped.push(...busy.skipped);
    sum.warnings.push(...busy.warnings);
  }
  sum.warnings.push(...zones.warnings);
}

/** Messages about an invitation that are no state of a calendar: answers, proposals and requests to send again. */
const MESSAGES = ['REPLY', 'COUNTER', 'DECLINECOUNTER', 'REFRESH'];

type Reader = { readonly method: string; readonly zones: Zones; readonly question: CalendarQuestion };

function eventItem(component: Component, reader: Reader, sum: Sum): CalendarItem | undefined {
  const { method, zones, question } = reader;
  const what = titleOf(component);
  if (MESSAGES.includes(method)) {
    sum.skipped.push({
      line: component.line,
      reason: `a message (METHOD:${method}), not a calendar entry`,
      what,
    });
    return undefined;
  }
  const item = itemOf(component, zones, isBusy(component, method, question));
  if (!item.ok) {
    sum.skipped.push(item.problem);
    return undefined;
  }
  sum.warnings.push(...tooManyAttendees(component));
  sum.warnings.push(...item.value.notes.map((reason) => ({ line: component.line, reason })));
  if (item.value.uid === '')
    sum.warnings.push({ line: component.line, reason: 'it has no UID; read all the same' });
  return item.value;
}

function addFreeBusy(component: Component, zones: Zones, sum: Sum): void {
  const spans: Span[] = [];
  const skip = (line: number, reason: string): number =>
    sum.skipped.push({ line, reason, what: component.name });
  if (component.fault !== undefined) {
    skip(component.fault.line, component.fault.reason);
    return;
  }
  for (const property of component.properties) {
    if (property.name !== 'FREEBUSY' || property.parameters.get('FBTYPE')?.toUpperCase() === 'FREE') continue;
    for (const text of property.value.split(',')) {
      if (spans.length >= CALENDAR_LIMITS.dates) {
        skip(property.line, `more than ${CALENDAR_LIMITS.dates} periods in one item`);
        return;
      }
      const period = extraOf(property, text, zones);
      if (period.ok && period.value.end !== undefined) {
        spans.push({
          start: period.value.start.at.secondAt(period.value.start.clock),
          end: period.value.end,
        });
      } else {
        skip(
          property.line,
          period.ok ? `FREEBUSY: ${quoted(text)} is no period` : `FREEBUSY: ${period.problem}`,
        );
      }
    }
  }
  sum.items += 1;
  for (const span of spans) sum.spans.push(span);
}

/** Whole minutes, rounded outwards, cut to the window, ascending, touching spans made one. */
function merged(spans: readonly Span[], question: CalendarQuestion): CalendarReading['busy'] {
  const inside = spans
    .filter((span) => span.end > span.start)
    .map((span) => ({
      start: Math.max(question.from, Math.floor(span.start / MINUTE)),
      end: Math.min(question.to, Math.ceil(span.end / MINUTE)),
    }))
    .filter((span) => span.end > span.start)
    .toSorted((a, b) => a.start - b.start);
  const joined: { start: number; end: number }[] = [];
  for (const span of inside) {
    const last = joined.at(-1);
    if (last !== undefined && span.start <= last.end) last.end = Math.max(last.end, span.end);
    else joined.push({ ...span });
  }
  return joined.map(({ start, end }) => ({
    start: instantText(start, question.zone),
    end: instantText(end, question.zone),
  }));
}

function shortened<T extends CalendarRemark>(remarks: readonly T[]): readonly (T | CalendarRemark)[] {
  const sorted = remarks.toSorted((a, b) => a.line - b.line);
  const rest = sorted[CALENDAR_LIMITS.remarks];
  if (rest === undefined) return sorted;
  const more = sorted.length - CALENDAR_LIMITS.remarks;
  return [
    ...sorted.slice(0, CALENDAR_LIMITS.remarks),
    { line: rest.line, reason: `and ${more} more from here on` },
  ];
}
