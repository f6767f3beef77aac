import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { LoopTemplate } from '#domain/template/loop-template.ts';
import { standingOf } from '#domain/people/pools.ts';
import { trainingGaps } from '#domain/template/seat-gaps.ts';
import { NextStep } from '#web/parts/next-step.tsx';
import { t } from '#web/words/words.ts';
import { usePools } from './pools-panel.tsx';

type Props = { readonly organisation: string; readonly template: LoopTemplate };

/** Says before any planning which seats of a template wait for somebody in training, and where to mend it. */
export function TrainingGaps({ organisation, template }: Props): ReactNode {
  const { data } = usePools(organisation);
  if (data === undefined) return null;
  const gaps = trainingGaps(template, (name) => {
    const pool = data.pools.find((one) => one.name === name);
    return pool === undefined
      ? { name, qualified: [], inTraining: [], toShadow: [], toReverse: [] }
      : standingOf(pool);
  });
  if (gaps.length === 0) return null;
  return (
    <NextStep title={t('pools.gapsTitle')} text={gaps.join(' ')} quiet>
      <Button
        variant="default"
        renderRoot={(props) => (
          <Link {...props} to="/o/$o/people" params={{ o: organisation }} search={{ show: 'pools' }} />
        )}
      >
        {t('pools.gapsTo')}
      </Button>
    </NextStep>
  );
}
