import { changedMeanwhile, type Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { Writing } from '#store/store.ts';
import type { Context } from '#usecases/context.ts';
import { record } from '#usecases/audit/record.ts';

type Renamed = {
  readonly people: readonly { readonly organisation: string; readonly person: string }[];
  readonly name: string;
};

/** The people that an account is bear its name. */
export async function renamePeople(
  context: Context,
  tables: Writing,
  { people, name }: Renamed,
): Promise<Result<null, Refusal>> {
  for (const { organisation, person } of people) {
    const found = await tables.people.find(organisation, person);
    if (found === undefined || found.name === name) continue;
    const changed = await tables.people.update(organisation, person, { ...found, name });
    if (!changed) return refuse(changedMeanwhile('person'));
    const details = { fields: ['name'] } as const;
    record(context, tables, { organisation, action: 'person-changed', id: person, details });
  }
  return ok(null);
}
