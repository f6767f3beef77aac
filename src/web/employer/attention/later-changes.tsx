import type { ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import type { LoopView } from '#contract/loop.ts';
import { Icon } from '#web/parts/icons.tsx';
import { t } from '#web/words/words.ts';
import { ConflictRow } from './conflict-row.tsx';
import { KeepWall } from './keep-wall.tsx';

type Props = { readonly organisation: string; readonly loop: LoopView };

/** In a loop: what is different by now from what was confirmed, with the way out of it. */
export function LaterChanges({ organisation, loop }: Props): ReactNode {
  const { conflicts = [], moved = 0 } = loop;
  const names = [...new Set(conflicts.map(({ name }) => name))];
  return (
    <>
      {moved > 0 && (
        <div className="notice later" role="status">
          <p>
            <Icon name="alert" /> {t('attention.movedHere', { count: moved })}
          </p>
          <div className="buttons">
            <KeepWall organisation={organisation} loop={loop.id} candidate={loop.candidate.name} />
            <Link to="/o/$o/attention" params={{ o: organisation }}>
              {t('attention.title')}
            </Link>
          </div>
        </div>
      )}
      {names.length > 0 && (
        <div className="notice later" role="status">
          <p>
            <Icon name="alert" />{' '}
            {t('attention.conflictHere', { count: names.length, names: names.join(', ') })}
          </p>
          <ul className="later-list">
            {conflicts.map((conflict) => (
              <ConflictRow
                key={`${conflict.session} ${conflict.person}`}
                organisation={organisation}
                conflict={conflict}
                loop={loop.id}
              />
            ))}
          </ul>
        </div>
      )}
    </>
  );
}
