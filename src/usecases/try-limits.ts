/** How often somebody may be wrong. What is counted is stored as a hash: the table names nobody. */
import { TRIES } from '#domain/account.ts';
import { askerOf } from '#domain/network-address.ts';
import type { Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { Context } from './context.ts';
import { told } from './scope.ts';

/** `email` where a password is tried, `code` (the account) where a code is, neither where a link is. */
export type Trial = {
  readonly address: string;
  readonly email?: string;
  readonly code?: string;
  /** Nothing is tried yet: a passkey is asked for. */
  readonly question?: true;
};

type Limit = { readonly key: string; readonly most: number };

function limitsOf(context: Context, { address, email, code, question }: Trial): readonly Limit[] {
  if (question) return [{ key: context.tokenHash(`question ${askerOf(address)}`), most: TRIES.questions }];
  const ofAddress = { key: context.tokenHash(`address ${askerOf(address)}`), most: TRIES.ofAddress };
  if (code !== undefined) {
    return [ofAddress, { key: context.tokenHash(`code ${code}`), most: TRIES.ofCode }];
  }
  if (email === undefined) return [ofAddress];
  return [ofAddress, { key: context.tokenHash(`account ${email}`), most: TRIES.ofAccount }];
}

/** Counts one try before it is made, so that many at the same time are no more than many in turn. */
export async function countTry(context: Context, trial: Trial): Promise<Result<null, Refusal>> {
  const counted = await context.store.keep(async (tables) => {
    for (const { key, most } of limitsOf(context, trial)) {
      const { count, seconds } = await tables.tries.count(key, TRIES.minutes);
      // No refusal here: that would roll the count back.
      if (count > most) return ok(seconds);
    }
    return ok(undefined);
  });
  if (!counted.ok) return refuse(told(counted.problem));
  if (counted.value === undefined) return ok(null);
  const minutes = Math.max(1, Math.ceil(counted.value / 60));
  const text = `Too many tries. Try again in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`;
  return refuse({ code: 'too-many-tries', text, seconds: Math.max(1, counted.value) });
}

/** It was right: the count of the account, or of its codes, begins anew, and the address has one try less. */
export async function forgiveTry(context: Context, trial: Trial): Promise<void> {
  await context.store.keep(async (tables) => {
    const [ofAddress, own] = limitsOf(context, trial);
    if (ofAddress !== undefined) await tables.tries.giveBack(ofAddress.key);
    if (own !== undefined) await tables.tries.forget(own.key);
    return ok(null);
  });
}
