import { changedFields } from '#domain/audit/audit.ts';
import type { PersonDetails } from '#domain/people/people.ts';
import { changedMeanwhile, notFound, type Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { Reading } from '#store/store.ts';
import type { Context } from '#usecases/context.ts';
import { personShown, upcomingSessions, type PersonShown } from './list-people.ts';
import { record } from '#usecases/audit/record.ts';
import { writing } from '#usecases/scope.ts';

export function addPerson(
  context: Context,
  organisation: string,
  details: PersonDetails,
): Promise<Result<PersonShown, Refusal>> {
  const id = context.newId();
  const feedToken = context.newToken();
  return writing(context, organisation, async (tables) => {
    await tables.people.insert(organisation, { ...details, id, feedToken });
    record(context, tables, { organisation, action: 'person-added', id });
    return shown(tables, context, { organisation, id });
  });
}

export function changePerson(
  context: Context,
  { organisation, id }: PersonKey,
  change: PersonDetails & { readonly version: number },
): Promise<Result<PersonShown, Refusal>> {
  return writing(context, organisation, async (tables) => {
    const before = await tables.people.find(organisation, id);
    if (before === undefined) return refuse(notFound('person'));
    const changed = await tables.people.update(organisation, id, change);
    if (!changed) return refuse(changedMeanwhile('person'));
    const fields = changedFields(before, change);
    // All-day entries lie on other hours then, and other invitations are declined.
    if (fields.includes('timeZone') || fields.includes('email')) {
      await tables.calendars.rereadOf(organisation, id);
    }
    const details = { fields };
    record(context, tables, { organisation, action: 'person-changed', id, details });
    return shown(tables, context, { organisation, id });
  });
}

export type PersonKey = { readonly organisation: string; readonly id: string };

export async function shown(
  tables: Reading,
  context: Context,
  { organisation, id }: PersonKey,
): Promise<Result<PersonShown, Refusal>> {
  const person = await tables.people.find(organisation, id);
  if (person === undefined) return refuse(notFound('person'));
  const upcoming = await upcomingSessions(tables, organisation, context.now());
  return ok(personShown(person, upcoming, context.now()));
}
