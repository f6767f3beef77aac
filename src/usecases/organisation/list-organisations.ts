import type { Organisation } from '#domain/organisation/organisation.ts';
import type { Context } from '#usecases/context.ts';

/** Own ones first, the sample last, where there is one. */
export async function listOrganisations(context: Context): Promise<Organisation[]> {
  const all = await context.store.read((tables) => tables.organisations.list());
  return all.filter(({ sample }) => !sample || !context.servesOthers);
}
