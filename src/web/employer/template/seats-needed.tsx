import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { OpeningView } from '#contract/opening.ts';
import { people } from '#web/api/people.ts';
import { NextStep } from '#web/parts/next-step.tsx';
import { t } from '#web/words/words.ts';
import { seatsNeeded } from './seats-needed.ts';

type Part = { readonly organisation: string; readonly opening: OpeningView };

/** Says which seats have nobody to fill them, and where to mend it; with such seats nothing fits. */
export function SeatsNeeded({ organisation, opening }: Part): ReactNode {
  const known = useQuery({
    queryKey: ['o', organisation, 'people'],
    queryFn: () => people.read(organisation),
  });
  if (known.data === undefined) return null;
  const { pools, gone } = seatsNeeded(opening.template, known.data);
  if (pools.length === 0 && gone.length === 0) return null;
  const texts = [
    pools.length > 0 && t('opening.emptyPools', { count: pools.length, pools: pools.join(', ') }),
    gone.length > 0 && t('opening.gone', { titles: gone.map((module) => module.title).join(', ') }),
  ];
  return (
    <NextStep title={t('opening.emptyPoolsTitle')} text={texts.filter((text) => text !== false).join(' ')}>
      {pools.length > 0 && (
        <Button
          renderRoot={(props) => (
            <Link
              {...props}
              to="/o/$o/people"
              params={{ o: organisation }}
              search={{ show: known.data.people.length === 0 ? 'import' : 'people' }}
            />
          )}
        >
          {t('openings.toPeople')}
        </Button>
      )}
      <Button
        variant={pools.length > 0 ? 'default' : 'filled'}
        renderRoot={(props) => (
          <Link
            {...props}
            to="/o/$o/openings/$id/template"
            params={{ o: organisation, id: opening.id }}
            search={gone[0] === undefined ? {} : { session: gone[0].id }}
          />
        )}
      >
        {t('opening.changeSeats')}
      </Button>
    </NextStep>
  );
}
