import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import type { AgendaOpen, AgendaView } from '#contract/agenda.ts';
import { namesText } from '#domain/names.ts';
import { followed } from '#web/api/outside.ts';
import { agendaDays, breakBefore, zoneLine, type AgendaSession } from '#web/candidate/agenda-days.ts';
import { AnotherDay } from '#web/candidate/deeds/another-day.tsx';
import { CancelDay, UndoCancel } from '#web/candidate/deeds/cancel-day.tsx';
import type { Page } from '#web/parts/use-proven.tsx';
import { WhatToKnow } from '#web/candidate/what-to-know.tsx';
import { Icon } from '#web/parts/icons.tsx';
import { KindMark } from '#web/parts/kind-mark.tsx';
import { saveCalendar } from '#web/parts/save-file.ts';
import { useTitle } from '#web/parts/scene.tsx';
import { SeenPeople } from '#web/parts/seen-people.tsx';
import { DeadEnd, LinkSheet, whomToAsk } from '#web/parts/sheet.tsx';
import { durationWords, fullDayWords, hoursWords, minutesBetween, timeWords } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';

/** Half a day, in milliseconds. */
const HALF_A_DAY = 43_200_000;

export function AgendaScene(): ReactNode {
  return (
    <LinkSheet kind="agenda" look={followed.agenda} lives={isToday}>
      {(agenda, token) =>
        agenda.is === 'open' ? (
          <Agenda agenda={agenda} token={token} />
        ) : (
          <DeadEnd {...agenda} title={t('agenda.endedTitle')} text={t('agenda.ended')} />
        )
      }
    </LinkSheet>
  );
}

/** On the day itself times may change by what is marked. */
function isToday(agenda: AgendaView): boolean {
  const now = Date.now();
  return (
    agenda.is === 'open' &&
    agenda.sessions.some(
      ({ start, end }) => Date.parse(start) - HALF_A_DAY < now && now < Date.parse(end) + HALF_A_DAY,
    )
  );
}

function Agenda({ agenda, token }: { agenda: AgendaOpen; token: string }): ReactNode {
  useTitle(t('agenda.tab', { organisation: agenda.organisation }));
  const days = agendaDays(agenda.sessions, agenda.timeZone);
  const page: Page = { token, acting: agenda.acting, organisation: agenda.organisation };
  const { undoUntil, askedAt } = agenda;
  return (
    <article className="agenda">
      <div className="agenda-head">
        <p className="agenda-from">{agenda.organisation}</p>
        <h1>{t('agenda.title', { name: agenda.candidate })}</h1>
        <p className="agenda-for">{agenda.opening}</p>
      </div>
      {undoUntil !== undefined && <UndoCancel page={page} until={undoUntil} zone={agenda.timeZone} />}
      <p className="agenda-zone">{zoneLine(agenda.sessions, agenda.timeZone)}</p>
      <div className="buttons agenda-do">
        <Button
          leftSection={<Icon name="calendar" />}
          onClick={() => saveCalendar('agenda.ics', agenda.file)}
        >
          {t('agenda.file')}
        </Button>
        <Button variant="default" leftSection={<Icon name="print" />} onClick={() => window.print()}>
          {t('agenda.print')}
        </Button>
      </div>
      <Coming agenda={agenda} />
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
      {agenda.decides.length > 0 && (
        <p className="agenda-decides">{t('agenda.decides', { names: namesText(agenda.decides) })}</p>
      )}
      <WhatToKnow {...page} />
      {undoUntil === undefined && page.acting !== 'not' && (
        <section className="cannot-come" aria-labelledby="cannot-come">
          <h2 id="cannot-come">{t('agenda.cannotCome')}</h2>
          <AnotherDay page={page} asked={askedAt !== undefined} stands />
          <CancelDay page={page} />
        </section>
      )}
      <p className="agenda-end">
        {t('agenda.end')} {whomToAsk(agenda.organisation, agenda.ask)}
      </p>
    </article>
  );
}

/** Where to come, and that what was said to be needed is noted. */
function Coming({ agenda: { arrival, noted = [] } }: { agenda: AgendaOpen }): ReactNode {
  if (arrival === undefined && noted.length === 0) return null;
  return (
    <section className="agenda-coming" aria-labelledby="agenda-coming">
      <h2 id="agenda-coming">{t('agenda.coming')}</h2>
      {arrival !== undefined && <p className="agenda-arrival">{arrival}</p>}
      {noted.length > 0 && (
        <p>{t('agenda.noted', { needs: namesText(noted.map((need) => t(`agenda.need.${need}`))) })}</p>
      )}
    </section>
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
          {session.expected !== undefined && (
            <strong className="agenda-later">
              {t('agenda.later', { time: timeWords(session.expected.start, zone) })}
            </strong>
          )}
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
          {session.wayThere !== undefined && <p className="agenda-way">{session.wayThere}</p>}
          {session.purpose !== undefined && <p className="agenda-purpose">{session.purpose}</p>}
          {session.kind === 'meal' && (
            <p className="agenda-meal">{t(session.evaluated ? 'agenda.mealCounts' : 'agenda.mealFree')}</p>
          )}
          <SeenPeople people={session.people} />
        </div>
      </li>
    </>
  );
}
