import type { ReactNode } from 'react';
import type { DaySearchResult } from '#contract/day-search.ts';
import { dayWords } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';
import { Icon } from './icons.tsx';

type Props = { readonly of: Pick<DaySearchResult, 'uncounted' | 'outdated'>; readonly timeZone: string };

/** Whose calendars a search could not count on: those that nobody knows, and those that were not heard of lately. */
export function CalendarGaps({ of: { uncounted, outdated }, timeZone }: Props): ReactNode {
  const old = outdated.map(({ name, since }) =>
    t('find.outdatedOne', { name, day: dayWords(since, timeZone) }),
  );
  return (
    <>
      {uncounted.length > 0 && (
        <p className="notice">
          <Icon name="alert" />{' '}
          {t('find.uncounted', { count: uncounted.length, names: uncounted.join(', ') })}
        </p>
      )}
      {old.length > 0 && (
        <p className="notice">
          <Icon name="alert" /> {t('find.outdated', { count: old.length, names: old.join(', ') })}
        </p>
      )}
    </>
  );
}
