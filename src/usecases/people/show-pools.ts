import { poolView, type PoolView } from '#domain/people/pools.ts';
import type { Refusal } from '#domain/refusal.ts';
import { ok, type Result } from '#domain/result.ts';
import { USUAL_PATH } from '#domain/people/training.ts';
import type { Reading } from '#store/store.ts';
import type { Context } from '#usecases/context.ts';
import { reading } from '#usecases/scope.ts';

export type PoolsShown = { readonly pools: readonly PoolView[] };

/** Pools that people are in, that templates ask for, or that have a path of their own; by name. */
export function showPools(context: Context, organisation: string): Promise<Result<PoolsShown, Refusal>> {
  return reading(context, organisation, async (tables) =>
    ok(await poolsShown(tables, context, organisation)),
  );
}

export async function poolsShown(
  tables: Reading,
  context: Context,
  organisation: string,
): Promise<PoolsShown> {
  const people = new Map((await tables.people.list(organisation)).map((person) => [person.id, person]));
  const members = await tables.trainings.members(organisation);
  const held = await tables.trainings.sessions(organisation);
  const paths = await tables.trainings.paths(organisation);
  const openings = await tables.openings.templates(organisation);
  const asked = openings.flatMap(({ template }) =>
    template.modules.flatMap(({ seats }) => seats.flatMap(({ pool }) => pool ?? [])),
  );
  const names = [...new Set([...members.map(({ pool }) => pool), ...asked, ...paths.keys()])];
  const pools = names
    .sort((a, b) => a.localeCompare(b, 'en'))
    .map((name) => {
      const own = members.flatMap(({ pool, person, ...member }) => {
        const known = people.get(person);
        if (pool !== name || known === undefined) return [];
        const sessions = held.filter((one) => one.pool === name && one.person === person);
        const title = known.title === undefined ? {} : { title: known.title };
        return [{ ...member, id: person, name: known.name, ...title, sessions }];
      });
      const path = paths.get(name) ?? { ...USUAL_PATH, version: 0 };
      return poolView({ name, path }, { members: own, openings }, context.now());
    });
  return { pools };
}
