import type { SearchProgress } from '#domain/planning/day-search.ts';
import type { LoopPlan, LoopProblem } from '#domain/planning/loop-problem.ts';
import type { Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { Context } from '#usecases/context.ts';
import { stoppable } from './stop-search.ts';

/** The name by which the search is stopped, then how far it is. */
export type TellSearch = (news: { readonly search: string } | { readonly progress: SearchProgress }) => void;

type Wanted = {
  readonly problem: LoopProblem;
  readonly alternatives: number;
  readonly seconds: number;
  readonly signal: AbortSignal;
  readonly tell?: TellSearch;
};

/** What the scheduler finds, told on the way, until its time is up or somebody has seen enough. */
export function searchedPlan(
  context: Context,
  organisation: string,
  { problem, tell, ...how }: Wanted,
): Promise<Result<LoopPlan, Refusal>> {
  return stoppable(context, organisation, async (search) => {
    tell?.({ search: search.id });
    const solved = await context.solve(problem, {
      ...how,
      enough: search.enough,
      onProgress: ({ seconds, placed, total, cost, bound }) =>
        tell?.({ progress: { seconds, placed, total, cost, bound } }),
    });
    if (solved.ok) return ok(solved.value);
    const text = `No search was possible: ${solved.problem.cause}. Try again in a moment.`;
    return refuse({ code: 'busy', text });
  });
}
