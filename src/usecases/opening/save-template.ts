import type { LoopTemplate } from '#domain/template/loop-template.ts';
import { changedMeanwhile, faulty, notFound, type Refusal } from '#domain/refusal.ts';
import { refuse, type Result } from '#domain/result.ts';
import { templateFaults } from '#domain/template/template-faults.ts';
import type { Context } from '#usecases/context.ts';
import { record } from '#usecases/audit/record.ts';
import { writing } from '#usecases/scope.ts';
import { openingShown, type OpeningKey, type OpeningShown } from './show-opening.ts';

/** A template with faults is not kept; what it names (pools, people, rooms) is checked against today's. */
export function saveTemplate(
  context: Context,
  key: OpeningKey,
  change: { readonly template: LoopTemplate; readonly version: number },
): Promise<Result<OpeningShown, Refusal>> {
  const { organisation, id } = key;
  return writing(context, organisation, async (tables) => {
    const before = await tables.openings.find(organisation, id);
    if (before === undefined) return refuse(notFound('opening'));
    const faults = templateFaults(change.template);
    if (faults.length > 0) return refuse(faulty('This template cannot be kept.', faults));
    const changed = await tables.openings.updateTemplate(organisation, id, change);
    if (!changed) return refuse(changedMeanwhile('template'));
    const details = { modules: change.template.modules.length };
    record(context, tables, { ...key, action: 'template-saved', details });
    return openingShown(tables, key);
  });
}
