import { useState, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import type { CalendarView, PersonSeen, Skipped } from '#contract/people.ts';
import { people } from '#web/api/people.ts';
import { calendars } from '#web/api/calendars.ts';
import { ConfirmDialog } from '#web/parts/confirm-dialog.tsx';
import { ProblemNotice } from '#web/parts/problem-notice.tsx';
import { useChange } from '#web/parts/use-change.ts';
import { momentWords } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';
import { NewPassword } from './new-password.tsx';
import { StandingSign } from './standing-sign.tsx';
import { WriteAgain, WrittenThere } from './written-there.tsx';

export type CalendarProps = {
  readonly organisation: string;
  readonly person: PersonSeen;
  readonly calendar: CalendarView;
};

/** One calendar: how it stands, what is wrong in words, and the one thing to do about it first. */
export function CalendarCard(props: CalendarProps): ReactNode {
  const { calendar, person } = props;
  const { standing, kind, name, place, fault } = calendar;
  const when = momentWords(standing === 'file' ? calendar.readAt : calendar.seenAt, person.timeZone);
  return (
    <li className="calendar-card" data-standing={standing}>
      <div className="calendar-head">
        <h4>{name}</h4>
        <StandingSign standing={standing} />
      </div>
      <p className="row-below">
        {t(`calendars.kind.${kind}`)}
        {place !== undefined && place !== name && ` · ${place}`}
        {` · ${t('calendars.holds', { count: calendar.busyBlocks })}`}
      </p>
      {fault !== undefined && (
        <p className="calendar-fault">
          <strong>{fault.text}</strong> {fault.remedy}
        </p>
      )}
      <p className="row-below">{t(`calendars.since.${standing}`, { when })}</p>
      <SkippedList skipped={calendar.skipped} />
      <WrittenThere {...props} />
      {kind === 'file' ? <ForgetFile {...props} /> : <Deeds {...props} />}
    </li>
  );
}

function ForgetFile({ organisation, person }: CalendarProps): ReactNode {
  const forget = useChange(organisation, () => people.forgetCalendar(organisation, person.id));
  return (
    <>
      <div className="buttons">
        <Button
          variant="subtle"
          size="compact-sm"
          className="danger-quiet"
          loading={forget.isPending}
          onClick={() => forget.mutate(undefined)}
        >
          {t('calendar.forget')}
        </Button>
      </div>
      {forget.error !== null && <ProblemNotice error={forget.error} />}
    </>
  );
}

type Asked = 'empty' | 'disconnect' | 'password';

function Deeds(props: CalendarProps): ReactNode {
  const { organisation, person, calendar } = props;
  const [asked, setAsked] = useState<Asked>();
  const again = useChange(organisation, () => calendars.readNow(organisation, person.id, calendar.id));
  const close = (): void => setAsked(undefined);
  return (
    <>
      <div className="buttons">
        {calendar.standing === 'questioned' && (
          <Button size="compact-sm" onClick={() => setAsked('empty')}>
            {t('calendars.yesEmpty')}
          </Button>
        )}
        {calendar.kind === 'caldav' && calendar.fault?.signIn === true && (
          <Button size="compact-sm" onClick={() => setAsked('password')}>
            {t('calendars.password')}
          </Button>
        )}
        <Button
          size="compact-sm"
          variant="default"
          loading={again.isPending}
          onClick={() => again.mutate(undefined)}
        >
          {t('calendars.readNow')}
        </Button>
        <WriteAgain {...props} />
        <Button
          size="compact-sm"
          variant="subtle"
          className="danger-quiet"
          onClick={() => setAsked('disconnect')}
        >
          {t('calendars.disconnect')}
        </Button>
      </div>
      {again.error !== null && <ProblemNotice error={again.error} />}
      <Ask {...props} what="empty" opened={asked === 'empty'} onClose={close} />
      <Ask {...props} what="disconnect" opened={asked === 'disconnect'} onClose={close} />
      {asked === 'password' && <NewPassword {...props} onClose={close} />}
    </>
  );
}

type AskProps = CalendarProps & {
  readonly what: 'empty' | 'disconnect';
  readonly opened: boolean;
  readonly onClose: () => void;
};

const ASKED = {
  empty: { do: calendars.confirmEmpty, words: 'yesEmpty' },
  disconnect: { do: calendars.disconnect, words: 'disconnect' },
} as const;

function Ask({ organisation, person, calendar, what, opened, onClose }: AskProps): ReactNode {
  const { do: act, words } = ASKED[what];
  const change = useChange(organisation, () => act(organisation, person.id, calendar.id));
  const facts = { name: calendar.name, person: person.name, count: calendar.busyBlocks };
  return (
    <ConfirmDialog
      opened={opened}
      title={t(`calendars.${words}Title`, facts)}
      action={t(`calendars.${words}`)}
      busy={change.isPending}
      error={change.error}
      onClose={onClose}
      onConfirm={() => change.mutate(undefined, { onSuccess: onClose })}
    >
      <p>{t(`calendars.${words}Text`, facts)}</p>
      {what === 'disconnect' && (calendar.writing?.written ?? 0) > 0 && (
        <p>{t('calendars.write.stays', { count: calendar.writing?.written ?? 0 })}</p>
      )}
    </ConfirmDialog>
  );
}

export function SkippedList({ skipped }: { skipped: readonly Skipped[] }): ReactNode {
  if (skipped.length === 0) return null;
  return (
    <details className="skipped">
      <summary>{t('people.skipped', { count: skipped.length })}</summary>
      <ul>
        {skipped.map((item, index) => (
          <li key={index}>
            {t('calendar.skippedItem', { line: item.line, what: item.what, reason: item.reason })}
          </li>
        ))}
      </ul>
    </details>
  );
}
