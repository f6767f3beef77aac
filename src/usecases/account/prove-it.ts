import { FACTOR_MINUTES } from '#domain/account/account.ts';
import type { Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { Browser } from '#usecases/sign-in/begin-session.ts';
import type { Context } from '#usecases/context.ts';
import { ENDED } from '#usecases/sign-in/finish-sign-in.ts';
import { lookAtCode, takeCode, WRONG_CODE } from '#usecases/sign-in/look-at-code.ts';
import { unlessBusy } from '#usecases/sign-in/new-password.ts';
import { told } from '#usecases/scope.ts';
import { countTry, forgiveTry, type Trial } from '#usecases/sign-in/try-limits.ts';

/** What somebody shows that a browser left open does not have. */
export type Proof = { readonly password: string } | { readonly code: string };

const WRONG_PASSWORD: Refusal = { code: 'wrong-password', text: 'The password is not right.' };
const PROVE_IT: Refusal = {
  code: 'prove-it',
  text: `Show that it is you: this needs your password or a second factor from the last ${FACTOR_MINUTES.proven} minutes.`,
};

/** Whoever has just signed in, or shown again who they are, may change how the account signs in. */
export async function recentlyProven(
  context: Context,
  secret: string | undefined,
): Promise<Result<null, Refusal>> {
  const hash = context.tokenHash(secret ?? '');
  const proven = await context.store.read((tables) => tables.accountSessions.isProven(hash));
  return proven ? ok(null) : refuse(PROVE_IT);
}

export async function proveIt(
  context: Context,
  { account, proof }: { readonly account: string; readonly proof: Proof },
  browser: Browser,
): Promise<Result<null, Refusal>> {
  const found = await context.store.read((tables) => tables.accounts.find(account));
  if (found === undefined) return refuse(ENDED);
  const { address } = browser;
  const trial: Trial = 'code' in proof ? { address, code: account } : { address, email: found.email };
  const counted = await countTry(context, trial);
  if (!counted.ok) return counted;
  const shown =
    'code' in proof
      ? await codeShown(context, account, proof.code)
      : await passwordShown(context, found.password, proof.password);
  if (!shown.ok) return shown;
  const noted = await noteProof(context, browser.secret);
  if (noted.ok) await forgiveTry(context, trial);
  return noted;
}

async function noteProof(context: Context, secret: string | undefined): Promise<Result<null, Refusal>> {
  const hash = context.tokenHash(secret ?? '');
  const done = await context.store.keep(async (tables): Promise<Result<null, Refusal>> =>
    (await tables.accountSessions.prove(hash)) ? ok(null) : refuse(ENDED),
  );
  return done.ok ? done : refuse(told(done.problem));
}

async function passwordShown(
  { passwords }: Context,
  stored: string | null,
  password: string,
): Promise<Result<null, Refusal>> {
  const matches = unlessBusy(await passwords.matches(password, stored ?? undefined));
  if (!matches.ok) return matches;
  return matches.value ? ok(null) : refuse(WRONG_PASSWORD);
}

async function codeShown(context: Context, account: string, code: string): Promise<Result<null, Refusal>> {
  const seen = await lookAtCode(context, account, code);
  if (!seen.ok) return seen;
  const done = await context.store.keep(async (tables): Promise<Result<null, Refusal>> =>
    (await takeCode(tables, account, seen.value)) ? ok(null) : refuse(WRONG_CODE),
  );
  return done.ok ? done : refuse(told(done.problem));
}
