import type { Organisation } from '#domain/organisation.ts';
import type { Context } from './context.ts';

/** Own ones first, the sample last. */
export function listOrganisations(context: Context): Promise<Organisation[]> {
  return context.store.read((tables) => tables.organisations.list());
}
