import {
  handedOverSchema,
  handOverAcceptanceSchema,
  leavingSchema,
  offersAskedSchema,
} from '#contract/leaving.ts';
import { inPlan, things } from '#http/named.ts';
import { tells, type Route } from '#http/route.ts';
import type { Context } from '#usecases/context.ts';
import { findHandOvers } from '#usecases/people/find-hand-overs.ts';
import { handOver } from '#usecases/people/hand-over.ts';
import { keyOf } from './people.ts';
import { idempotencyKey } from './planning.ts';

export function leavingRoutes(context: Context): readonly Route[] {
  return [
    tells({
      method: 'POST',
      path: '/api/o/:o/people/:id/hand-overs',
      may: { deed: 'edit-people', of: 'person' },
      names: ({ chosen }) =>
        things(
          'loop',
          chosen.map(({ loop }) => loop),
        ),
      body: offersAskedSchema,
      answer: leavingSchema,
      run: (asked) => findHandOvers(context, keyOf(asked), asked.body.chosen),
    }),
    tells({
      method: 'POST',
      path: '/api/o/:o/people/:id/hand-over',
      may: { deed: 'edit-people', of: 'person' },
      names: ({ loops }) => [
        ...things(
          'loop',
          loops.map(({ loop }) => loop),
        ),
        ...loops.flatMap(({ plan }) => inPlan(plan)),
      ],
      body: handOverAcceptanceSchema,
      answer: handedOverSchema,
      run: async (asked) => {
        const key = idempotencyKey(asked);
        if (!key.ok) return key;
        const { version, all, loops } = asked.body;
        const request = { key: key.value, fingerprint: asked.fingerprint() };
        const chosen = loops.map(({ plan: choice, ...loop }) => ({ ...loop, choice }));
        return handOver(context, keyOf(asked), { version, all, loops: chosen, request });
      },
    }),
  ];
}
