import type { ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import type { LoopView } from '#contract/loop.ts';
import { nextSession } from '#web/employer/repair/event-draft.ts';
import { dateOf } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';

type Props = { readonly organisation: string; readonly loop: LoopView };

/** From a loop to the sheet of its day: the first that is not over, or else its last. */
export function ToDay({ organisation, loop }: Props): ReactNode {
  const { sessions, status } = loop;
  const session = nextSession(loop, new Date().toISOString()) ?? sessions.at(-1);
  if (session === undefined || status !== 'confirmed') return null;
  const date = dateOf(session.start, loop.opening.timeZone);
  return (
    <>
      {' · '}
      <Link to="/o/$o/day" params={{ o: organisation }} search={{ date }}>
        {t('loop.day')}
      </Link>
    </>
  );
}
