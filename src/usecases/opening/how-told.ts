import type { HowTold } from '#domain/telling/how-told.ts';
import { notFound, type Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { Context } from '#usecases/context.ts';
import { record } from '#usecases/audit/record.ts';
import { reading, writing } from '#usecases/scope.ts';
import type { OpeningKey } from './show-opening.ts';

/** How those of an opening are told. */
export function showHowTold(
  context: Context,
  { organisation, id }: OpeningKey,
): Promise<Result<HowTold, Refusal>> {
  return reading(context, organisation, async (tables) => {
    const opening = await tables.openings.find(organisation, id);
    return opening === undefined
      ? refuse(notFound('opening'))
      : ok(await tables.ledger.settings(organisation, id));
  });
}

/** For what is told from now on; nobody is told of the setting itself. */
export function setHowTold(
  context: Context,
  key: OpeningKey,
  how: HowTold,
): Promise<Result<HowTold, Refusal>> {
  const { organisation, id } = key;
  return writing(context, organisation, async (tables) => {
    if ((await tables.openings.find(organisation, id)) === undefined) return refuse(notFound('opening'));
    if (
      how.organiser !== undefined &&
      (await tables.people.find(organisation, how.organiser)) === undefined
    ) {
      return refuse(notFound('person'));
    }
    await tables.telling.setSettings(organisation, id, how);
    record(context, tables, { ...key, action: 'telling-set' });
    return ok(how);
  });
}
