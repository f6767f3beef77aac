/** Moments in the words of people, for mails and sentences of the server. */
import type { Instant } from '#domain/planning/loop-problem.ts';

const DAY = { weekday: 'long', day: 'numeric', month: 'long' } as const;
const CLOCK = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

/** `Thursday 10 December, 10:30` */
export function momentWords(instant: Instant, zone: string): string {
  const moment = Temporal.Instant.from(instant).toZonedDateTimeISO(zone);
  return `${dayOf(moment)}, ${timeOf(moment)}`;
}

/** `Thursday 10 December 2026, 10:30 (Europe/Berlin time)` */
export function fullMomentWords(instant: Instant, zone: string): string {
  const moment = Temporal.Instant.from(instant).toZonedDateTimeISO(zone);
  return `${dayOf(moment, { year: 'numeric' })}, ${timeOf(moment)} (${zone.replaceAll('_', ' ')} time)`;
}

/** `Thursday 10 December, 10:30 to 15:00`; the end's day too, where it is another one. */
export function spanWords(span: { readonly start: Instant; readonly end: Instant }, zone: string): string {
  const end = Temporal.Instant.from(span.end).toZonedDateTimeISO(zone);
  const start = Temporal.Instant.from(span.start).toZonedDateTimeISO(zone);
  const same = start.toPlainDate().equals(end.toPlainDate());
  return `${momentWords(span.start, zone)} to ${same ? timeOf(end) : momentWords(span.end, zone)}`;
}

function dayOf(moment: Temporal.ZonedDateTime, more: Intl.DateTimeFormatOptions = {}): string {
  return moment.toPlainDate().toLocaleString('en-GB', { ...DAY, ...more });
}

function timeOf(moment: Temporal.ZonedDateTime): string {
  return moment.toPlainTime().toLocaleString('en-GB', CLOCK);
}
