import { RECOVERY_CODES, shownRecoveryCode } from '#domain/account/factors.ts';
import type { Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { changeFactors, newRecoveryCodes } from './change-factors.ts';
import type { Context } from '#usecases/context.ts';
import { recentlyProven } from './prove-it.ts';

const NOTHING_TO_RECOVER: Refusal = {
  code: 'in-use',
  text: 'Recovery codes stand in for a second factor. Set one up first.',
};

/** New ones in the place of all before. They are told this once, and their hashes stored. */
export async function makeRecoveryCodes(
  context: Context,
  account: string,
  secret: string | undefined,
): Promise<Result<readonly string[], Refusal>> {
  const proven = await recentlyProven(context, secret);
  if (!proven.ok) return proven;
  const codes = Array.from({ length: RECOVERY_CODES }, () => context.newRecoveryCode());
  const change = { account, change: 'recovery-codes-made', by: 'self' } as const;
  return changeFactors(context, change, async (tables): Promise<Result<readonly string[], Refusal>> => {
    if (!(await tables.factors.has(account))) return refuse(NOTHING_TO_RECOVER);
    await newRecoveryCodes(context, tables, { account, codes });
    return ok(codes.map(shownRecoveryCode));
  });
}
