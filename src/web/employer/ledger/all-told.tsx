import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import type { LoopLedger } from '#contract/ledger.ts';
import { ledger } from '#web/api/ledger.ts';
import { ProblemNotice } from '#web/parts/problem-notice.tsx';
import { useChange } from '#web/parts/use-change.ts';
import { t } from '#web/words/words.ts';

/** Where several people are to be told by hand: whoever has done so notes it once. */
export function AllTold({ organisation, loop }: { organisation: string; loop: LoopLedger }): ReactNode {
  const byHand = loop.entries.filter(({ standing }) => standing === 'by-hand');
  const told = useChange(organisation, async () => {
    for (const { invitation } of byHand) await ledger.told(organisation, loop.id, invitation);
  });
  if (new Set(byHand.map(({ id }) => id)).size < 2) return null;
  return (
    <>
      <Button loading={told.isPending} onClick={() => told.mutate(undefined)}>
        {t('ledger.allTold')}
      </Button>
      {told.error !== null && <ProblemNotice error={told.error} />}
    </>
  );
}
