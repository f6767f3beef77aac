import { dayLoopSchema, daySheetSchema, markingSchema } from '#contract/day.ts';
import type { DayLoop } from '#contract/day.ts';
import { dayLoopFor, inOrder } from '#domain/day/sheet.ts';
import type { DayFacts } from '#domain/day/day-facts.ts';
import { maySee } from '#domain/policy/policy.ts';
import type { Refusal } from '#domain/refusal.ts';
import { ok, type Result } from '#domain/result.ts';
import { dateParameter } from '#http/date-parameter.ts';
import { asks, param, tells, type Asked, type Route } from '#http/route.ts';
import type { Context } from '#usecases/context.ts';
import { markDay, takeMarkBack } from '#usecases/day/mark-day.ts';
import { showDay } from '#usecases/day/show-day.ts';
import { keyOf } from './people.ts';

const MARK = { deed: 'mark-session', of: 'loop' } as const;

/** The day itself: the run sheet, and what is marked on it. */
export function dayRoutes(context: Context): readonly Route[] {
  return [
    {
      ...asks({
        method: 'GET',
        path: '/api/o/:o/day',
        may: { deed: 'see-day' },
        answer: daySheetSchema,
        run: async (asked) => {
          const date = dateParameter(asked);
          if (!date.ok) return date;
          const day = await showDay(context, param(asked, 'o'), date.value);
          if (!day.ok) return day;
          const asker = await asked.whoAsks();
          const seen = day.value.days.filter(({ id, opening }) =>
            maySee(asker, { kind: 'loop', id, opening: opening.id }),
          );
          const { date: whole, at } = day.value;
          return ok({ date: whole, at, loops: inOrder(seen.map((facts) => dayLoopFor(asker, facts))) });
        },
      }),
      query: ['date'],
    },
    tells({
      method: 'POST',
      path: '/api/o/:o/loops/:id/marks',
      may: MARK,
      body: markingSchema,
      answer: dayLoopSchema,
      run: async (asked) => {
        const asker = await asked.whoAsks();
        return dayViewed(await markDay(context, keyOf(asked), { marking: asked.body, asker }), asked);
      },
    }),
    asks({
      method: 'POST',
      path: '/api/o/:o/loops/:id/marks/:mark/undo',
      may: MARK,
      answer: dayLoopSchema,
      run: async (asked) => {
        const asker = await asked.whoAsks();
        return dayViewed(
          await takeMarkBack(context, keyOf(asked), { mark: param(asked, 'mark'), asker }),
          asked,
        );
      },
    }),
  ];
}

async function dayViewed(
  marked: Result<DayFacts, Refusal>,
  { whoAsks }: Asked<unknown>,
): Promise<Result<DayLoop, Refusal>> {
  return marked.ok ? ok(dayLoopFor(await whoAsks(), marked.value)) : marked;
}
