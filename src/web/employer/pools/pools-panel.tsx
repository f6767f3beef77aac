import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { PeopleView } from '#contract/people.ts';
import type { PoolsView, PoolView } from '#contract/pools.ts';
import { pools } from '#web/api/people.ts';
import { NextStep } from '#web/parts/next-step.tsx';
import { Loaded } from '#web/parts/scene.tsx';
import { t } from '#web/words/words.ts';
import { PoolCard } from './pool-card.tsx';

export function usePools(organisation: string): UseQueryResult<PoolsView> {
  return useQuery({ queryKey: ['o', organisation, 'pools'], queryFn: () => pools.read(organisation) });
}

type Props = {
  readonly organisation: string;
  readonly known: PeopleView;
  readonly toPeople: () => void;
};

/** Every pool with its people, and how far each of them is. */
export function PoolsPanel({ organisation, known, toPeople }: Props): ReactNode {
  const query = usePools(organisation);
  return (
    <Loaded query={query}>
      {({ pools: all }) =>
        all.length === 0 ? (
          <NextStep title={t('pools.noneTitle')} text={t('pools.none')}>
            {known.can.includes('edit-people') && <Button onClick={toPeople}>{t('pools.toPeople')}</Button>}
          </NextStep>
        ) : (
          <>
            <p className="panel-text">{t('pools.help')}</p>
            <ul className="pool-cards">
              {all.toSorted(learningFirst).map((pool) => (
                <PoolCard key={pool.name} organisation={organisation} pool={pool} known={known} />
              ))}
            </ul>
          </>
        )
      }
    </Loaded>
  );
}

/** Where somebody is on their way, there is something to see. */
function learningFirst(a: PoolView, b: PoolView): number {
  const learning = ({ members }: PoolView): number =>
    Number(members.some(({ state }) => state === 'trainee'));
  return learning(b) - learning(a);
}
