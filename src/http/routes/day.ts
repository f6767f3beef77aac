import { dayLoopSchema, daySheetSchema, markingSchema } from '#contract/day.ts';
import type { DayLoop } from '#contract/day.ts';
import { dayLoopFor, inOrder } from '#domain/day/sheet.ts';
import type { DayFacts } from '#domain/day/day-facts.ts';
import { may, maySee, type Asker } from '#domain/policy/policy.ts';
import type { Refusal } from '#domain/refusal.ts';
import { sitsAmong } from '#domain/policy/sight.ts';
import { ok, type Result } from '#domain/result.ts';
import { dateParameter } from '#http/date-parameter.ts';
import { asks, param, tells, type Asked, type Route } from '#http/route.ts';
import type { Context } from '#usecases/context.ts';
import { markDay, takeMarkBack } from '#usecases/day/mark-day.ts';
import { sessionsAfter, showDay } from '#usecases/day/show-day.ts';
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
          // Whoever sits in sessions of a loop on other days only has nothing here.
          const loops = inOrder(seen.map((facts) => dayLoopFor(asker, facts)).filter(hasSessions));
          if (loops.length > 0) return ok({ date: whole, at, loops });
          const later = await sessionsAfter(context, param(asked, 'o'), whole);
          if (!later.ok) return later;
          const next = later.value.find((session) => isShown(asker, session));
          return ok({ date: whole, at, loops, ...(next && { next: next.date }) });
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

function hasSessions({ sessions }: DayLoop): boolean {
  return sessions.length > 0;
}

type Ahead = {
  readonly loop: string;
  readonly opening: string;
  readonly people: readonly { readonly id: string }[];
};

function isShown(asker: Asker, { loop, opening, people }: Ahead): boolean {
  return may(asker, 'see-whole-loop', { kind: 'loop', id: loop, opening }) || sitsAmong(asker, people);
}

async function dayViewed(
  marked: Result<DayFacts, Refusal>,
  { whoAsks }: Asked<unknown>,
): Promise<Result<DayLoop, Refusal>> {
  return marked.ok ? ok(dayLoopFor(await whoAsks(), marked.value)) : marked;
}
