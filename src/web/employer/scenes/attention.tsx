import type { ReactNode } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { AttentionView } from '#contract/attention.ts';
import { attention } from '#web/api/attention.ts';
import { ConflictRow } from '#web/employer/attention/conflict-row.tsx';
import { MovedRow } from '#web/employer/attention/moved-row.tsx';
import { StandingSign } from '#web/employer/calendars/standing-sign.tsx';
import { Icon } from '#web/parts/icons.tsx';
import { NextStep } from '#web/parts/next-step.tsx';
import { Loaded, SceneHead } from '#web/parts/scene.tsx';
import { momentWords } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';

export function AttentionScene(): ReactNode {
  const { o } = useParams({ from: '/o/$o/attention' });
  const seen = useQuery({ queryKey: ['o', o, 'attention'], queryFn: () => attention.read(o) });
  return (
    <>
      <SceneHead title={t('attention.title')} below={t('attention.below')} />
      <Loaded query={seen}>{(data) => <Shown organisation={o} seen={data} />}</Loaded>
    </>
  );
}

type Props = { readonly organisation: string; readonly seen: AttentionView };

function Shown({ organisation, seen }: Props): ReactNode {
  const { conflicts, moved, calendars, zones } = seen;
  const nothing = conflicts.length + moved.length + calendars.length === 0;
  return (
    <div className="stack">
      {zones.newer !== undefined && (
        <p className="notice">
          <Icon name="alert" /> {t('attention.olderZones', { own: zones.own, newer: zones.newer })}
        </p>
      )}
      {nothing && <NextStep quiet title={t('attention.noneTitle')} text={t('attention.none')} />}
      <Part of="conflicts" some={conflicts.length > 0}>
        {conflicts.map((conflict) => (
          <ConflictRow
            key={`${conflict.session} ${conflict.person}`}
            organisation={organisation}
            conflict={conflict}
          />
        ))}
      </Part>
      <Part of="moved" some={moved.length > 0}>
        {moved.map((one) => (
          <MovedRow key={one.session} organisation={organisation} moved={one} />
        ))}
      </Part>
      <Part of="calendars" some={calendars.length > 0}>
        {calendars.map((calendar) => (
          <CalendarRow key={calendar.id} organisation={organisation} calendar={calendar} />
        ))}
      </Part>
    </div>
  );
}

type PartProps = {
  readonly of: 'conflicts' | 'moved' | 'calendars';
  readonly some: boolean;
  readonly children: ReactNode;
};

function Part({ of, some, children }: PartProps): ReactNode {
  if (!some) return null;
  return (
    <section className="later-part">
      <h2>{t(`attention.${of}`)}</h2>
      <p className="panel-text">{t(`attention.${of}Below`)}</p>
      <ul className="later-list">{children}</ul>
    </section>
  );
}

type CalendarProps = { readonly organisation: string; readonly calendar: AttentionView['calendars'][number] };

function CalendarRow({ organisation: o, calendar }: CalendarProps): ReactNode {
  const { person, owner, standing, seenAt, timeZone } = calendar;
  return (
    <li className="later-row">
      <div>
        <strong>{owner}</strong> <StandingSign standing={standing} />
        <span className="row-below">
          {t('attention.calendarSince', { when: momentWords(seenAt, timeZone) })}
        </span>
      </div>
      <Link
        className="later-way"
        to="/o/$o/people"
        params={{ o }}
        search={{ edit: person }}
        aria-label={t('attention.openPersonOf', { name: owner })}
      >
        {t('attention.openPerson')}
      </Link>
    </li>
  );
}
