import { heldBefore } from '#domain/people/file-training.ts';
import type { Organisation } from '#domain/organisation/organisation.ts';
import type { PeopleFile } from '#domain/people/people-file.ts';
import { changedMeanwhile, type Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { Writing } from '#store/store.ts';

type Imported = { readonly tables: Writing; readonly organisation: Organisation; readonly list: PeopleFile };

/** Those whom the list calls trainees; the others of a pool stay what they are, and who is new there is qualified. */
export async function keepTraining(
  { tables, organisation: { id: organisation }, list }: Imported,
  ids: ReadonlyMap<string, string>,
): Promise<Result<null, Refusal>> {
  const members = await tables.trainings.members(organisation);
  for (const [pool, people] of Object.entries(list.training ?? {})) {
    for (const [listed, held] of Object.entries(people)) {
      const person = ids.get(listed);
      const known = members.find((one) => one.pool === pool && one.person === person);
      if (known === undefined) continue;
      const trainee = { ...known, state: 'trainee', before: heldBefore(held) } as const;
      if (!(await tables.trainings.setMember(organisation, trainee))) {
        return refuse(changedMeanwhile('membership'));
      }
    }
  }
  return ok(null);
}
