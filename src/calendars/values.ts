/** Values of calendar properties: dates, date-times, durations, periods. RFC 5545, section 3.3. */
import { ok, refuse, type Result } from '#domain/result.ts';
import { quoted } from './components.ts';
import { dayNumber, monthLength } from './days.ts';
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
  const day = dayOf(date);
  if (day === undefined) return refuse(`${quoted(text)} is a date that does not exist`);
  if (time === undefined) return ok({ clock: day * DAY, kind: 'date' });
  const inDay = secondInDay(time);
  if (inDay === undefined) return refuse(`${quoted(text)} is a time that does not exist`);
  return ok({ clock: day * DAY + inDay, kind: utc === '' ? 'local' : 'utc' });
}

function dayOf(date: string): number | undefined {
  const [year, month, day] = [date.slice(0, 4), date.slice(4, 6), date.slice(6)].map(Number) as Triple;
  const exists = year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= monthLength(year, month);
  return exists ? dayNumber(year, month, day) : undefined;
}

function secondInDay(time: string): number | undefined {
  const [hour, minute, second] = [time.slice(0, 2), time.slice(2, 4), time.slice(4)].map(Number) as Triple;
  if (hour > 23 || minute > 59 || second > 60) return undefined;
  return hour * 3600 + minute * 60 + Math.min(second, 59);
}

type Triple = [number, number, number];

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
