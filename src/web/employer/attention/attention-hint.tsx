import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { attention } from '#web/api/attention.ts';
import { NextStep } from '#web/parts/next-step.tsx';
import { useRights } from '#web/parts/use-rights.ts';
import { t } from '#web/words/words.ts';

/** Where one looks first: that confirmed days are not what they were. */
export function AttentionHint({ organisation }: { readonly organisation: string }): ReactNode {
  const { plans } = useRights(organisation);
  const seen = useQuery({
    queryKey: ['o', organisation, 'attention'],
    queryFn: () => attention.read(organisation),
    enabled: plans,
  });
  const count = (seen.data?.conflicts.length ?? 0) + (seen.data?.moved.length ?? 0);
  if (count === 0) return null;
  return (
    <NextStep quiet title={t('attention.hint', { count })} text={t('attention.hintText')}>
      <Button
        variant="default"
        renderRoot={(props) => <Link {...props} to="/o/$o/attention" params={{ o: organisation }} />}
      >
        {t('attention.look')}
      </Button>
    </NextStep>
  );
}
