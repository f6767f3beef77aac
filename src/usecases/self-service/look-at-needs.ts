import type { Needs } from '#domain/loop/needs.ts';
import { notFound, type Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { Context } from '#usecases/context.ts';
import { record } from '#usecases/audit/record.ts';
import type { ApplicationKey } from '#usecases/opening/save-candidate.ts';
import { writing } from '#usecases/scope.ts';

/** For somebody who plans the day and scores the candidate too, where nobody else can plan: the record says that they looked. */
export function lookAtNeeds(context: Context, key: ApplicationKey): Promise<Result<Needs, Refusal>> {
  return writing(context, key.organisation, async (tables) => {
    const application = await tables.applications.find(key.organisation, key.id);
    if (application === undefined) return refuse(notFound('candidate'));
    const kept = await tables.needs.find(key.organisation, application.candidate);
    const details = { openings: [application.opening] };
    record(context, tables, { ...key, action: 'needs-looked-at', details });
    return ok(kept?.needs ?? {});
  });
}
