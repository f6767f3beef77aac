import type { ChangedBy } from '#domain/account/factors.ts';
import { notFound, type Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { changeFactors } from './change-factors.ts';
import type { Context } from '#usecases/context.ts';
import { recentlyProven } from './prove-it.ts';

type MemberKey = { readonly organisation: string; readonly person: string };

type Means = Pick<Context, 'store' | 'now' | 'actor'>;

const OWN: Refusal = {
  code: 'in-use',
  text: 'This is your own account. Remove your second factor on the page My account.',
};
const NONE: Refusal = { code: 'not-found', text: 'This account has no second factor.' };
const NOT_HERE: Refusal = {
  code: 'in-use',
  text: 'The second factor of this account cannot be taken away here, because it is not of this organisation alone. Whoever looks after the server can do it.',
};

/**
 * An administrator takes away what a member has lost, so that they come in with their password alone and set up
 * another. Nobody does it for themselves, nor for an account that is a member elsewhere too: what opens other
 * organisations is not for one of them to weaken.
 */
export async function takeFactors(
  context: Context,
  { organisation, person }: MemberKey,
  asker: { readonly account: string; readonly secret: string | undefined },
): Promise<Result<null, Refusal>> {
  const proven = await recentlyProven(context, asker.secret);
  if (!proven.ok) return proven;
  const found = await context.store.read(async (tables) => {
    const members = await tables.members.list(organisation);
    const member = members.find((one) => one.person === person);
    if (member === undefined) return refuse(notFound('member'));
    if (member.account === asker.account) return refuse(OWN);
    const places = await tables.members.ofAccount(member.account);
    return places.length > 1 ? refuse(NOT_HERE) : ok(member.account);
  });
  return found.ok ? drop(context, found.value, 'office') : found;
}

/** Whoever looks after the server does the same for anybody, by the address of the account. */
export async function dropFactors(context: Means, email: string): Promise<Result<null, Refusal>> {
  const account = await context.store.read((tables) => tables.accounts.byEmail(email));
  if (account !== undefined) return drop(context, account.id, 'operator');
  return refuse({ code: 'not-found', text: `There is no account with the address ${email}.` });
}

/** Everything beside the password, and every session. */
function drop(context: Means, account: string, by: ChangedBy): Promise<Result<null, Refusal>> {
  const change = { account, change: 'factors-dropped', by } as const;
  return changeFactors(context, change, async (tables): Promise<Result<null, Refusal>> => {
    if (!(await tables.factors.has(account))) return refuse(NONE);
    await tables.factors.removeAuthenticator(account);
    await tables.passkeys.removeAll(account);
    await tables.factors.setRecoveryCodes(account, []);
    await tables.accountSessions.endAll(account);
    return ok(null);
  });
}
