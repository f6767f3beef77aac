import { shown } from '#domain/fault.ts';
import { changedFields } from '#domain/audit/audit.ts';
import type { Interval } from '#domain/planning/loop-problem.ts';
import type { CandidateDetails } from '#domain/organisation/opening.ts';
import { changedMeanwhile, faulty, notFound, type Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { millisecondsOf } from '#domain/time/zoned.ts';
import type { Writing } from '#store/store.ts';
import type { Context } from '#usecases/context.ts';
import { record } from '#usecases/audit/record.ts';
import { writing } from '#usecases/scope.ts';
import { withLoop, type ApplicationShown, type OpeningKey } from './show-opening.ts';

export type ApplicationKey = { readonly organisation: string; readonly id: string };

/** Puts somebody into the second round of an opening. */
export function addCandidate(
  context: Context,
  { organisation, id: opening }: OpeningKey,
  details: CandidateDetails,
): Promise<Result<ApplicationShown, Refusal>> {
  const [id, candidate] = [context.newId(), context.newId()];
  return writing(context, organisation, async (tables) => {
    if ((await tables.openings.find(organisation, opening)) === undefined) return refuse(notFound('opening'));
    const faults = intervalFaults(details.available);
    if (faults !== undefined) return refuse(faults);
    await tables.applications.insert(organisation, {
      ...details,
      id,
      candidate,
      opening,
      at: context.now(),
    });
    const about = { openings: [opening] };
    record(context, tables, { organisation, action: 'candidate-added', id, details: about });
    return applicationShown(tables, { organisation, id });
  });
}

export function changeCandidate(
  context: Context,
  key: ApplicationKey,
  change: CandidateDetails & { readonly version: number },
): Promise<Result<ApplicationShown, Refusal>> {
  return writing(context, key.organisation, async (tables) => {
    const application = await tables.applications.find(key.organisation, key.id);
    if (application === undefined) return refuse(notFound('candidate'));
    const faults = intervalFaults(change.available);
    if (faults !== undefined) return refuse(faults);
    const changed = await tables.applications.update(key.organisation, application, change);
    if (!changed) return refuse(changedMeanwhile('candidate'));
    const details = { fields: changedFields(application, change), openings: [application.opening] };
    record(context, tables, { ...key, action: 'candidate-changed', details });
    return applicationShown(tables, key);
  });
}

/** Refused while a loop is confirmed. */
export function removeCandidate(context: Context, key: ApplicationKey): Promise<Result<null, Refusal>> {
  return writing(context, key.organisation, async (tables) => {
    const application = await tables.applications.find(key.organisation, key.id);
    if (application === undefined) return refuse(notFound('candidate'));
    await tables.bookings.lock(key.organisation, [application.candidate]);
    if ((await tables.loops.confirmedOf(key.organisation, key.id)) !== undefined) {
      const text = `${application.name} has a confirmed loop. Cancel it first.`;
      return refuse({ code: 'in-use', text });
    }
    await tables.applications.remove(key.organisation, application);
    const details = { openings: [application.opening] };
    record(context, tables, { ...key, action: 'candidate-removed', details });
    return ok(null);
  });
}

async function applicationShown(
  tables: Writing,
  { organisation, id }: ApplicationKey,
): Promise<Result<ApplicationShown, Refusal>> {
  const application = await tables.applications.find(organisation, id);
  if (application === undefined) return refuse(notFound('candidate'));
  const loops = await tables.applications.confirmedLoops(organisation, application.opening);
  return ok(withLoop(application, loops));
}

function intervalFaults(available: readonly Interval[]): Refusal | undefined {
  const faults = available.flatMap(({ start, end }, index) =>
    millisecondsOf(start) < millisecondsOf(end)
      ? []
      : [{ place: `available[${index}].end`, found: shown(end), expected: `an instant after ${start}` }],
  );
  return faults.length === 0 ? undefined : faulty('These times cannot be used.', faults);
}
