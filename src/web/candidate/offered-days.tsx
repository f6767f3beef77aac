/** The days that are offered, in words of the candidate's zone: who is in each, how long it lasts, and a button for it. */
import { useId, useState, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import type { SchedulingOpen } from '#contract/self-service.ts';
import { namesText } from '#domain/names.ts';
import { byLink } from '#web/api/self-service.ts';
import { KindMark } from '#web/parts/kind-mark.tsx';
import { SeenPeople } from '#web/parts/seen-people.tsx';
import {
  dayWords,
  durationWords,
  fullDayWords,
  hoursWords,
  minutesBetween,
  offsetWords,
  timeWords,
  zoneCity,
} from '#web/time-words.ts';
import { t } from '#web/words/words.ts';
import { agendaDays } from './agenda-days.ts';
import { useProven, type Page } from '#web/parts/use-proven.tsx';

type Offer = NonNullable<SchedulingOpen['offer']>;
type Props = { readonly page: Page; readonly offer: Offer; readonly zone: string };

export function OfferedDays({ page, offer, zone }: Props): ReactNode {
  const id = useId();
  const [asked, setAsked] = useState<number>();
  const proven = useProven(page);
  const choose = (day: number): void => {
    setAsked(day);
    proven.press({ run: () => byLink.choose({ token: page.token, offer: offer.id, day }) });
  };
  const first = offer.days[0]?.sessions[0]?.start ?? offer.until;
  return (
    <section className="offered-days" aria-labelledby={id}>
      <h2 id={id}>{t('choose.title', { count: offer.days.length })}</h2>
      <p>{t('choose.until', { day: dayWords(offer.until, zone), time: timeWords(offer.until, zone) })}</p>
      {offer.note !== undefined && <blockquote className="offer-note">{offer.note}</blockquote>}
      <p className="agenda-zone">
        {t('agenda.zone', { city: zoneCity(zone), offset: offsetWords(first, zone) })}
      </p>
      {page.acting === 'not' && <p className="notice">{t('choose.through')}</p>}
      {proven.problem}
      <ol className="offer-list">
        {offer.days.map((day) => (
          <li key={day.number}>
            <OfferedDay
              day={day}
              zone={zone}
              acts={page.acting !== 'not'}
              busy={proven.busy && asked === day.number}
              onChoose={() => choose(day.number)}
            />
          </li>
        ))}
      </ol>
      {proven.proving}
    </section>
  );
}

type DayProps = {
  readonly day: Offer['days'][number];
  readonly zone: string;
  readonly acts: boolean;
  readonly busy: boolean;
  readonly onChoose: () => void;
};

function OfferedDay({ day, zone, acts, busy, onChoose }: DayProps): ReactNode {
  const { sessions } = day;
  const id = useId();
  const [first, last] = [sessions[0], sessions.at(-1)];
  if (first === undefined || last === undefined) return null;
  const whole = { start: first.start, end: last.end };
  const meets = [...new Set(sessions.flatMap(({ people }) => people.map(({ name }) => name)))];
  const meals = sessions.filter(({ kind }) => kind === 'meal').length;
  return (
    <article className="offer-day" aria-labelledby={id}>
      <h3 id={id}>{fullDayWords(whole.start, zone)}</h3>
      <p className="offer-hours">
        {hoursWords(whole, zone)}
        <span className="offer-long"> · {durationWords(minutesBetween(whole.start, whole.end))}</span>
      </p>
      <p className="offer-with">
        {t('choose.with', { names: namesText(meets, 6) })}
        {meals > 0 && ` ${t('choose.meals', { count: meals })}`}
      </p>
      <details>
        <summary>{t('choose.details', { count: sessions.length })}</summary>
        {agendaDays(sessions, zone).map(({ date, sessions: ofDay }) => (
          <ol key={date} className="offer-sessions">
            {ofDay.map((session) => (
              <li key={session.start}>
                <span className="offer-time">{hoursWords(session, zone)}</span>
                <span>
                  <strong>{session.title}</strong> <KindMark kind={session.kind} />
                  {session.kind === 'meal' && (
                    <span className="offer-meal">
                      {' '}
                      {t(session.evaluated ? 'agenda.mealCounts' : 'agenda.mealFree')}
                    </span>
                  )}
                  <SeenPeople people={session.people} />
                </span>
              </li>
            ))}
          </ol>
        ))}
      </details>
      {acts && (
        <Button
          loading={busy}
          onClick={onChoose}
          aria-label={t('choose.thisDay', { day: dayWords(whole.start, zone) })}
        >
          {t('choose.this')}
        </Button>
      )}
    </article>
  );
}
