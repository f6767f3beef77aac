import { changedMeanwhile, type Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { Writing } from '#store/store.ts';
import type { Context } from './context.ts';
import { record } from './record.ts';

/** The people that an account is bear its name. */
export async function renamePeople(
  context: Context,
  tables: Writing,
  { account, name }: { readonly account: string; readonly name: string },
): Promise<Result<null, Refusal>> {
  for (const { organisation, person } of await tables.members.ofAccount(account)) {
    const found = await tables.people.find(organisation, person);
    if (found === undefined || found.name === name) continue;
    const changed = await tables.people.update(organisation, person, { ...found, name });
    if (!changed) return refuse(changedMeanwhile('person'));
    const details = { fields: ['name'] } as const;
    record(context, tables, { organisation, action: 'person-changed', id: person, details });
  }
  return ok(null);
}
