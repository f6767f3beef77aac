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
  const done = await context.store.write(async (tables): Promise<Result<null, Refusal>> => {
    await tables.accounts.rename(account, name);
    return renamePeople(tables, account, name);
  });
  return done.ok ? ok(null) : refuse(told(done.problem));
}
