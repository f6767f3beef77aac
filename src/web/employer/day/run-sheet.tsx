/** All candidates of a day for those who see to it: what needs a hand first, then the picture, then everybody. */
import type { ReactNode } from 'react';
import type { DayLoop } from '#contract/day.ts';
import { t } from '#web/words/words.ts';
import { DayPicture } from './day-picture.tsx';
import { GROUPS, grouped, type Group } from './day-standing.ts';
import { LoopCard } from './loop-card.tsx';
import type { Presses } from './use-presses.ts';

type Props = {
  readonly organisation: string;
  readonly loops: readonly DayLoop[];
  readonly now: number;
  readonly presses: Presses;
};

export function RunSheet(props: Props): ReactNode {
  const { loops, now } = props;
  const groups = grouped(loops);
  const part = (group: Group): ReactNode => (
    <Part key={group} group={group} {...props} loops={groups.get(group) ?? []} />
  );
  return (
    <div className="run-sheet">
      {part('hand')}
      <DayPicture loops={loops} now={now} />
      {GROUPS.filter((group) => group !== 'hand').map(part)}
    </div>
  );
}

function Part({ group, loops, ...rest }: Props & { readonly group: Group }): ReactNode {
  if (loops.length === 0) return null;
  return (
    <section className="run-part" data-group={group} aria-labelledby={`part-${group}`}>
      <div className="section-head">
        <h2 id={`part-${group}`}>{t(`day.group.${group}`)}</h2>
        <span className="row-side section-side">{loops.length}</span>
      </div>
      <ul className="run-loops">
        {loops.map((loop) => (
          <li key={loop.id} id={`day-${loop.id}`}>
            <LoopCard loop={loop} {...rest} />
          </li>
        ))}
      </ul>
    </section>
  );
}
