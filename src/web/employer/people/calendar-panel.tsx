import type { ReactNode } from 'react';
import { Button, FileButton } from '@mantine/core';
import type { CalendarState, PersonSeen, Skipped } from '#contract/people.ts';
import { people } from '#web/api.ts';
import { FeedOf } from '#web/employer/links/feed-of.tsx';
import { ProblemNotice } from '#web/parts/problem-notice.tsx';
import { useChange } from '#web/parts/use-change.ts';
import { offsetWords, spanWords } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';

type Props = { readonly organisation: string; readonly person: PersonSeen };

/** What is known of a person's calendar, and the feed that goes the other way. */
export function CalendarPanel({ organisation, person }: Props): ReactNode {
  const upload = useChange(organisation, (file: File) => people.setCalendar(organisation, person.id, file));
  const forget = useChange(organisation, () => people.forgetCalendar(organisation, person.id));
  const { calendar } = person;
  const error = upload.error ?? forget.error;
  return (
    <section className="panel">
      <h3>{t('calendar.title')}</h3>
      {calendar === undefined ? (
        <p>{t('calendar.none')}</p>
      ) : (
        <State calendar={calendar} zone={person.timeZone} />
      )}
      <div className="buttons">
        <FileButton accept=".ics,text/calendar" onChange={(file) => file !== null && upload.mutate(file)}>
          {(props) => (
            <Button {...props} variant="default" loading={upload.isPending}>
              {t(calendar === undefined ? 'calendar.upload' : 'calendar.replace')}
            </Button>
          )}
        </FileButton>
        {calendar !== undefined && (
          <Button
            variant="subtle"
            className="danger-quiet"
            loading={forget.isPending}
            onClick={() => forget.mutate(undefined)}
          >
            {t('calendar.forget')}
          </Button>
        )}
      </div>
      {error !== null && <ProblemNotice error={error} />}
      <FeedOf organisation={organisation} person={person} />
    </section>
  );
}

function State({ calendar, zone }: { calendar: CalendarState; zone: string }): ReactNode {
  const when = spanWords({ start: calendar.readAt, end: calendar.readAt }, zone).replace(/ to .*$/, '');
  return (
    <>
      <p>
        {t('calendar.state', { file: calendar.fileName, count: calendar.busyBlocks, items: calendar.items })}{' '}
        {t('calendar.readAt', { when, offset: offsetWords(calendar.readAt, zone) })}
      </p>
      <SkippedList skipped={calendar.skipped} />
    </>
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
