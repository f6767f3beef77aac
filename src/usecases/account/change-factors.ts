import type { ChangedBy, FactorChange } from '#domain/account/factors.ts';
import type { Refusal } from '#domain/refusal.ts';
import { ok, type Result } from '#domain/result.ts';
import type { Keeping } from '#store/store.ts';
import type { Context } from '#usecases/context.ts';
import { record } from '#usecases/audit/record.ts';
import { told } from '#usecases/scope.ts';

export type FactorTables = Pick<Keeping, 'accounts' | 'accountSessions' | 'factors' | 'passkeys'>;

type Changed = { readonly account: string; readonly change: FactorChange; readonly by: ChangedBy };

/**
 * One change of how an account signs in: noted for its owner, and in the record of every organisation whose member it
 * is. One after the other, so that two at the same time do not both think that they are the first.
 */
export async function changeFactors<T>(
  context: Pick<Context, 'store' | 'now' | 'actor'>,
  { account, change, by }: Changed,
  work: (tables: FactorTables) => Promise<Result<T, Refusal>>,
): Promise<Result<T, Refusal>> {
  const noted = async (tables: FactorTables): Promise<Result<T, Refusal>> => {
    await tables.accounts.lock(account);
    const done = await work(tables);
    if (done.ok) await tables.factors.note(account, change, by);
    return done;
  };
  const places = await context.store.read((tables) => tables.members.ofAccount(account));
  const done =
    places.length === 0
      ? await context.store.keep(noted)
      : await context.store.write(async (tables) => {
          const changed = await noted(tables);
          if (!changed.ok) return changed;
          for (const { organisation, person } of places) {
            record(context, tables, { organisation, action: change, id: person });
          }
          return changed;
        });
  return done.ok ? ok(done.value) : { ok: false, problem: told(done.problem) };
}

/** New codes in the place of all before; they are shown this once. */
export async function newRecoveryCodes(
  context: Context,
  { factors }: FactorTables,
  { account, codes }: { readonly account: string; readonly codes: readonly string[] },
): Promise<void> {
  await factors.setRecoveryCodes(
    account,
    codes.map((code) => recoveryHash(context, account, code)),
  );
}

/** What is stored of a recovery code; the same code of two accounts is stored as two texts. */
export function recoveryHash(
  { tokenHash }: Pick<Context, 'tokenHash'>,
  account: string,
  code: string,
): string {
  return tokenHash(`recovery ${account} ${code}`);
}
