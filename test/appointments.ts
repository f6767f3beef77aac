/** Calendar text for tests: appointments on days to come, at hours of UTC. */

/** The date so many days from now, `20261201`. */
function dayAhead(days: number): string {
  return Temporal.Now.plainDateISO('UTC').add({ days }).toString().replaceAll('-', '');
}

/** One appointment from `from` to `to` o'clock UTC, with further lines. */
export function appointment(
  uid: string,
  days: number,
  [from, to]: readonly [string, string],
  more: readonly string[] = [],
): string {
  const day = dayAhead(days);
  const lines = [
    `UID:${uid}`,
    'DTSTAMP:20260101T000000Z',
    `DTSTART:${day}T${from}00Z`,
    `DTEND:${day}T${to}00Z`,
    ...more,
  ];
  return ['BEGIN:VEVENT', ...lines, 'SUMMARY:Secret of a stranger', 'END:VEVENT'].join('\r\n');
}

export function calendarText(...events: readonly string[]): string {
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//', ...events, 'END:VCALENDAR', ''].join('\r\n');
}

/** As the store gives instants: `2026-12-01T09:00:00Z`. */
export function instantAhead(days: number, clock: string): string {
  return `${Temporal.Now.plainDateISO('UTC').add({ days }).toString()}T${clock}:00Z`;
}
