import { useState, type ReactNode } from 'react';
import { Button, FileButton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { PersonSeen } from '#contract/people.ts';
import { people } from '#web/api/people.ts';
import { CalendarCard } from '#web/employer/calendars/calendar-card.tsx';
import { ConnectDialog } from '#web/employer/calendars/connect-dialog.tsx';
import { WriteInto } from '#web/employer/calendars/write-into.tsx';
import { FeedOf } from '#web/employer/links/feed-of.tsx';
import { ProblemNotice } from '#web/parts/problem-notice.tsx';
import { useChange } from '#web/parts/use-change.ts';
import { t } from '#web/words/words.ts';

type Props = { readonly organisation: string; readonly person: PersonSeen };

/** What is known of a person's calendars, and the feed that goes the other way. */
export function CalendarPanel({ organisation, person }: Props): ReactNode {
  const [connects, setConnects] = useState(false);
  const upload = useChange(organisation, (file: File) => people.setCalendar(organisation, person.id, file));
  const file = person.calendars.some(({ kind }) => kind === 'file');
  return (
    <section className="panel">
      <h3>{t('calendars.title')}</h3>
      {person.calendars.length === 0 && <p>{t('calendars.none')}</p>}
      {person.calendars.length > 1 && <p className="panel-text">{t('calendars.several')}</p>}
      <ul className="calendar-cards">
        {person.calendars.map((calendar) => (
          <CalendarCard key={calendar.id} organisation={organisation} person={person} calendar={calendar} />
        ))}
      </ul>
      <WriteInto organisation={organisation} person={person} />
      <div className="buttons">
        <Button onClick={() => setConnects(true)}>{t('calendars.connect')}</Button>
        <FileButton accept=".ics,text/calendar" onChange={(given) => given !== null && upload.mutate(given)}>
          {(props) => (
            <Button {...props} variant="default" loading={upload.isPending}>
              {t(file ? 'calendar.replace' : 'calendar.upload')}
            </Button>
          )}
        </FileButton>
        <Button
          variant="subtle"
          renderRoot={(props) => (
            <Link
              {...props}
              to="/o/$o/people/$id/week"
              params={{ o: organisation, id: person.id }}
              search={{}}
            />
          )}
        >
          {t('week.open')}
        </Button>
      </div>
      {upload.error !== null && <ProblemNotice error={upload.error} />}
      {connects && (
        <ConnectDialog organisation={organisation} person={person} onClose={() => setConnects(false)} />
      )}
      <FeedOf organisation={organisation} person={person} />
    </section>
  );
}
