/** Everybody of one loop, by what they know. */
import type { ReactNode } from 'react';
import type { LoopLedger } from '#contract/ledger.ts';
import { t } from '#web/words/words.ts';
import { AttendeeRow } from './attendee-row.tsx';
import { attendeesOf, openOf, type AttendeeView } from './attendees.ts';

type Props = { readonly organisation: string; readonly loop: LoopLedger; readonly mail: boolean };

export function LoopRows({ attendees, ...props }: Props & { attendees: readonly AttendeeView[] }): ReactNode {
  return (
    <ul className="rows">
      {attendees.map((attendee) => (
        <AttendeeRow key={`${attendee.who} ${attendee.id}`} {...props} attendee={attendee} />
      ))}
    </ul>
  );
}

/** Those only about whom somebody has to do something. */
export function openAttendees(loop: LoopLedger): readonly AttendeeView[] {
  return attendeesOf(loop).filter(({ entries }) => openOf(entries).length > 0);
}

export function NoMail(): ReactNode {
  return (
    <p className="ledger-note" role="note">
      {t('ledger.noMail')}
    </p>
  );
}
