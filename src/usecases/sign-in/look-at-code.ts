import { givenCode } from '#domain/account/factors.ts';
import type { Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { FactorTables } from '#usecases/account/change-factors.ts';
import { recoveryHash } from '#usecases/account/change-factors.ts';
import type { Context } from '#usecases/context.ts';

/** A code that may be right; it is only when it can be taken, which it can once. */
export type SeenCode =
  | { readonly factor: 'authenticator'; readonly step: number }
  | { readonly factor: 'recovery-code'; readonly hash: string };

export const WRONG_CODE: Refusal = {
  code: 'wrong-code',
  text: 'This code is not right, or was used already. Wait for the next one in the app; the clock of the phone must be right.',
};
export const SEALED_WITH_ANOTHER_KEY: Refusal = {
  code: 'wrong-code',
  text: 'Codes of the app cannot be checked here any more: this server has another key than when the app was set up. Use a recovery code, or ask whoever looks after the server.',
};

/** What is counted as one try is counted before. */
export async function lookAtCode(
  context: Context,
  account: string,
  text: string,
): Promise<Result<SeenCode, Refusal>> {
  const given = givenCode(text);
  if (given === undefined) return refuse(WRONG_CODE);
  if (given.kind === 'recovery-code') {
    return ok({ factor: 'recovery-code', hash: recoveryHash(context, account, given.code) });
  }
  const app = await context.store.read((tables) => tables.factors.authenticator(account));
  if (app?.confirmed !== true) return refuse(WRONG_CODE);
  const secret = context.sealing.unseal(app.secret, `authenticator ${account}`);
  if (secret === undefined) return refuse(SEALED_WITH_ANOTHER_KEY);
  const step = context.authenticator.step(secret, given.code, context.now());
  return step === undefined ? refuse(WRONG_CODE) : ok({ factor: 'authenticator', step });
}

/** False when it is no code of the account, or was taken before. */
export function takeCode(
  { factors }: Pick<FactorTables, 'factors'>,
  account: string,
  seen: SeenCode,
): Promise<boolean> {
  return seen.factor === 'authenticator'
    ? factors.takeStep(account, seen.step)
    : factors.useRecoveryCode(account, seen.hash);
}
