import type { ReactNode } from 'react';
import type { SuperdayPlan, SuperdaySearch } from '#contract/superday.ts';
import type { Search } from '#web/employer/find-a-day/use-search.ts';
import { SearchProgress } from '#web/parts/search-progress.tsx';
import { useLate } from '#web/parts/use-late.ts';
import { t } from '#web/words/words.ts';
import { placedIn } from './choosing.ts';

type Props = {
  readonly searching: Search<SuperdaySearch, SuperdayPlan>;
  readonly candidates: number;
};

/** How far the search is, and the way to end it with the best so far. */
export function Searching({ searching, candidates }: Props): ReactNode {
  const { search, told, stopping, stop } = searching;
  const late = useLate(search.isPending);
  return (
    <>
      <p className={late ? 'searching-words' : 'hidden'} role="status">
        {late ? t('superday.searching', { count: candidates }) : outcome(search.data)}
      </p>
      {late && <SearchProgress told={told} stopping={stopping} onStop={stop} />}
    </>
  );
}

function outcome(plan: SuperdayPlan | undefined): string {
  if (plan === undefined) return '';
  const placed = placedIn(plan.board);
  return placed === 0 ? t('superday.nothing') : t('superday.found', { count: placed });
}
