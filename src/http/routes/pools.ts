import { memberChangeSchema, pathChangeSchema, poolsViewSchema } from '#contract/pools.ts';
import { asks, param, tells, type Route } from '#http/route.ts';
import type { Context } from '#usecases/context.ts';
import { setMember, setPath } from '#usecases/set-training.ts';
import { showPools } from '#usecases/show-pools.ts';
import { keyOf } from './people.ts';

export function poolRoutes(context: Context): readonly Route[] {
  return [
    asks({
      method: 'GET',
      path: '/api/o/:o/pools',
      may: { deed: 'see-person' },
      answer: poolsViewSchema,
      run: (asked) => showPools(context, param(asked, 'o')),
    }),
    tells({
      method: 'PUT',
      path: '/api/o/:o/people/:id/pool',
      may: { deed: 'edit-people', of: 'person' },
      body: memberChangeSchema,
      answer: poolsViewSchema,
      run: (asked) => setMember(context, keyOf(asked), asked.body),
    }),
    tells({
      method: 'PUT',
      path: '/api/o/:o/pools/path',
      may: { deed: 'edit-people' },
      body: pathChangeSchema,
      answer: poolsViewSchema,
      run: (asked) => setPath(context, param(asked, 'o'), asked.body),
    }),
  ];
}
