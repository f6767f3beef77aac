/** How often somebody may be wrong. What is counted is stored as a hash: the table names nobody. */
import { TRIES } from '#domain/account.ts';
import { askerOf } from '#domain/network-address.ts';
import type { Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { Context } from './context.ts';
import { told } from './scope.ts';

/** `email` where a password is tried, nothing where a link is. */
export type Trial = { readonly address: string; readonly email?: string };

/** `minutes`: the window, where it is not the usual one. */
type Limit = { readonly key: string; readonly most: number; readonly minutes?: number };

function limitsOf(context: Context, { address, email }: Trial): readonly Limit[] {
  const ofAddress = { key: context.tokenHash(`address ${askerOf(address)}`), most: TRIES.ofAddress };
  if (email === undefined) return [ofAddress];
  return [ofAddress, { key: context.tokenHash(`account ${email}`), most: TRIES.ofAccount }];
}

/** Counts one try before it is made, so that many at the same time are no more than many in turn. */
export function countTry(context: Context, trial: Trial): Promise<Result<null, Refusal>> {
  return countAll(context, limitsOf(context, trial));
}

/** Something that may be done so often within so many minutes; `of` names it, and is stored as a hash. */
export type Use = Trial & { readonly of: string; readonly most: number; readonly minutes: number };

/** Counts one use, and one try of whoever asks. */
export function countUses(
  context: Context,
  { of, most, minutes, ...trial }: Use,
): Promise<Result<null, Refusal>> {
  return countAll(context, [...limitsOf(context, trial), { key: context.tokenHash(of), most, minutes }]);
}

async function countAll(context: Context, limits: readonly Limit[]): Promise<Result<null, Refusal>> {
  const counted = await context.store.keep(async (tables) => {
    for (const { key, most, minutes = TRIES.minutes } of limits) {
      const { count, seconds } = await tables.tries.count(key, minutes);
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

/** It was right: the account's count begins anew, and the address has one try less. */
export async function forgiveTry(context: Context, trial: Trial): Promise<void> {
  await context.store.keep(async (tables) => {
    const [ofAddress, ofAccount] = limitsOf(context, trial);
    if (ofAddress !== undefined) await tables.tries.giveBack(ofAddress.key);
    if (ofAccount !== undefined) await tables.tries.forget(ofAccount.key);
    return ok(null);
  });
}
