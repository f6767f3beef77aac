/**
 * Times in the words people use. Every function names the zone it speaks for; none asks the machine for its own.
 *
 * Only Intl and Date are used, not Temporal: the candidate's agenda must also open on an old telephone.
 */
import type { Instant, Interval, LocalDate } from '#domain/planning/loop-problem.ts';

type Clock = {
  readonly weekday: string;
  readonly day: number;
  readonly month: string;
  readonly year: number;
  readonly hour: number;
  readonly minute: string;
};

const clocks = new Map<string, Intl.DateTimeFormat>();

function clockAt(instant: Instant, zone: string): Clock {
  let format = clocks.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    clocks.set(zone, format);
  }
  const parts = new Map(format.formatToParts(new Date(instant)).map((part) => [part.type, part.value]));
  const part = (name: Intl.DateTimeFormatPartTypes): string => parts.get(name) ?? '';
  return {
    weekday: part('weekday'),
    day: Number(part('day')),
    month: part('month'),
    year: Number(part('year')),
    hour: Number(part('hour')),
    minute: part('minute'),
  };
}

/** `Monday 7 December` */
export function dayWords(instant: Instant, zone: string): string {
  const clock = clockAt(instant, zone);
  return `${clock.weekday} ${clock.day} ${clock.month}`;
}

/** `Monday 7 December 2026` */
export function fullDayWords(instant: Instant, zone: string): string {
  return `${dayWords(instant, zone)} ${clockAt(instant, zone).year}`;
}

/** `Mon 7 Dec, 10:30 (UTC+01:00)` */
export function momentWords(instant: Instant, zone: string): string {
  return `${shortDay(instant, zone)}, ${timeWords(instant, zone)} (${offsetWords(instant, zone)})`;
}

/** `Mon 7 Dec` */
export function shortDay(instant: Instant, zone: string): string {
  const clock = clockAt(instant, zone);
  return `${clock.weekday.slice(0, 3)} ${clock.day} ${clock.month.slice(0, 3)}`;
}

/** `9:00` */
export function timeWords(instant: Instant, zone: string): string {
  const clock = clockAt(instant, zone);
  return `${clock.hour}:${clock.minute}`;
}

/** `9:00 to 9:45`; where the end falls on another date of the zone, it says which. */
export function hoursWords(span: Interval, zone: string): string {
  const sameDay = dayWords(span.start, zone) === dayWords(span.end, zone);
  const end = sameDay
    ? timeWords(span.end, zone)
    : `${dayWords(span.end, zone)}, ${timeWords(span.end, zone)}`;
  return `${timeWords(span.start, zone)} to ${end}`;
}

/** `Monday 7 December, 9:00 to 9:45` */
export function spanWords(span: Interval, zone: string): string {
  return `${dayWords(span.start, zone)}, ${hoursWords(span, zone)}`;
}

/** `Buenos Aires` for `America/Argentina/Buenos_Aires`. */
export function zoneCity(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
}

/** `UTC+1`, `UTC-3:30` or `UTC`: the zone's offset at that instant. */
export function offsetWords(instant: Instant, zone: string): string {
  const name = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: 'longOffset' })
    .formatToParts(new Date(instant))
    .find((part) => part.type === 'timeZoneName')?.value;
  const match = /^GMT([+-])(\d\d):(\d\d)$/.exec(name ?? '');
  if (match === null || name === 'GMT+00:00') return 'UTC';
  const minutes = match[3] === '00' ? '' : `:${match[3]}`;
  return `UTC${match[1]}${Number(match[2])}${minutes}`;
}

/** `Berlin UTC+1`; a zone that is named after its offset is not said twice. */
export function zoneWords(instant: Instant, zone: string): string {
  const [city, offset] = [zoneCity(zone), offsetWords(instant, zone)];
  return city === offset ? city : `${city} ${offset}`;
}

/** True when both zones show the same time at that instant. */
export function sameClock(instant: Instant, one: string, other: string): boolean {
  return offsetWords(instant, one) === offsetWords(instant, other);
}

/** `45 min`, `1 h`, `6 h 30 min` */
export function durationWords(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}

export function minutesBetween(start: Instant, end: Instant): number {
  return Math.round((Date.parse(end) - Date.parse(start)) / 60_000);
}

/** `2026-12-07`: the date that the zone's calendar shows at that instant. */
export function dateOf(instant: Instant, zone: string): LocalDate {
  const clock = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  return clock.format(new Date(instant));
}

/** The date `days` later, by the calendar alone. */
export function laterDate(date: LocalDate, days: number): LocalDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** `7 December` for `2026-12-07`, without any zone. */
export function dateWords(date: LocalDate): string {
  const clock = clockAt(`${date}T12:00:00Z`, 'UTC');
  return `${clock.day} ${clock.month}`;
}
