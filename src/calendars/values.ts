/** Values of calendar properties: dates, date-times, durations, periods. RFC 5545, section 3.3. */
import { ok, refuse, type Result } from '#domain/result.ts';
import { quoted } from './components.ts';
import { CALENDAR_LIMITS } from './limits.ts';

const DAY = 86_400;

/** A date or a clock time as written: `clock` in clock seconds, at midnight for a date. */
export type Moment = { readonly clock: number; readonly kind: 'date' | 'local' | 'utc' };

/** Days are counted on the clock, the rest in exact seconds. */
export type Length = { readonly days: number; readonly seconds: number };

/** A leap second (`:60`) is read as the second before it. */
export function momentOf(text: string): Result<Moment, string> {
  const match = /^(\d{8})(?:T(\d{6})(Z?))?$/i.exec(text.trim());
  if (match === null) return refuse(`${quoted(text)} is neither a date like 20261207 nor 20261207T090000`);
  const [, date = '', time, utc] = match;
  const clock = date.startsWith('0000') ? undefined : clockOf(`${date}T${time ?? '000000'}Z`);
  if (clock === undefined) return refuse(`${quoted(text)} is a date or time that does not exist`);
  if (time === undefined) return ok({ clock, kind: 'date' });
  return ok({ clock, kind: utc === '' ? 'local' : 'utc' });
}

function clockOf(text: string): number | undefined {
  try {
    return Temporal.Instant.from(text).epochMilliseconds / 1000;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

export function lengthOf(text: string): Result<Length, string> {
  const match = /^([+-])?P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/i.exec(text.trim());
  if (match === null || !/\d/.test(text)) return refuse(`${quoted(text)} is no duration like PT45M or P1D`);
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match
    .slice(2)
    .map((digits) => Number(digits ?? 0));
  const length = { days: weeks * 7 + days, seconds: hours * 3600 + minutes * 60 + seconds };
  const total = length.days + length.seconds / DAY;
  if (match[1] === '-' && total > 0) return refuse(`the duration ${quoted(text)} is negative`);
  return total > CALENDAR_LIMITS.days
    ? refuse(`the duration ${quoted(text)} is longer than ${CALENDAR_LIMITS.days} days`)
    : ok(length);
}
