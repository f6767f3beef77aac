import type { ReactNode } from 'react';
import { Button, Progress } from '@mantine/core';
import { t } from '#web/words/words.ts';

type Props = { readonly candidates: number; readonly onStop: () => void };

/** What the search is doing, and the way to end it. */
export function Searching({ candidates, onStop }: Props): ReactNode {
  return (
    <>
      <p className="searching-words" role="status">
        {t('superday.searching', { count: candidates })}
      </p>
      <div className="searching">
        <Progress value={100} animated aria-label={t('superday.progress')} />
        <Button variant="subtle" size="compact-sm" onClick={onStop}>
          {t('superday.stop')}
        </Button>
      </div>
    </>
  );
}
