import type { Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { Context } from './context.ts';
import { renamePeople } from './rename-people.ts';
import { told } from './scope.ts';

/** One's own name, also as the person that one is in each organisation. */
export async function changeName(
  context: Context,
  account: string,
  name: string,
): Promise<Result<null, Refusal>> {
  const places = await context.store.read((tables) => tables.members.ofAccount(account));
  const done =
    places.length === 0
      ? await context.store.keep(async ({ accounts }) => ok(await accounts.rename(account, name)))
      : await context.store.write(async (tables): Promise<Result<null, Refusal>> => {
          const renamed = await renamePeople(context, tables, { account, name });
          if (renamed.ok) await tables.accounts.rename(account, name);
          return renamed;
        });
  return done.ok ? ok(null) : refuse(told(done.problem));
}
