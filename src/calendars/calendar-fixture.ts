/** Calendar files for the tests, line by line. */
import type { CalendarReading } from '#domain/calendar/calendar.ts';
import { minuteOf } from '#domain/time/zoned.ts';
import { readCalendarFile } from './read.ts';

/** The year that the tests ask about. */
export const ALWAYS: { readonly from: number; readonly to: number } = {
  from: minuteOf('2026-12-01T00:00:00Z'),
  to: minuteOf('2027-12-01T00:00:00Z'),
};

export function readText(text: string, zone = 'Europe/Berlin', address?: string): CalendarReading {
  const question = { ...ALWAYS, zone, ...(address === undefined ? {} : { address }) };
  return readCalendarFile({ name: 'ada.ics', bytes: new TextEncoder().encode(text) }, question);
}

export function calendar(...lines: string[]): string {
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n');
}

export function event(...lines: string[]): string[] {
  return ['BEGIN:VEVENT', ...lines, 'END:VEVENT'];
}

/** One hour on Monday 7 December 2026 at 10:00 in Berlin, with further lines. */
export function hour(...lines: string[]): string[] {
  return event(
    'UID:a',
    'DTSTART;TZID=Europe/Berlin:20261207T100000',
    'DTEND;TZID=Europe/Berlin:20261207T110000',
    ...lines,
  );
}

export function starts(reading: CalendarReading): string[] {
  return reading.busy.map(({ start }) => start.slice(0, 16));
}
