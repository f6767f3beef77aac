import { memberChangeSchema, pathChangeSchema, poolsViewSchema, type PoolsView } from '#contract/pools.ts';
import { maySee, type Asker } from '#domain/policy/policy.ts';
import { ok } from '#domain/result.ts';
import { seesAll } from '#domain/policy/sight.ts';
import { asks, param, tells, type Route } from '#http/route.ts';
import type { Context } from '#usecases/context.ts';
import { setMember, setPath } from '#usecases/people/set-training.ts';
import { showPools, type PoolsShown } from '#usecases/people/show-pools.ts';
import { keyOf } from './people.ts';

export function poolRoutes(context: Context): readonly Route[] {
  return [
    asks({
      method: 'GET',
      path: '/api/o/:o/pools',
      may: { deed: 'see-people' },
      answer: poolsViewSchema,
      run: async (asked) => {
        const shown = await showPools(context, param(asked, 'o'));
        return shown.ok ? ok(poolsView(shown.value, await asked.whoAsks())) : shown;
      },
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

/** The people and openings that whoever asks may see; pools of which they see nobody are for those who see all. */
function poolsView({ pools }: PoolsShown, asker: Asker): PoolsView {
  const seen = pools.map((pool) => ({
    ...pool,
    members: pool.members.filter(({ id }) => maySee(asker, { kind: 'person', id })),
    openings: pool.openings.filter(({ id }) => maySee(asker, { kind: 'opening', id, opening: id })),
  }));
  return { pools: seen.filter(({ members }) => seesAll(asker) || members.length > 0) };
}
