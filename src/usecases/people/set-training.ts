import { changedMeanwhile, notFound, type Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { MemberState, Steps } from '#domain/people/training.ts';
import type { Context } from '#usecases/context.ts';
import { record } from '#usecases/audit/record.ts';
import type { PersonKey } from './save-person.ts';
import { writing } from '#usecases/scope.ts';
import { poolsShown, type PoolsShown } from './show-pools.ts';

/** `version` is that of the membership; 0 puts the person into the pool. */
export type MemberSetting = {
  readonly pool: string;
  readonly version: number;
  readonly state: MemberState;
  readonly before: Steps;
};

/** Makes somebody qualified or a trainee of one pool; plans made from now on go by it, confirmed loops stand. */
export function setMember(
  context: Context,
  { organisation, id }: PersonKey,
  setting: MemberSetting,
): Promise<Result<PoolsShown, Refusal>> {
  return writing(context, organisation, async (tables) => {
    // Whoever books this person meanwhile waits, and then plans by the new state.
    await tables.bookings.lock(organisation, [id]);
    if ((await tables.people.find(organisation, id)) === undefined) return refuse(notFound('person'));
    const set = await tables.trainings.setMember(organisation, { ...setting, person: id });
    if (!set) return refuse(changedMeanwhile('membership'));
    const action = setting.state === 'qualified' ? 'training-qualified' : 'training-begun';
    record(context, tables, { organisation, action, id });
    return ok(await poolsShown(tables, context, organisation));
  });
}

/** How many sessions a trainee of the pool watches and leads while watched. */
export function setPath(
  context: Context,
  organisation: string,
  { pool, ...path }: Steps & { readonly pool: string; readonly version: number },
): Promise<Result<PoolsShown, Refusal>> {
  return writing(context, organisation, async (tables) => {
    const set = await tables.trainings.setPath(organisation, pool, path);
    if (!set) return refuse(changedMeanwhile('training path'));
    record(context, tables, { organisation, action: 'training-path-set', id: organisation });
    return ok(await poolsShown(tables, context, organisation));
  });
}
