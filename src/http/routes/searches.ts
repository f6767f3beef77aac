import { daySearchNewsSchema, daySearchResultSchema, daySearchSchema } from '#contract/day-search.ts';
import { changeQuestionSchema, sessionChangesSchema } from '#contract/plan-change.ts';
import { inPlan } from '#http/named.ts';
import { narrates, removes, tells, type Route } from '#http/route.ts';
import type { Context } from '#usecases/context.ts';
import { findADay } from '#usecases/planning/find-a-day.ts';
import { stopSearch } from '#usecases/planning/stop-search.ts';
import { tryChanges } from '#usecases/planning/try-changes.ts';
import { keyOf } from './people.ts';

export function searchRoutes(context: Context): readonly Route[] {
  return [
    narrates({
      method: 'POST',
      path: '/api/o/:o/candidates/:id/search',
      may: { deed: 'plan', of: 'application' },
      body: daySearchSchema,
      answer: daySearchResultSchema,
      news: daySearchNewsSchema,
      run: (asked) => {
        const { body: range, signal, tell } = asked;
        return findADay(context, keyOf(asked), { range, signal, tell });
      },
    }),
    tells({
      method: 'POST',
      path: '/api/o/:o/candidates/:id/changes',
      may: { deed: 'plan', of: 'application' },
      names: ({ plan }) => inPlan(plan),
      body: changeQuestionSchema,
      answer: sessionChangesSchema,
      run: (asked) => {
        const { range, plan, module } = asked.body;
        return tryChanges(context, keyOf(asked), { range, choice: plan, module });
      },
    }),
    // The search itself answers with what it has found so far.
    removes('/api/o/:o/searches/:id', { deed: 'stop-search', of: 'search' }, (asked) =>
      Promise.resolve(stopSearch(context, keyOf(asked))),
    ),
  ];
}
