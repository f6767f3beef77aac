import type { Organisation } from '#domain/organisation/organisation.ts';
import type { Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { Context } from '#usecases/context.ts';
import { record } from '#usecases/audit/record.ts';
import { told } from '#usecases/scope.ts';

/** Start your own: an organisation without anything in it. */
export async function startOrganisation(
  context: Context,
  details: { readonly name: string; readonly timeZone: string },
): Promise<Result<Organisation, Refusal>> {
  const organisation: Organisation = { id: context.newId(), ...details, sample: false };
  const done = await context.store.write(async (tables) => {
    await tables.organisations.insert(organisation, context.now());
    const { id } = organisation;
    record(context, tables, { organisation: id, action: 'organisation-started', id });
    return ok(organisation);
  });
  return done.ok ? done : refuse(told(done.problem));
}
