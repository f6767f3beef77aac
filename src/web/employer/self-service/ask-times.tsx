/** Asks a candidate for their times from the list, as long as nothing was asked, said or offered. */
import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import type { ApplicationView } from '#contract/opening.ts';
import { selfService } from '#web/api/self-service.ts';
import { ProblemNotice } from '#web/parts/problem-notice.tsx';
import { useChange } from '#web/parts/use-change.ts';
import { t } from '#web/words/words.ts';

type Props = { readonly organisation: string; readonly candidate: ApplicationView };

export function AskTimes({ organisation, candidate }: Props): ReactNode {
  const { askedAt, saidAt, offer } = candidate.selfService ?? {};
  const ask = useChange(organisation, () => selfService.askTimes(organisation, candidate.id));
  const isBegun = askedAt !== undefined || saidAt !== undefined || offer !== undefined;
  // Without an address there is only a link to copy, which stands where a day is looked for.
  if (candidate.loop !== undefined || candidate.email === undefined || isBegun) return null;
  return (
    <>
      <Button
        variant="subtle"
        size="compact-sm"
        loading={ask.isPending}
        onClick={() => ask.mutate(undefined)}
        aria-label={t('selfService.askLong', { name: candidate.name })}
      >
        {t('selfService.ask')}
      </Button>
      {ask.error !== null && <ProblemNotice error={ask.error} />}
    </>
  );
}
