import {
  superdayConfirmationSchema,
  superdayListSchema,
  superdayNewsSchema,
  superdayPlanSchema,
  superdaySearchSchema,
  superdayViewSchema,
  type SuperdayView,
} from '#contract/superday.ts';
import type { Refusal } from '#domain/refusal.ts';
import { ok, type Result } from '#domain/result.ts';
import { inSuperday, things } from '#http/named.ts';
import { asks, narrates, tells, type Route } from '#http/route.ts';
import { confirmSuperday } from '#usecases/planning/confirm-superday.ts';
import type { Context } from '#usecases/context.ts';
import { planSuperday } from '#usecases/planning/plan-superday.ts';
import { listSuperdays, showSuperday, type SuperdayShown } from '#usecases/planning/show-superday.ts';
import { keyOf } from './people.ts';
import { idempotencyKey } from './planning.ts';

export function superdayRoutes(context: Context): readonly Route[] {
  return [
    narrates({
      method: 'POST',
      path: '/api/o/:o/openings/:id/superdays/search',
      may: { deed: 'plan', of: 'opening' },
      names: ({ candidates }) => things('application', candidates),
      body: superdaySearchSchema,
      answer: superdayPlanSchema,
      news: superdayNewsSchema,
      run: (asked) => {
        const { body, signal, tell } = asked;
        return planSuperday(context, keyOf(asked), { ...body, signal, tell });
      },
    }),
    tells({
      method: 'POST',
      path: '/api/o/:o/openings/:id/superdays',
      may: { deed: 'plan', of: 'opening' },
      names: inSuperday,
      body: superdayConfirmationSchema,
      answer: superdayViewSchema,
      run: async (asked) => {
        const key = idempotencyKey(asked);
        if (!key.ok) return key;
        const request = { key: key.value, fingerprint: asked.fingerprint() };
        return superdayViewed(await confirmSuperday(context, keyOf(asked), { choice: asked.body, request }));
      },
    }),
    asks({
      method: 'GET',
      path: '/api/o/:o/openings/:id/superdays',
      may: { deed: 'see-superdays', of: 'opening' },
      answer: superdayListSchema,
      run: async (asked) => {
        const listed = await listSuperdays(context, keyOf(asked));
        return listed.ok ? ok({ superdays: listed.value }) : listed;
      },
    }),
    asks({
      method: 'GET',
      path: '/api/o/:o/superdays/:id',
      may: { deed: 'see-superdays', of: 'superday' },
      answer: superdayViewSchema,
      run: async (asked) => superdayViewed(await showSuperday(context, keyOf(asked))),
    }),
  ];
}

function superdayViewed(shown: Result<SuperdayShown, Refusal>): Result<SuperdayView, Refusal> {
  if (!shown.ok) return shown;
  const { opening, ...view } = shown.value;
  const { id, title, timeZone } = opening;
  return ok({ ...view, opening: { id, title, timeZone } });
}
