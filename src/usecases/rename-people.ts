import { changedMeanwhile, type Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { Writing } from '#store/store.ts';

/** The people that an account is bear its name. */
export async function renamePeople(
  tables: Writing,
  account: string,
  name: string,
): Promise<Result<null, Refusal>> {
  for (const { organisation, person } of await tables.members.ofAccount(account)) {
    const found = await tables.people.find(organisation, person);
    if (found === undefined || found.name === name) continue;
    const changed = await tables.people.update(organisation, person, { ...found, name });
    if (!changed) return refuse(changedMeanwhile('person'));
  }
  return ok(null);
}
