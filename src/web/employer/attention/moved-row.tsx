import type { ReactNode } from 'react';
import type { MovedView } from '#contract/attention.ts';
import { momentWords, zoneCity } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';
import { KeepWall } from './keep-wall.tsx';

type Props = { readonly organisation: string; readonly moved: MovedView };

export function MovedRow({ organisation, moved }: Props): ReactNode {
  const { title, wallStart, timeZone, start, to, loops } = moved;
  const wall = wallWords(wallStart);
  const zone = zoneCity(timeZone);
  const [first] = loops;
  return (
    <li className="later-row">
      <div>
        <strong>
          {t('attention.movedOf', {
            title,
            candidates: loops.map(({ candidate }) => candidate).join(', '),
          })}
        </strong>
        <span className="row-below">
          {to === undefined
            ? t('attention.movedUnknown', { wall, zone: timeZone })
            : t('attention.movedFrom', { wall, zone, shows: momentWords(start, timeZone) })}
        </span>
      </div>
      {to !== undefined && first !== undefined && (
        <KeepWall organisation={organisation} loop={first.id} candidate={first.candidate} />
      )}
    </li>
  );
}

/** `Tue 15 Dec, 10:00`: a time on the wall is read as it is, in no zone. */
function wallWords(wall: string): string {
  return momentWords(`${wall}:00Z`, 'UTC').replace(/ \(.*$/, '');
}
