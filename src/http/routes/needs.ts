import { doneSchema } from '#contract/account.ts';
import {
  codeRequestedSchema,
  codeRequestSchema,
  needsConfirmationSchema,
  needsSchema,
} from '#contract/needs.ts';
import { ok } from '#domain/result.ts';
import { asks, tells, type Route } from '#http/route.ts';
import { askNeedsCode } from '#usecases/ask-needs-code.ts';
import type { Context } from '#usecases/context.ts';
import { lookAtNeeds } from '#usecases/look-at-needs.ts';
import { saveNeeds } from '#usecases/save-needs.ts';
import { keyOf } from './people.ts';

/** What a candidate wants known: said by whoever holds their link and reads their mail, seen by whoever plans. */
export function needsRoutes(context: Context): readonly Route[] {
  return [
    tells({
      method: 'POST',
      path: '/api/agenda/code',
      may: { deed: 'say-needs-by-link' },
      body: codeRequestSchema,
      answer: codeRequestedSchema,
      run: ({ body, address }) => askNeedsCode(context, { ...body, address }),
    }),
    tells({
      method: 'POST',
      path: '/api/agenda/needs',
      may: { deed: 'say-needs-by-link' },
      body: needsConfirmationSchema,
      answer: doneSchema,
      run: async ({ body, address }) => {
        const saved = await saveNeeds(context, { ...body, address });
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
