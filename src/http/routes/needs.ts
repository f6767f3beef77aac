import { doneSchema } from '#contract/account.ts';
import { needsSayingSchema, needsSchema } from '#contract/needs.ts';
import { ok } from '#domain/result.ts';
import { asks, tells, type Route } from '#http/route.ts';
import type { Context } from '#usecases/context.ts';
import { lookAtNeeds } from '#usecases/self-service/look-at-needs.ts';
import { saveNeeds } from '#usecases/self-service/save-needs.ts';
import { byLink } from './candidate-links.ts';
import { keyOf } from './people.ts';

/** What a candidate wants known: said by whoever holds their link and reads their mail, seen by whoever plans. */
export function needsRoutes(context: Context): readonly Route[] {
  return [
    tells({
      method: 'POST',
      path: '/api/link/needs',
      may: { deed: 'answer-by-link' },
      body: needsSayingSchema,
      answer: doneSchema,
      run: async (asked) => {
        const saved = await saveNeeds(context, byLink(asked), asked.body.change);
        return saved.ok ? ok({}) : saved;
      },
    }),
    asks({
      method: 'POST',
      path: '/api/o/:o/candidates/:id/needs',
      may: { deed: 'see-needs', of: 'application' },
      answer: needsSchema,
      run: (asked) => lookAtNeeds(context, keyOf(asked)),
    }),
  ];
}
