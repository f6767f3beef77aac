import { changedNeeds, type NeedsChange } from '#domain/loop/needs.ts';
import type { Refusal } from '#domain/refusal.ts';
import { ok, type Result } from '#domain/result.ts';
import { byCandidate, type ByLink } from '#usecases/self-service/candidate-link.ts';
import type { Context } from '#usecases/context.ts';
import { tellLoops } from '#usecases/telling/tell-loops.ts';
import { record } from '#usecases/audit/record.ts';

/** Saves what the candidate said. */
export function saveNeeds(
  context: Context,
  link: ByLink,
  change: NeedsChange,
): Promise<Result<null, Refusal>> {
  const at = context.now();
  return byCandidate(context, link, async (tables, { organisation, application, loop }) => {
    const before = (await tables.needs.find(organisation, application.candidate))?.needs ?? {};
    const needs = changedNeeds(before, change);
    await tables.needs.put(organisation, application.candidate, { needs, changedAt: at });
    record(context, tables, {
      organisation,
      action: 'needs-saved',
      id: application.id,
      // Not which of them: that somebody has a need is no matter of whoever reads the record.
      details: { openings: [application.opening] },
      by: { kind: 'candidate' },
    });
    // Who hosts the meal or greets hears of it; a minute to save once more is left.
    if (loop !== undefined) await tellLoops(context, tables, { organisation, loops: [loop.id], after: 1 });
    return ok(null);
  });
}
