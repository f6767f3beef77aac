import type { Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { Membership } from '#domain/policy/viewer.ts';
import type { Context } from '#usecases/context.ts';
import { renamePeople } from './rename-people.ts';
import { told } from '#usecases/scope.ts';

/** `memberships`: those that this session opens; who came by a provider is somebody in its organisation alone. */
type Own = { readonly account: string; readonly memberships: readonly Membership[] };

/**
 * One's own name, and then that of the person that one is in each organisation. Of the account no organisation has a
 * record, and perhaps none of the people has to be renamed.
 */
export async function changeName(
  context: Context,
  { account, memberships }: Own,
  name: string,
): Promise<Result<null, Refusal>> {
  const named = await context.store.keep(async ({ accounts }) => ok(await accounts.rename(account, name)));
  if (!named.ok) return refuse(told(named.problem));
  const renamed = { people: memberships, name };
  const done = await context.store.write((tables) => renamePeople(context, tables, renamed));
  return done.ok ? done : refuse(told(done.problem));
}
