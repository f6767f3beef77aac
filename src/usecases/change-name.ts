import type { Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { Membership } from '#domain/viewer.ts';
import type { Context } from './context.ts';
import { renamePeople } from './rename-people.ts';
import { told } from './scope.ts';

/** `memberships`: those that this session opens; who came by a provider is somebody in its organisation alone. */
type Own = { readonly account: string; readonly memberships: readonly Membership[] };

/** One's own name, also as the person that one is in each organisation. */
export async function changeName(
  context: Context,
  { account, memberships }: Own,
  name: string,
): Promise<Result<null, Refusal>> {
  const done =
    memberships.length === 0
      ? await context.store.keep(async ({ accounts }) => ok(await accounts.rename(account, name)))
      : await context.store.write(async (tables): Promise<Result<null, Refusal>> => {
          const renamed = await renamePeople(context, tables, { people: memberships, name });
          if (renamed.ok) await tables.accounts.rename(account, name);
          return renamed;
        });
  return done.ok ? ok(null) : refuse(told(done.problem));
}
