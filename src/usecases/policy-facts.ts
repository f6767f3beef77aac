import type { Facts, Thing } from '#domain/policy/policy.ts';
import type { Context } from './context.ts';
import { isRunning } from '#usecases/planning/stop-search.ts';

/** `person`: whose places are wanted; there are none to load of whoever is no member. */
export type FactsAsked = {
  readonly organisation: string;
  readonly person?: string;
  readonly things: readonly Thing[];
};

/** What the policy must know beyond roles, in one read. */
export async function policyFacts(context: Context, asked: FactsAsked): Promise<Facts> {
  const { organisation, person, things } = asked;
  const idsOf = (kind: Thing['kind']): readonly string[] =>
    things.filter((thing) => thing.kind === kind).map(({ id }) => id);
  const { places, known } = await context.store.read(async ({ standing }) => ({
    places: person === undefined ? { teams: [], sits: [] } : await standing.places(organisation, person),
    known: await standing.known(organisation, things),
  }));
  const searches = idsOf('search').filter((id) => isRunning(context, { organisation, id }));
  return { places, known: [...known, ...searches.map((id) => ({ kind: 'search' as const, id }))] };
}

/** Whether it is the sample, which is open to everybody on this computer; a server that serves others has none. */
export async function isSample(context: Context, organisation: string): Promise<boolean> {
  if (context.servesOthers) return false;
  return context.store.read(
    async ({ organisations }) => (await organisations.find(organisation))?.sample === true,
  );
}
