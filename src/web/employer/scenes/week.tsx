import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import type { WeekView } from '#contract/attention.ts';
import { attention } from '#web/api/attention.ts';
import { StandingSign } from '#web/employer/calendars/standing-sign.tsx';
import { WeekPicture } from '#web/employer/calendars/week-picture.tsx';
import { Loaded, SceneHead } from '#web/parts/scene.tsx';
import { dateWords, dayWords, hoursWords, spanWords, zoneCity } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';

/** One person's week, on their own clocks. */
export function WeekScene(): ReactNode {
  const { o, id } = useParams({ from: '/o/$o/people/$id/week' });
  const { date } = useSearch({ from: '/o/$o/people/$id/week' });
  const week = useQuery({
    queryKey: ['o', o, 'week', id, date ?? ''],
    queryFn: () => attention.week(o, id, date),
  });
  return <Loaded query={week}>{(data) => <Shown organisation={o} week={data} />}</Loaded>;
}

type Props = { readonly organisation: string; readonly week: WeekView };

function Shown({ organisation: o, week }: Props): ReactNode {
  const { name, timeZone } = week.person;
  const [first = '', last = ''] = [week.days[0], week.days.at(-1)];
  const below = { from: dateWords(first), to: dateWords(last), zone: zoneCity(timeZone) };
  return (
    <>
      <SceneHead
        title={t('week.title', { name })}
        above={
          <Link to="/o/$o/people" params={{ o }} search={{ edit: week.person.id }}>
            {t('calendars.title')}
          </Link>
        }
        below={t('week.below', below)}
        actions={<Weeks organisation={o} week={week} />}
      />
      {week.calendars.length > 0 && (
        <ul className="week-standings">
          {week.calendars.map(({ id, standing, name }) => (
            <li key={id}>
              {name} <StandingSign standing={standing} />
            </li>
          ))}
        </ul>
      )}
      <WeekPicture week={week} />
      <div className="week-words">
        <Sessions organisation={o} week={week} />
        <Busy week={week} />
      </div>
    </>
  );
}

function Weeks({ organisation, week }: Props): ReactNode {
  const monday = Temporal.PlainDate.from(week.days[0] ?? '1970-01-01');
  const to = (date: string | undefined, words: string): ReactNode => (
    <Button
      variant="default"
      renderRoot={(props) => (
        <Link
          {...props}
          to="/o/$o/people/$id/week"
          params={{ o: organisation, id: week.person.id }}
          search={date === undefined ? {} : { date }}
          resetScroll={false}
        />
      )}
    >
      {words}
    </Button>
  );
  return (
    <>
      {to(monday.subtract({ days: 7 }).toString(), t('week.before'))}
      {to(undefined, t('week.today'))}
      {to(monday.add({ days: 7 }).toString(), t('week.after'))}
    </>
  );
}

function Sessions({ organisation: o, week }: Props): ReactNode {
  const zone = week.person.timeZone;
  return (
    <section>
      <h2>{t('week.sessions')}</h2>
      {week.sessions.length === 0 && <p className="panel-text">{t('week.noSessions')}</p>}
      <ul className="later-list">
        {week.sessions.map((session) => (
          <li key={session.id} className="later-row">
            <div>
              <Link to="/o/$o/loops/$id" params={{ o, id: session.loop }} search={{}}>
                {t('week.with', { title: session.title, candidates: session.candidates.join(', ') })}
              </Link>
              <span className="row-below">
                {spanWords(session, zone)}
                {session.room !== undefined && ` · ${session.room}`}
              </span>
              {session.conflict && (
                <span className="standing" data-standing="failed">
                  {t('week.clash')}
                </span>
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Busy({ week }: { readonly week: WeekView }): ReactNode {
  const zone = week.person.timeZone;
  const days = Map.groupBy(week.busy, ({ start }) => dayWords(start, zone));
  return (
    <section>
      <h2>{t('week.busy')}</h2>
      {week.busy.length === 0 && <p className="panel-text">{t('week.noBusy')}</p>}
      <ul className="later-list">
        {[...days].map(([day, blocks]) => (
          <li key={day} className="later-row">
            <div>
              <strong>{day}</strong>
              <span className="row-below">{blocks.map((block) => hoursWords(block, zone)).join(' · ')}</span>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
