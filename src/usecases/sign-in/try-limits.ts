/** How often somebody may be wrong. What is counted is stored as a hash: the table names nobody. */
import { LINKS_ASKED, TRIES } from '#domain/account/account.ts';
import { askerOf } from '#domain/account/network-address.ts';
import type { Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { Context } from '#usecases/context.ts';
import { told } from '#usecases/scope.ts';

/**
 * `email` where a password is tried, `code` (the account) where a code is, neither where a link is. `asks`: nothing is
 * tried, a mail is asked for, or the question to a passkey.
 */
export type Trial = {
  readonly address: string;
  readonly email?: string;
  readonly code?: string;
  readonly asks?: true | 'passkey';
};

type Limit = { readonly key: string; readonly most: number; readonly minutes: number };

const { minutes } = TRIES;
const TRIED = {
  ofAccount: { most: TRIES.ofAccount, minutes },
  ofAddress: { most: TRIES.ofAddress, minutes },
} as const;

/** The first is that of the network address. */
function limitsOf(
  { tokenHash }: Context,
  { address, email, code, asks }: Trial,
): readonly [Limit, ...Limit[]] {
  if (asks === 'passkey') {
    return [{ key: tokenHash(`passkey ${askerOf(address)}`), most: TRIES.questions, minutes }];
  }
  const [limits, what] = asks === true ? [LINKS_ASKED, 'mail to '] : [TRIED, ''];
  const ofAddress = { key: tokenHash(`${what}address ${askerOf(address)}`), ...limits.ofAddress };
  if (code !== undefined) return [ofAddress, { key: tokenHash(`code ${code}`), most: TRIES.ofCode, minutes }];
  if (email === undefined) return [ofAddress];
  return [ofAddress, { key: tokenHash(`${what}account ${email}`), ...limits.ofAccount }];
}

/** Counts one try before it is made, so that many at the same time are no more than many in turn. */
export function countTry(context: Context, trial: Trial): Promise<Result<null, Refusal>> {
  return countAll(context, limitsOf(context, trial));
}

/** Something that may be done so often `within` so many minutes; `of` names it, and is stored as a hash. */
type Use = { readonly address: string; readonly of: string; readonly most: number; readonly within: number };

/** Counts one use, and one try of whoever asks. */
export function countUses(
  context: Context,
  { address, of, most, within }: Use,
): Promise<Result<null, Refusal>> {
  const use = { key: context.tokenHash(of), most, minutes: within };
  return countAll(context, [...limitsOf(context, { address }), use]);
}

async function countAll(context: Context, limits: readonly Limit[]): Promise<Result<null, Refusal>> {
  const counted = await context.store.keep(async (tables) => {
    for (const { key, most, minutes: within } of limits) {
      const { count, seconds } = await tables.tries.count(key, within);
      // No refusal here: that would roll the count back.
      if (count > most) return ok(seconds);
    }
    return ok(undefined);
  });
  if (!counted.ok) return refuse(told(counted.problem));
  if (counted.value === undefined) return ok(null);
  const text = `Too many tries. Try again in ${waitWords(Math.max(1, Math.ceil(counted.value / 60)))}.`;
  return refuse({ code: 'too-many-tries', text, seconds: Math.max(1, counted.value) });
}

function waitWords(minutes: number): string {
  if (minutes > 90) return `${Math.ceil(minutes / 60)} hours`;
  return minutes === 1 ? 'a minute' : `${minutes} minutes`;
}

/** It was right: the count of the account, or of its codes, begins anew, and the address has one try less. */
export async function forgiveTry(context: Context, trial: Trial): Promise<void> {
  await context.store.keep(async (tables) => {
    const [ofAddress, own] = limitsOf(context, trial);
    await tables.tries.giveBack(ofAddress.key);
    if (own !== undefined) await tables.tries.forget(own.key);
    return ok(null);
  });
}
