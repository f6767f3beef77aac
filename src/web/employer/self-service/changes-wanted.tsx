/** What a candidate wants changed, in their words, with the way on and a button for what was dealt with otherwise. */
import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import type { ChangeRequestView } from '#contract/changes.ts';
import { namesText } from '#domain/names.ts';
import { selfService } from '#web/api/self-service.ts';
import { Icon } from '#web/parts/icons.tsx';
import { ProblemNotice } from '#web/parts/problem-notice.tsx';
import { useChange } from '#web/parts/use-change.ts';
import { dateWords, dayWords } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';
import type { OfCandidate } from './self-service-card.tsx';

type Props = OfCandidate & {
  readonly changes: readonly ChangeRequestView[];
  /** The way to what they want. */
  readonly children?: ReactNode;
};

export function ChangesWanted({ organisation, candidate, zone, changes, children }: Props): ReactNode {
  const settle = useChange(organisation, () => selfService.settle(organisation, candidate.id));
  const newest = changes.at(-1);
  if (newest === undefined) return null;
  const { reason, words, days, madeAt } = newest;
  return (
    <div className="notice wanted" role="status">
      <Icon name="alert" />
      <div>
        <p>
          <strong>{t('selfService.wants', { name: candidate.name, day: dayWords(madeAt, zone) })}</strong>{' '}
          {reason !== undefined && t(`reasonOf.${reason}`)}
        </p>
        {words !== undefined && <blockquote>{words}</blockquote>}
        {days.length > 0 && (
          <p>{t('selfService.wantsDays', { days: namesText(days.map(dateWords), days.length) })}</p>
        )}
        {settle.error !== null && <ProblemNotice error={settle.error} />}
        <div className="buttons">
          {children}
          <Button
            variant="subtle"
            size="compact-sm"
            loading={settle.isPending}
            onClick={() => settle.mutate(undefined)}
          >
            {t('selfService.settled')}
          </Button>
        </div>
      </div>
    </div>
  );
}
