import { daySearchNewsSchema, daySearchResultSchema, daySearchSchema } from '#contract/day-search.ts';
import { narrates, removes, type Route } from '#http/route.ts';
import type { Context } from '#usecases/context.ts';
import { findADay } from '#usecases/find-a-day.ts';
import { stopSearch } from '#usecases/stop-search.ts';
import { keyOf } from './people.ts';

export function searchRoutes(context: Context): readonly Route[] {
  return [
    narrates({
      method: 'POST',
      path: '/api/o/:o/candidates/:id/search',
      body: daySearchSchema,
      answer: daySearchResultSchema,
      news: daySearchNewsSchema,
      run: (asked) => {
        const { body: range, signal, tell } = asked;
        return findADay(context, keyOf(asked), { range, signal, tell });
      },
    }),
    // The search itself answers with what it has found so far.
    removes('/api/o/:o/searches/:id', (asked) => Promise.resolve(stopSearch(context, keyOf(asked)))),
  ];
}
