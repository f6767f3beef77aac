import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { AgendaView } from '#contract/loop.ts';
import { namesText } from '#domain/names.ts';
import { loops } from '#web/api.ts';
import { agendaDays, breakBefore, zoneLine, type AgendaSession } from '#web/candidate/agenda-days.ts';
import { Wordmark } from '#web/parts/frame.tsx';
import { Icon } from '#web/parts/icons.tsx';
import { KindMark } from '#web/parts/kind-mark.tsx';
import { Loaded, useTitle } from '#web/parts/scene.tsx';
import { SchemeSwitch } from '#web/parts/scheme-switch.tsx';
import { durationWords, fullDayWords, hoursWords, minutesBetween, timeWords } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';

export function AgendaScene(): ReactNode {
  const { token } = useParams({ from: '/agenda/$token' });
  const agenda = useQuery({ queryKey: ['agenda', token], queryFn: () => loops.agenda(token) });
  return (
    <div className="agenda-page">
      <a className="skip" href="#scene">
        {t('frame.skip')}
      </a>
      <header className="agenda-top">
        <span className="wordmark">
          <Wordmark />
        </span>
        <SchemeSwitch />
      </header>
      <main id="scene" tabIndex={-1}>
        <Loaded query={agenda}>{(data) => <Agenda agenda={data} />}</Loaded>
      </main>
    </div>
  );
}

function Agenda({ agenda }: { agenda: AgendaView }): ReactNode {
  useTitle(t('agenda.tab', { organisation: agenda.organisation }));
  const cancelled = agenda.status === 'cancelled';
  const days = agendaDays(agenda.sessions, agenda.timeZone);
  return (
    <article className="agenda" data-cancelled={cancelled}>
      <div className="agenda-head">
        <p className="agenda-from">{agenda.organisation}</p>
        <h1>{t('agenda.title', { name: agenda.candidate })}</h1>
        <p className="agenda-for">{agenda.opening}</p>
      </div>
      {cancelled && (
        <p className="agenda-cancelled" role="status">
          {t('agenda.cancelled', { organisation: agenda.organisation })}
        </p>
      )}
      <p className="agenda-zone">{zoneLine(agenda.sessions, agenda.timeZone)}</p>
      {!cancelled && (
        <div className="buttons agenda-do">
          <Button component="a" href={agenda.file} download leftSection={<Icon name="calendar" />}>
            {t('agenda.file')}
          </Button>
          <Button variant="default" leftSection={<Icon name="print" />} onClick={() => window.print()}>
            {t('agenda.print')}
          </Button>
        </div>
      )}
      {days.map((day) => (
        <section key={day.date} className="agenda-day">
          <h2>{fullDayWords(day.sessions[0]?.start ?? '', agenda.timeZone)}</h2>
          <ol>
            {day.sessions.map((session, index) => (
              <Session
                key={session.start}
                session={session}
                waiting={breakBefore(day.sessions, index)}
                zone={agenda.timeZone}
              />
            ))}
          </ol>
        </section>
      ))}
      {!cancelled && agenda.decides.length > 0 && (
        <p className="agenda-decides">{t('agenda.decides', { names: namesText(agenda.decides) })}</p>
      )}
      <p className="agenda-end">{t('agenda.end')}</p>
    </article>
  );
}

type SessionProps = { readonly session: AgendaSession; readonly waiting: number; readonly zone: string };

function Session({ session, waiting, zone }: SessionProps): ReactNode {
  return (
    <>
      {waiting > 0 && (
        <li className="agenda-free">{t('agenda.free', { duration: durationWords(waiting) })}</li>
      )}
      <li className="agenda-session" data-kind={session.kind}>
        <p className="agenda-time">
          <span className="agenda-start" aria-hidden="true">
            {timeWords(session.start, zone)}
          </span>{' '}
          <span className="agenda-until" aria-hidden="true">
            {t('agenda.until', { time: timeWords(session.end, zone) })}
          </span>
          <span className="hidden">{hoursWords(session, zone)}</span>
        </p>
        <div className="agenda-what">
          <h3>{session.title}</h3>
          <p className="agenda-kind">
            <KindMark kind={session.kind} /> {durationWords(minutesBetween(session.start, session.end))}
            {session.place !== undefined && (
              <span className="agenda-place">
                <Icon name="place" size={15} /> {session.place}
              </span>
            )}
          </p>
          {session.purpose !== undefined && <p className="agenda-purpose">{session.purpose}</p>}
          {session.kind === 'meal' && (
            <p className="agenda-meal">{t(session.evaluated ? 'agenda.mealCounts' : 'agenda.mealFree')}</p>
          )}
          <People people={session.people} />
        </div>
      </li>
    </>
  );
}

function People({ people }: { people: AgendaSession['people'] }): ReactNode {
  if (people.length === 0) return null;
  return (
    <ul className="agenda-people">
      {people.map((person) => (
        <li key={person.name}>
          <span className="agenda-name">{person.name}</span>
          {person.title !== undefined && <span className="agenda-job">{person.title}</span>}
          {person.role !== 'panelist' && (
            <span className="agenda-role">{t(`agendaRole.${person.role}`)}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
