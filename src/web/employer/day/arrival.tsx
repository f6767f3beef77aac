/** Whoever sees the candidate come says so. */
import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import type { DayLoop } from '#contract/day.ts';
import { t } from '#web/words/words.ts';
import { awaited } from './day-standing.ts';
import { waitsFor } from './marking.ts';
import type { Presses } from './use-presses.ts';

type Props = {
  readonly loop: DayLoop;
  readonly presses: Presses;
  /** Others are to be seen first. */
  readonly quiet?: boolean;
};

/** Nothing once they are here, or for whoever may not say it. */
export function Arrival({ loop, presses, quiet = false }: Props): ReactNode {
  if (!awaited(loop) || !loop.can.includes('mark')) return null;
  const deed = { what: 'arrived' } as const;
  const words = t('mark.for', { what: t('mark.arrived'), about: loop.candidate.name });
  return (
    <Button
      size="sm"
      variant={quiet ? 'default' : 'filled'}
      aria-label={words}
      loading={waitsFor(presses, loop, deed)}
      onClick={() => presses.press({ loop: loop.id, deed, words })}
    >
      {t('mark.arrived')}
    </Button>
  );
}
