import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { SessionView } from '#contract/day-search.ts';
import type { SessionChanges } from '#contract/plan-change.ts';
import { candidates } from '#web/api.ts';
import { confirmationOf, type DateRange } from './choosing.ts';
import type { FindingProps } from './finding-props.ts';

export type ChangeAsk = {
  readonly sessions: readonly SessionView[];
  /** Undefined while no session is in hand: then nothing is asked. */
  readonly module: string | undefined;
  /** The days of the search. */
  readonly range: DateRange;
};

/** Calendars change: what was judged longer ago is judged again. */
const FRESH = 30_000;

/** What each change of one session would mean; asked once for a whole drag. */
export function useChanges(
  { organisation, candidate }: FindingProps,
  { sessions, module, range: [from, to] }: ChangeAsk,
): UseQueryResult<SessionChanges> {
  const plan = confirmationOf({ sessions });
  return useQuery({
    queryKey: ['o', organisation, 'changes', candidate.id, module, from, to, plan],
    queryFn: ({ signal }) =>
      candidates.changes(
        organisation,
        candidate.id,
        { range: { from, to }, plan, module: module ?? '' },
        signal,
      ),
    enabled: module !== undefined,
    staleTime: FRESH,
    // A list to choose from stays there while the plan that was just changed is judged.
    placeholderData: (last, query) => (query?.queryKey[4] === module ? last : undefined),
  });
}
