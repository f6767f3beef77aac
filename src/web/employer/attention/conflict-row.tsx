import type { ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import type { ConflictView } from '#contract/attention.ts';
import { dateAt, minuteOf } from '#domain/time/zoned.ts';
import { offsetWords, spanWords, timeWords } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';

type Props = {
  readonly organisation: string;
  readonly conflict: ConflictView;
  /** The loop in which it is shown; else the first that the session is part of. */
  readonly loop?: string;
};

/** Who is busy when, what that collides with, and the way to somebody else. */
export function ConflictRow({ organisation: o, conflict, loop }: Props): ReactNode {
  const { name, person, title, start, timeZone: zone, busyFrom, busyTo, loops } = conflict;
  const own = loops.find(({ id }) => id === loop) ?? loops[0];
  const when = `${spanWords(conflict, zone)} (${offsetWords(start, zone)})`;
  const candidates = loops.map(({ candidate }) => candidate).join(', ');
  return (
    <li className="later-row">
      <div>
        <strong>
          {t('attention.conflict', { name, from: timeWords(busyFrom, zone), to: timeWords(busyTo, zone) })}
        </strong>
        <span className="row-below">{t('attention.conflictOf', { title, candidates, when })}</span>
      </div>
      <div className="buttons">
        {own !== undefined && (
          <Link
            className="later-way"
            to="/o/$o/loops/$id/repair"
            params={{ o, id: own.id }}
            search={{ module: own.module, person }}
            aria-label={t('attention.repairOf', { name, title })}
          >
            {t('attention.repair')}
          </Link>
        )}
        {own !== undefined && loop === undefined && (
          <Link to="/o/$o/loops/$id" params={{ o, id: own.id }} search={{}}>
            {t('attention.openLoop', { candidate: own.candidate })}
          </Link>
        )}
        <Link
          to="/o/$o/people/$id/week"
          params={{ o, id: person }}
          search={{ date: dateAt(minuteOf(start), zone) }}
          aria-label={t('attention.weekOf', { name })}
        >
          {t('attention.week')}
        </Link>
      </div>
    </li>
  );
}
