/**
 * Instants, zones and wall clocks: the one place that does time arithmetic across zones.
 *
 * Whole minutes since 1970-01-01T00:00Z stand for instants wherever many are compared. The zone database is the
 * one of the running Node (`process.versions.tz`); never let SQL compute a local time.
 */
import type { Instant, LocalDate, LocalTime } from '#domain/planning/loop-problem.ts';
import { plainMilliseconds } from './plain-instant.ts';

/** Whole minutes since 1970-01-01T00:00Z. */
export type EpochMinutes = number;

const MINUTE = 60_000;
const MINUTES_OF_A_DAY = 1440;

/** Milliseconds since the epoch; throws RangeError when the text is no instant with an offset. */
export function millisecondsOf(instant: Instant): number {
  return plainMilliseconds(instant) ?? Temporal.Instant.from(instant).epochMilliseconds;
}

/** The minute in which the instant lies. Exact for instants on a whole minute. */
export function minuteOf(instant: Instant): EpochMinutes {
  return Math.floor(millisecondsOf(instant) / MINUTE);
}

/** The first whole minute that is not before the instant. */
export function minuteFrom(instant: Instant): EpochMinutes {
  return Math.ceil(millisecondsOf(instant) / MINUTE);
}

/** The instant in minutes, seconds as a fraction; exact to the microsecond, so that equal means the same instant. */
export function exactMinuteOf(instant: Instant): number {
  const plain = plainMilliseconds(instant);
  if (plain !== undefined) return plain / MINUTE;
  return Number(Temporal.Instant.from(instant).epochNanoseconds / 1000n) / 60_000_000;
}

/** `2026-12-07T09:00:00+01:00`: the instant as the clocks of the zone show it, with the offset. */
export function instantText(minute: EpochMinutes, zone: string): Instant {
  return zonedAt(minute, zone).toString({ timeZoneName: 'never', smallestUnit: 'second' });
}

/**
 * The minute at which the zone's clock shows `time` on `date`; `24:00` is the next midnight.
 *
 * A time that a clock change skips is read with the offset before the change (02:30 becomes 03:30); a time that
 * occurs twice is its first occurrence. `clockIsSkipped` tells the first case.
 */
export function minuteAt(date: LocalDate, time: LocalTime, zone: string): EpochMinutes {
  return Math.floor(
    wallClock(date, time).toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds / MINUTE,
  );
}

/**
 * The minute of the date's midnight where the clock runs evenly from it to the next, as it does on nearly all dates;
 * undefined where it changes between. Exact since 1970: from then on no zone changes its clock twice within a week.
 */
export function evenMidnight(date: LocalDate, zone: string): EpochMinutes | undefined {
  const midnight = minuteAt(date, '00:00', zone);
  return minuteAt(date, '24:00', zone) - midnight === MINUTES_OF_A_DAY ? midnight : undefined;
}

/** True when no clock of the zone shows `time` on `date`, because a clock change skips it. */
export function clockIsSkipped(date: LocalDate, time: LocalTime, zone: string): boolean {
  const wall = wallClock(date, time);
  return !wall.toZonedDateTime(zone, { disambiguation: 'compatible' }).toPlainDateTime().equals(wall);
}

/** The date that the zone's calendar shows at that minute. */
export function dateAt(minute: EpochMinutes, zone: string): LocalDate {
  return zonedAt(minute, zone).toPlainDate().toString();
}

/** The wall-clock time `HH:MM` that the zone shows at that minute. */
export function timeAt(minute: EpochMinutes, zone: string): LocalTime {
  return zonedAt(minute, zone).toPlainTime().toString({ smallestUnit: 'minute' });
}

/** Minutes after midnight on the clock of the zone, 0 to 1439. */
export function clockMinutesAt(minute: EpochMinutes, zone: string): number {
  const zoned = zonedAt(minute, zone);
  return zoned.hour * 60 + zoned.minute;
}

/**
 * True when the name is one of the zone database (an IANA name or one of its links), in its own spelling. An offset
 * like `+01:00` is no zone: it does not know when clocks change.
 */
export function zoneExists(zone: string): boolean {
  return spelledZone(zone) === zone;
}

/** The known zone that is plainly meant by a name that is none: other letter case, the city alone, one or two typos. */
export function nearestZone(zone: string): string | undefined {
  const spelled = spelledZone(zone);
  if (spelled !== undefined) return spelled;
  const meant = zone.toLowerCase().replaceAll(' ', '_');
  const known = Intl.supportedValuesOf('timeZone');
  const ofCity = known.find((name) => name.toLowerCase().endsWith(`/${meant}`));
  if (ofCity !== undefined || meant.length > 40) return ofCity;
  const ranked = known.map((name) => ({ name, away: editsBetween(meant, name.toLowerCase()) }));
  const best = ranked.reduce((least, each) => (each.away < least.away ? each : least));
  return best.away <= 2 ? best.name : undefined;
}

/** The zone as the database spells it, whatever the case; undefined when there is none. */
function spelledZone(zone: string): string | undefined {
  if (!/^[A-Za-z]/.test(zone)) return undefined;
  try {
    return zonedAt(0, zone).timeZoneId;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Letters to insert, drop or change to make one word of the other (Levenshtein 1966). */
function editsBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (const [index, letter] of a.split('').entries()) {
    const next = [index + 1];
    for (let column = 1; column <= b.length; column++) {
      const change = (row[column - 1] ?? 0) + (letter === b[column - 1] ? 0 : 1);
      next.push(Math.min(change, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

function zonedAt(minute: EpochMinutes, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(minute * MINUTE).toZonedDateTimeISO(zone);
}

function wallClock(date: LocalDate, time: LocalTime): Temporal.PlainDateTime {
  const day = Temporal.PlainDate.from(date);
  return time === '24:00'
    ? day.add({ days: 1 }).toPlainDateTime()
    : day.toPlainDateTime(Temporal.PlainTime.from(time));
}

const SECOND = 1000;

/**
 * Clock seconds are seconds since 1970-01-01T00:00 as a wall clock counts them, a clock change not noticed; they
 * are what calendar rules count in. Skipped and doubled times are read as `minuteAt` reads them.
 */
export function secondAtClock(clockSecond: number, zone: string): number {
  const wall = Temporal.Instant.fromEpochMilliseconds(clockSecond * SECOND)
    .toZonedDateTimeISO('UTC')
    .toPlainDateTime();
  return wall.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds / SECOND;
}

/** The clock second that the zone shows at a second since 1970-01-01T00:00Z. */
export function clockSecondAt(second: number, zone: string): number {
  const zoned = Temporal.Instant.fromEpochMilliseconds(second * SECOND).toZonedDateTimeISO(zone);
  return second + Math.round(zoned.offsetNanoseconds / 1e9);
}

/** `Monday 7 December 2026`, as the zone's calendar shows it. */
export function dayText(minute: EpochMinutes, zone: string): string {
  const at = zonedAt(minute, zone);
  const words = (option: Intl.DateTimeFormatOptions): string => at.toLocaleString('en-GB', option);
  return `${words({ weekday: 'long' })} ${at.day} ${words({ month: 'long' })} ${at.year}`;
}

/** `UTC+01:00`: how far the zone's clock is from UTC at that minute. */
export function offsetText(minute: EpochMinutes, zone: string): string {
  return `UTC${zonedAt(minute, zone).offset}`;
}
