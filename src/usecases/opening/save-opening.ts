import { changedFields } from '#domain/audit/audit.ts';
import { BLANK_TEMPLATE, type DayNotes, type OpeningDetails } from '#domain/organisation/opening.ts';
import { changedMeanwhile, notFound, type Refusal } from '#domain/refusal.ts';
import { refuse, type Result } from '#domain/result.ts';
import type { Context } from '#usecases/context.ts';
import { record } from '#usecases/audit/record.ts';
import { writing } from '#usecases/scope.ts';
import { openingShown, type OpeningKey, type OpeningShown } from './show-opening.ts';

export function createOpening(
  context: Context,
  organisation: string,
  details: OpeningDetails,
): Promise<Result<OpeningShown, Refusal>> {
  const id = context.newId();
  return writing(context, organisation, async (tables) => {
    const opening = { ...details, id, template: BLANK_TEMPLATE, at: context.now() };
    await tables.openings.insert(organisation, opening);
    record(context, tables, { organisation, action: 'opening-created', id });
    return openingShown(tables, { organisation, id });
  });
}

export function changeOpening(
  context: Context,
  key: OpeningKey,
  change: OpeningDetails & { readonly version: number },
): Promise<Result<OpeningShown, Refusal>> {
  return writing(context, key.organisation, async (tables) => {
    const before = await tables.openings.find(key.organisation, key.id);
    if (before === undefined) return refuse(notFound('opening'));
    const changed = await tables.openings.update(key.organisation, key.id, change);
    if (!changed) return refuse(changedMeanwhile('opening'));
    const details = { fields: changedFields(before, change) };
    record(context, tables, { ...key, action: 'opening-changed', details });
    return openingShown(tables, key);
  });
}

/** What is left out is there no more. */
export function saveDayNotes(
  context: Context,
  key: OpeningKey,
  change: DayNotes & { readonly version: number },
): Promise<Result<OpeningShown, Refusal>> {
  return writing(context, key.organisation, async (tables) => {
    const before = await tables.openings.find(key.organisation, key.id);
    if (before === undefined) return refuse(notFound('opening'));
    const changed = await tables.openings.updateDayNotes(key.organisation, key.id, change);
    if (!changed) return refuse(changedMeanwhile('opening'));
    const { version: _version, ...notes } = change;
    const details = { fields: changedFields<'arrival' | 'badge'>(before.dayNotes, notes) };
    record(context, tables, { ...key, action: 'day-notes-saved', details });
    return openingShown(tables, key);
  });
}
