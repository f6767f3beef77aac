/** How one gets from a confirmed loop to its repairs. */
import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { SessionView } from '#contract/day-search.ts';
import type { LoopView } from '#contract/loop.ts';
import { t } from '#web/words/words.ts';

type LoopProps = { readonly organisation: string; readonly loop: LoopView };

export function SomethingChanged({ organisation, loop }: LoopProps): ReactNode {
  return (
    <Button
      variant="default"
      renderRoot={(props) => (
        <Link {...props} to="/o/$o/loops/$id/repair" params={{ o: organisation, id: loop.id }} />
      )}
    >
      {t('repair.open')}
    </Button>
  );
}

type SeatProps = LoopProps & {
  readonly session: SessionView;
  readonly person: SessionView['people'][number];
};

/** From the very seat that has become empty; not for sessions that have begun. */
export function CannotCome({ organisation, loop, session, person }: SeatProps): ReactNode {
  if (Date.parse(session.start) <= Date.now()) return null;
  return (
    <Link
      className="seat-action"
      to="/o/$o/loops/$id/repair"
      params={{ o: organisation, id: loop.id }}
      search={{ module: session.module, person: person.id }}
      aria-label={t('repair.cannotWho', { name: person.name, title: session.title })}
    >
      {t('repair.cannot')}
    </Link>
  );
}
