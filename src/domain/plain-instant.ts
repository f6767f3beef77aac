/**
 * Reads the instants that make up nearly all of a calendar without a library call, because a loop problem holds
 * thousands: `2026-12-07T09:00:00+01:00` or with `Z`, no fraction, no leap second, and no day that a month may lack.
 */

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
  const year = numberAt(text, 0, 4);
  const month = numberAt(text, 5, 2);
  const day = numberAt(text, 8, 2);
  const exists = year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= 28;
  return exists ? daysTo(year, month, day) : undefined;
}

function secondsOf(text: string): number | undefined {
  const hour = numberAt(text, 11, 2);
  const minute = numberAt(text, 14, 2);
  const second = numberAt(text, 17, 2);
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
  const hours = numberAt(text, 20, 2);
  const minutes = numberAt(text, 23, 2);
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return undefined;
  if (text[19] === '+') return hours * 60 + minutes;
  return text[19] === '-' ? -hours * 60 - minutes : undefined;
}

/** The number that so many digits make; -1 where one of them is none. */
function numberAt(text: string, from: number, count: number): number {
  let number = 0;
  for (let index = from; index < from + count; index += 1) {
    const digit = text.charCodeAt(index) - 48;
    if (!(digit >= 0 && digit <= 9)) return -1;
    number = number * 10 + digit;
  }
  return number;
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
