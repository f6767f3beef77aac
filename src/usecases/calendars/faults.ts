import type { CalendarFault } from '#domain/calendar/connected-calendar.ts';
import type { Refusal } from '#domain/refusal.ts';

/** For whoever waits for the answer. */
export function calendarRefusal({ text, remedy }: CalendarFault): Refusal {
  return { code: 'calendar', text: `${text} ${remedy}` };
}

/** Sealed with a key that this server has no more. */
export const OTHER_KEY: CalendarFault = {
  code: 'key',
  text: 'The key with which this calendar’s address was sealed is not there any more.',
  remedy: 'Connect the calendar anew.',
  lasting: true,
};
