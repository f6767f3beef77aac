/** One person or candidate of a loop: what they know, and what can be done where they do not. */
import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { EntryView, LoopLedger } from '#contract/ledger.ts';
import { ledger } from '#web/api/ledger.ts';
import { ProblemNotice } from '#web/parts/problem-notice.tsx';
import { useChange } from '#web/parts/use-change.ts';
import { spanWords } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';
import { openOf, toneOf, type AttendeeView } from './attendees.ts';
import { calendarWords, messageWords, problemWords } from './message-words.ts';

type Props = {
  readonly organisation: string;
  readonly loop: LoopLedger;
  readonly attendee: AttendeeView;
  /** Whether any mail can go out. */
  readonly mail: boolean;
};

export function AttendeeRow({ organisation, loop, attendee, mail }: Props): ReactNode {
  const { name, email, who, entries } = attendee;
  return (
    <li className="row attendee">
      <div className="row-words">
        <h3 className="row-title">{name}</h3>
        <span className="row-below">
          {[...(who === 'candidate' ? [t('ledger.candidate')] : []), email ?? t('ledger.noAddress')].join(
            ' · ',
          )}
        </span>
      </div>
      <ul className="attendee-events">
        {entries.map((entry) => (
          <Event key={entry.invitation} entry={entry} zone={loop.timeZone} />
        ))}
      </ul>
      {loop.tells && <Deeds organisation={organisation} loop={loop} attendee={attendee} mail={mail} />}
    </li>
  );
}

function Event({ entry, zone }: { readonly entry: EntryView; readonly zone: string }): ReactNode {
  const { title, standing, messages, name, calendar } = entry;
  const [newest, ...earlier] = messages;
  const why = problemWords(entry);
  return (
    <li>
      <div className="attendee-event">
        <span className="attendee-title">
          {title}, {spanWords(entry, zone)}
        </span>
        <span className="state" data-state={toneOf(standing)}>
          {t(`ledger.standing.${standing}`)}
        </span>
      </div>
      {newest !== undefined && (
        <p className="attendee-message">
          {messageWords(newest, zone)}
          {why !== undefined && <>. {why}</>}
        </p>
      )}
      {calendar !== undefined && <p className="attendee-message">{calendarWords(calendar, zone)}</p>}
      {earlier.length > 0 && (
        <details className="attendee-earlier">
          <summary aria-label={t('ledger.historyOf', { name, title })}>{t('ledger.history')}</summary>
          <ul>
            {earlier.map((message) => (
              <li key={`${message.kind} ${message.madeAt}`}>{messageWords(message, zone)}</li>
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}

/** What is open of one of them is done in one go: whoever calls somebody tells them everything. */
function Deeds({ organisation, loop, attendee, mail }: Props): ReactNode {
  const { name, standing } = attendee;
  const open = openOf(attendee.entries).filter((entry) => entry.standing !== 'declined');
  const unanswered = attendee.entries.filter((entry) => entry.standing === 'sent');
  const inTurn = async (deed: typeof ledger.again, entries: readonly EntryView[]): Promise<void> => {
    for (const { invitation } of entries) await deed(organisation, loop.id, invitation);
  };
  const again = useChange(organisation, () => inTurn(ledger.again, open.length > 0 ? open : unanswered));
  const told = useChange(organisation, () => inTurn(ledger.told, open));
  const error = again.error ?? told.error;
  const sends = mail && canBeMailed(attendee) && open.length + unanswered.length > 0;
  return (
    <div className="attendee-do">
      {sends && (
        <Button
          size="compact-sm"
          variant={open.length > 0 ? 'filled' : 'subtle'}
          loading={again.isPending}
          aria-label={t('ledger.againFor', { name })}
          onClick={() => again.mutate(undefined)}
        >
          {t('ledger.again')}
        </Button>
      )}
      {open.length > 0 && (
        <Button
          size="compact-sm"
          variant={sends ? 'default' : 'filled'}
          loading={told.isPending}
          aria-label={t('ledger.toldFor', { name })}
          onClick={() => told.mutate(undefined)}
        >
          {t('ledger.told')}
        </Button>
      )}
      <AddressWay organisation={organisation} loop={loop} attendee={attendee} />
      {standing === 'declined' && (
        <Link
          to="/o/$o/loops/$id/repair"
          params={{ o: organisation, id: loop.id }}
          search={repairOf(attendee)}
        >
          {t('ledger.findAnother')}
        </Link>
      )}
      {error !== null && <ProblemNotice error={error} />}
    </div>
  );
}

/** From the sample no mail goes out, whatever is set up. */
function canBeMailed({ email, entries }: AttendeeView): boolean {
  return email !== undefined && entries.every(({ messages }) => messages[0]?.problem !== 'sample');
}

function repairOf({ who, id }: AttendeeView): { readonly person?: string } {
  return who === 'person' ? { person: id } : {};
}

/** Where there is no address, or one to which nothing comes. */
function AddressWay({ organisation, loop, attendee }: Omit<Props, 'mail'>): ReactNode {
  const { who, id, name, email, standing } = attendee;
  const wrong = standing === 'bounced' || standing === 'failed';
  if (!wrong && (email !== undefined || standing !== 'by-hand')) return null;
  const words = t(email === undefined ? 'ledger.address' : 'ledger.changeAddress');
  const label = t(email === undefined ? 'ledger.addressFor' : 'ledger.changeAddressFor', { name });
  return who === 'person' ? (
    <Link to="/o/$o/people" params={{ o: organisation }} search={{ edit: id }} aria-label={label}>
      {words}
    </Link>
  ) : (
    <Link
      to="/o/$o/openings/$id"
      params={{ o: organisation, id: loop.opening.id }}
      search={{ edit: loop.application }}
      aria-label={label}
    >
      {words}
    </Link>
  );
}
