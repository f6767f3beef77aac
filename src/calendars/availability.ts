/** Whether an entry makes its owner busy: only where the calendar says so. */
import type { CalendarQuestion, CalendarRemark } from '#domain/calendar/calendar.ts';
import { allOf, firstOf, type Component } from './components.ts';
import { CALENDAR_LIMITS } from './limits.ts';

/** An Outlook status that leaves the time free, whatever TRANSP says. */
const FREE_STATUSES = ['FREE', 'WORKINGELSEWHERE'];

/**
 * Free: cancelled entries, transparent ones, those Outlook marks free, invitations that the owner's address declined, and
 * what tells of our own sessions: those are booked here, and move with their loops. Tentative and out-of-office entries
 * are busy.
 */
export function isBusy(
  event: Component,
  method: string,
  { address, ours = [] }: Pick<CalendarQuestion, 'address' | 'ours'>,
): boolean {
  if (method === 'CANCEL' || valueOf(event, 'STATUS') === 'CANCELLED') return false;
  if (valueOf(event, 'TRANSP') === 'TRANSPARENT') return false;
  if (FREE_STATUSES.includes(valueOf(event, 'X-MICROSOFT-CDO-BUSYSTATUS'))) return false;
  const uid = valueOf(event, 'UID').toLowerCase();
  if (ours.some((id) => uid.startsWith(id))) return false;
  return address === undefined || !hasDeclined(event, address);
}

export function tooManyAttendees(event: Component): CalendarRemark[] {
  const attendees = allOf(event, 'ATTENDEE');
  const next = attendees[CALENDAR_LIMITS.attendees];
  if (next === undefined) return [];
  const reason = `${attendees.length} attendees; those after the first ${CALENDAR_LIMITS.attendees} were not looked at`;
  return [{ line: next.line, reason }];
}

function hasDeclined(event: Component, address: string): boolean {
  const owner = address.trim().toLowerCase();
  return allOf(event, 'ATTENDEE')
    .slice(0, CALENDAR_LIMITS.attendees)
    .some((attendee) => {
      const mail = attendee.parameters.get('EMAIL') ?? attendee.value.trim().replace(/^mailto:/i, '');
      return (
        mail.toLowerCase() === owner && attendee.parameters.get('PARTSTAT')?.toUpperCase() === 'DECLINED'
      );
    });
}

function valueOf(component: Component, name: string): string {
  return firstOf(component, name)?.value.trim().toUpperCase() ?? '';
}
