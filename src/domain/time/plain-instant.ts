/**
 * Reads the instants that make up nearly all of a calendar without a library call, because a loop problem holds
 * thousands: `2026-12-07T09:00:00+01:00` or with `Z`, no fraction, no leap second, and no day that a month may lack.
 */

/** The code of the digit 0. */
const ZERO = 48;

/** Milliseconds since the epoch; undefined for any text of another shape, which Temporal has to judge. */
export function plainMilliseconds(text: string): number | undefined {
  const days = daysOf(text);
  const seconds = secondsOf(text);
  const offset = offsetOf(text);
  if (days === undefined || seconds === undefined || offset === undefined || !isMarked(text))
    return undefined;
  return (days * 86_400 + seconds - offset * 60) * 1000;
}

function daysOf(text: string): number | undefined {
  const century = twoDigitsAt(text, 0);
  const yearOfCentury = twoDigitsAt(text, 2);
  const year = century * 100 + yearOfCentury;
  const month = twoDigitsAt(text, 5);
  const day = twoDigitsAt(text, 8);
  const exists = century >= 0 && yearOfCentury >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= 28;
  return exists ? daysTo(year, month, day) : undefined;
}

function secondsOf(text: string): number | undefined {
  const hour = twoDigitsAt(text, 11);
  const minute = twoDigitsAt(text, 14);
  const second = twoDigitsAt(text, 17);
  const known = hour >= 0 && minute >= 0 && second >= 0;
  return known && hour <= 23 && minute <= 59 && second <= 59 ? (hour * 60 + minute) * 60 + second : undefined;
}

function isMarked(text: string): boolean {
  return text[4] === '-' && text[7] === '-' && text[10] === 'T' && text[13] === ':' && text[16] === ':';
}

/** Minutes before UTC, `Z` being none. */
function offsetOf(text: string): number | undefined {
  if (text.length === 20) return text[19] === 'Z' ? 0 : undefined;
  if (text.length !== 25 || text[22] !== ':') return undefined;
  const hours = twoDigitsAt(text, 20);
  const minutes = twoDigitsAt(text, 23);
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return undefined;
  if (text[19] === '+') return hours * 60 + minutes;
  return text[19] === '-' ? -hours * 60 - minutes : undefined;
}

/** The number that two digits make; -1 where one of them is none. */
function twoDigitsAt(text: string, index: number): number {
  const tens = text.charCodeAt(index) - ZERO;
  const units = text.charCodeAt(index + 1) - ZERO;
  return tens >= 0 && tens <= 9 && units >= 0 && units <= 9 ? tens * 10 + units : -1;
}

/** Days from 1970-01-01 to a date of the Gregorian calendar, years counted from March (after Howard Hinnant, 2013). */
function daysTo(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}
