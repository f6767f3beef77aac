/**
 * What a wall clock shows, turned into instants. With Intl alone, because the candidate's pages must also open on an old
 * telephone; `#domain/time/zoned.ts` does the same with Temporal.
 */
import type { Instant, LocalDate } from '#domain/planning/loop-problem.ts';

const MINUTE = 60_000;

const clocks = new Map<string, Intl.DateTimeFormat>();

/** Minutes since 1970-01-01T00:00 as the zone's own clock counts them, at that millisecond. */
function shownAt(milliseconds: number, zone: string): number {
  let format = clocks.get(zone);
  if (format === undefined) {
    const numeric = { year: 'numeric', month: 'numeric', day: 'numeric' } as const;
    const time = { hour: 'numeric', minute: 'numeric', hourCycle: 'h23' } as const;
    format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, ...numeric, ...time });
    clocks.set(zone, format);
  }
  const parts = new Map(format.formatToParts(milliseconds).map(({ type, value }) => [type, Number(value)]));
  const part = (name: Intl.DateTimeFormatPartTypes): number => parts.get(name) ?? 0;
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute')) / MINUTE;
}

/**
 * The millisecond at which the zone's clock shows so many minutes after midnight of the date. A time that a clock change
 * skips is read with the offset before it; of one that occurs twice it is the first.
 */
export function clockMilliseconds(date: LocalDate, minutes: number, zone: string): number {
  const wanted = Date.parse(`${date}T00:00:00Z`) / MINUTE + minutes;
  const day = 24 * 60;
  // A change lies within a day of it at most, so one of the two offsets is right.
  const offsets = [wanted - day, wanted + day].map((at) => shownAt(at * MINUTE, zone) - at);
  const before = offsets[0] ?? 0;
  const right = offsets
    .map((offset) => wanted - offset)
    .filter((at) => shownAt(at * MINUTE, zone) === wanted);
  return Math.min(...(right.length === 0 ? [wanted - before] : right)) * MINUTE;
}

/** The same as an instant, for minutes like 570 (half past nine). */
export function clockInstant(date: LocalDate, minutes: number, zone: string): Instant {
  return new Date(clockMilliseconds(date, minutes, zone)).toISOString().replace('.000Z', 'Z');
}

/** Minutes after midnight that the zone's clock shows then, 0 to 1439. */
export function clockMinutes(instant: Instant, zone: string): number {
  const shown = shownAt(Date.parse(instant), zone);
  return ((shown % (24 * 60)) + 24 * 60) % (24 * 60);
}

/** Minutes after midnight for `09:30`; undefined for what is no time. */
export function minutesOf(time: string): number | undefined {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time);
  return match === null ? undefined : Number(match[1]) * 60 + Number(match[2]);
}
