/** What of a candidate's day needs somebody: a sentence each, and the way to what can be done. */
import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { DayLoop, Hand } from '#contract/day.ts';
import { CancelLoop } from '#web/employer/repair/cancel-loop.tsx';
import { Icon } from '#web/parts/icons.tsx';
import { t } from '#web/words/words.ts';
import { helpFor } from './help-for.ts';
import { handWords } from './where-words.ts';

type Props = { readonly organisation: string; readonly loop: DayLoop };

export function Hands({ organisation, loop }: Props): ReactNode {
  const hands = loop.hands.filter(({ what }) => what !== 'unmarked');
  if (hands.length === 0) return null;
  return (
    <ul className="run-hands">
      {hands.map((hand) => (
        <li key={`${hand.what} ${hand.session ?? ''}`}>
          <p>
            <Icon name="alert" size={17} /> {handWords(hand, loop)}
          </p>
          {loop.can.includes('run') && <Help organisation={organisation} loop={loop} hand={hand} />}
        </li>
      ))}
    </ul>
  );
}

function Help({ organisation, loop, hand }: Props & { readonly hand: Hand }): ReactNode {
  const { candidate } = loop;
  if (hand.what === 'no-show')
    return <CancelLoop organisation={organisation} loop={loop.id} candidate={candidate.name} />;
  const search = helpFor(loop, hand);
  if (search === undefined) return null;
  return (
    <Button
      size="sm"
      leftSection={<Icon name="search" size={16} />}
      renderRoot={(props) => (
        <Link
          {...props}
          to="/o/$o/loops/$id/repair"
          params={{ o: organisation, id: loop.id }}
          search={search}
          aria-label={t(hand.what === 'not-begun' ? 'hand.replaceFor' : 'hand.repairFor', {
            name: candidate.name,
          })}
        />
      )}
    >
      {t(hand.what === 'not-begun' ? 'hand.replace' : 'hand.repair')}
    </Button>
  );
}
