import type { ReactNode } from 'react';
import type { CalendarStanding } from '#domain/calendar/connected-calendar.ts';
import { t } from '#web/words/words.ts';

/** A drawing for each, so that colour is never the only thing that tells them apart. */
const SIGNS: Readonly<Record<CalendarStanding, string>> = {
  file: 'M4 2.5h5l3 3v8H4zM9 2.5v3h3',
  fresh: 'M3.5 8.5l3 3 6-7',
  stale: 'M8 2.5a5.5 5.5 0 100 11 5.5 5.5 0 000-11zM8 5v3.2l2.2 1.4',
  questioned: 'M5.8 5.6a2.3 2.3 0 114 1.6c-.9.8-1.8 1.2-1.8 2.4M8 12.2v.4',
  failed: 'M8 2.5l6 11H2zM8 6.5v3.5M8 11.8v.4',
};

/** How a calendar stands, as a sign with its word. */
export function StandingSign({ standing }: { readonly standing: CalendarStanding }): ReactNode {
  return (
    <span className="standing" data-standing={standing}>
      <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true" focusable="false">
        <path d={SIGNS[standing]} />
      </svg>
      {t(`calendars.standing.${standing}`)}
    </span>
  );
}
