import { doneSchema } from '#contract/account.ts';
import {
  authenticatorOfferedSchema,
  codeGivenSchema,
  factorsViewSchema,
  proofGivenSchema,
  recoveryCodesSchema,
  type RecoveryCodes,
} from '#contract/factors.ts';
import type { Refusal } from '#domain/refusal.ts';
import { ok, type Result } from '#domain/result.ts';
import { asks, removes, tells, type Asked, type Route } from '#http/route.ts';
import { secretOf, sessionCookie } from '#http/session-cookie.ts';
import { browserOf, signedIn, withAccount, withHalfway } from '#http/signed-in.ts';
import {
  confirmAuthenticator,
  offerAuthenticator,
  removeAuthenticator,
  type FactorAdded,
} from '#usecases/account/change-authenticator.ts';
import type { Context } from '#usecases/context.ts';
import { finishSignIn } from '#usecases/sign-in/finish-sign-in.ts';
import { makeRecoveryCodes } from '#usecases/account/make-recovery-codes.ts';
import { proveIt } from '#usecases/account/prove-it.ts';
import { showFactors } from '#usecases/account/show-factors.ts';

const OWN = { deed: 'use-own-account' } as const;
/** What opens the account, and where it is open. */
const KEEP = { deed: 'keep-own-account' } as const;

/** The second factor: giving it, and what one has. */
export function factorRoutes(context: Context): readonly Route[] {
  return [...givingRoutes(context), ...authenticatorRoutes(context)];
}

function givingRoutes(context: Context): readonly Route[] {
  return [
    tells({
      method: 'POST',
      path: '/api/session/code',
      may: { deed: 'finish-signing-in' },
      body: codeGivenSchema,
      answer: doneSchema,
      run: (asked) =>
        withHalfway(asked, (account) =>
          signedIn(asked, finishSignIn(context, { ...asked.body, account }, browserOf(asked)), () => ({})),
        ),
    }),
    tells({
      method: 'POST',
      path: '/api/account/proof',
      may: OWN,
      body: proofGivenSchema,
      answer: doneSchema,
      run: (asked) =>
        withAccount(asked, async (account) => {
          const shown = await proveIt(context, { account, proof: asked.body }, browserOf(asked));
          return shown.ok ? ok({}) : shown;
        }),
    }),
    asks({
      method: 'GET',
      path: '/api/account/factors',
      may: KEEP,
      answer: factorsViewSchema,
      run: (asked) => withAccount(asked, async (account) => ok(await showFactors(context, account))),
    }),
    asks({
      method: 'POST',
      path: '/api/account/recovery-codes',
      may: KEEP,
      answer: recoveryCodesSchema,
      run: (asked) =>
        withAccount(asked, async (account) => {
          const made = await makeRecoveryCodes(context, account, secretOf(asked.headers));
          return made.ok ? ok({ recoveryCodes: made.value }) : made;
        }),
    }),
  ];
}

function authenticatorRoutes(context: Context): readonly Route[] {
  return [
    asks({
      method: 'POST',
      path: '/api/account/authenticator',
      may: KEEP,
      answer: authenticatorOfferedSchema,
      run: (asked) => withAccount(asked, (account) => offerAuthenticator(context, account, browserOf(asked))),
    }),
    tells({
      method: 'PUT',
      path: '/api/account/authenticator',
      may: KEEP,
      body: codeGivenSchema,
      answer: recoveryCodesSchema,
      run: (asked) =>
        withAccount(asked, (account) =>
          added(asked, confirmAuthenticator(context, { ...asked.body, account }, browserOf(asked))),
        ),
    }),
    removes('/api/account/authenticator', KEEP, (asked) =>
      withAccount(asked, (account) => removeAuthenticator(context, account, browserOf(asked))),
    ),
  ];
}

/** The session goes on with another secret where a factor was shown in it for the first time. */
export async function added(
  asked: Asked<unknown>,
  adding: Promise<Result<FactorAdded, Refusal>>,
): Promise<Result<RecoveryCodes, Refusal>> {
  const done = await adding;
  if (!done.ok) return done;
  const { secret, recoveryCodes } = done.value;
  if (secret !== undefined) asked.setCookie(sessionCookie(secret));
  return ok({ recoveryCodes });
}
