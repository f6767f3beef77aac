/** Leaving for a sign-in provider. */
import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { WayOut } from '#contract/provider.ts';
import { signInWays } from '#web/api/providers.ts';
import { ProblemNotice } from '#web/parts/problem-notice.tsx';
import { t } from '#web/words/words.ts';

/** The schema of the answer takes nothing but http and https. */
export function goOut({ url }: WayOut): void {
  window.location.assign(url);
}

type Props = {
  readonly organisation: string;
  readonly next: string;
  /** The provider's. */
  readonly name: string;
};

export function ProviderWay({ organisation, next, name }: Props): ReactNode {
  const leave = useMutation({ mutationFn: signInWays.leave, onSuccess: goOut });
  return (
    <div className="stack">
      {leave.error !== null && <ProblemNotice error={leave.error} />}
      <Button
        size="md"
        loading={leave.isPending || leave.isSuccess}
        onClick={() => leave.mutate({ organisation, next })}
      >
        {t('signIn.by', { name })}
      </Button>
    </div>
  );
}
