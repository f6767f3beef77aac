import { useQuery, type FetchQueryOptions, type UseQueryResult } from '@tanstack/react-query';
import type { SessionView } from '#contract/day-search.ts';
import type { SessionChanges } from '#contract/plan-change.ts';
import { candidates } from '#web/api/openings.ts';
import { confirmationOf, type DateRange } from './choosing.ts';
import type { FindingProps } from './finding-props.ts';

export type ChangeAsk = {
  readonly sessions: readonly SessionView[];
  /** Undefined while no session is in hand: then nothing is asked. */
  readonly module: string | undefined;
  /** The days of the search. */
  readonly range: DateRange;
};

type ChangesQuery = Required<Pick<FetchQueryOptions<SessionChanges>, 'queryKey' | 'queryFn' | 'staleTime'>>;

/** Calendars change: what was judged longer ago is judged again. */
const FRESH = 30_000;

/** What each change of one session would mean; asked once for a whole drag. */
export function useChanges(finding: FindingProps, ask: ChangeAsk): UseQueryResult<SessionChanges> {
  const { module } = ask;
  return useQuery({
    ...changesQuery(finding, ask),
    enabled: module !== undefined,
    // A list to choose from stays there while the plan that was just changed is judged.
    placeholderData: (last, query) => (query?.queryKey[4] === module ? last : undefined),
  });
}

/** Also for a session that is about to be picked up, so that its verdicts are there when it is. */
export function changesQuery(
  { organisation, candidate }: FindingProps,
  { sessions, module = '', range: [from, to] }: ChangeAsk,
): ChangesQuery {
  const plan = confirmationOf({ sessions });
  const question = { range: { from, to }, plan, module };
  return {
    queryKey: ['o', organisation, 'changes', candidate.id, module, question],
    queryFn: ({ signal }) => candidates.changes(organisation, candidate.id, question, signal),
    staleTime: FRESH,
  };
}
