import type { ReactNode } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import type { SuperdayView } from '#contract/superday.ts';
import { superdays } from '#web/api/loops.ts';
import { Loaded, SceneHead } from '#web/parts/scene.tsx';
import { dayWords, zoneCity } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';
import { Board } from '#web/employer/superday/board.tsx';
import type { BoardRow } from '#web/employer/superday/board-model.ts';
import { placedIn } from '#web/employer/superday/choosing.ts';
import { Told } from '#web/employer/superday/plan-shown.tsx';

export function SuperdayScene(): ReactNode {
  const { o, id } = useParams({ from: '/o/$o/superdays/$id' });
  const { fresh } = useSearch({ from: '/o/$o/superdays/$id' });
  const superday = useQuery({ queryKey: ['o', o, 'superday', id], queryFn: () => superdays.read(o, id) });
  return (
    <Loaded query={superday}>
      {(data) => <Shown organisation={o} superday={data} fresh={fresh === true} />}
    </Loaded>
  );
}

type Props = { readonly organisation: string; readonly superday: SuperdayView };

function Shown({ organisation, superday, fresh }: Props & { readonly fresh: boolean }): ReactNode {
  const { opening, board, told } = superday;
  const first = board.sessions[0]?.start;
  const loopOf = new Map(superday.loops.map((loop) => [loop.candidate, loop]));
  const toLoop = (row: BoardRow): ReactNode => {
    const loop = loopOf.get(row.id);
    if (loop === undefined) return null;
    return (
      <Link to="/o/$o/loops/$id" params={{ o: organisation, id: loop.id }}>
        {t('superday.seeLoop', { name: loop.name })}
      </Link>
    );
  };
  return (
    <>
      <SceneHead
        title={
          first === undefined
            ? t('superday.allCancelled')
            : t('superday.shownTitle', { day: dayWords(first, opening.timeZone) })
        }
        above={
          <Link to="/o/$o/openings/$id" params={{ o: organisation, id: opening.id }}>
            {opening.title}
          </Link>
        }
        below={t('superday.shownBelow', { count: placedIn(board), city: zoneCity(opening.timeZone) })}
      />
      {fresh && (
        <section className="agenda-card" data-fresh="true">
          <h2>{t('superday.fresh')}</h2>
          <p>{t('superday.freshText')}</p>
        </section>
      )}
      <Told told={told} />
      <Board board={board} timeZone={opening.timeZone} actionOf={toLoop} />
      <Loops organisation={organisation} superday={superday} />
    </>
  );
}

/** Cancelled ones stay in the list, and say so. */
function Loops({ organisation, superday }: Props): ReactNode {
  return (
    <section className="superday-loops">
      <h2>{t('superday.loops')}</h2>
      <p>{t('superday.loopsText')}</p>
      <ul>
        {superday.loops
          .toSorted((a, b) => a.name.localeCompare(b.name, 'en'))
          .map((loop) => (
            <li key={loop.id}>
              <Link to="/o/$o/loops/$id" params={{ o: organisation, id: loop.id }}>
                {loop.name}
              </Link>
              {loop.status === 'cancelled' && <span> ({t('superday.cancelled')})</span>}
            </li>
          ))}
      </ul>
    </section>
  );
}
