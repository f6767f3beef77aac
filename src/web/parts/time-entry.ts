/** What people type for a time of day, as `HH:MM`; undefined when it is none. */
import type { LocalTime } from '#domain/planning/loop-problem.ts';

export function timeFrom(typed: string): LocalTime | undefined {
  const match = /^(\d{1,2})(?:[:.h ]?(\d{2}))?\s*(am|pm)?$/i.exec(typed.trim());
  if (match === null) return undefined;
  const [, hourText, minuteText, half] = match;
  const minute = Number(minuteText ?? 0);
  const hour = onTheDay(Number(hourText), half?.toLowerCase());
  if (hour === undefined || minute > 59 || hour > 24 || (hour === 24 && minute > 0)) return undefined;
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

function onTheDay(hour: number, half: string | undefined): number | undefined {
  if (half === undefined) return hour;
  if (hour < 1 || hour > 12) return undefined;
  return (hour % 12) + (half === 'pm' ? 12 : 0);
}
