import { doneSchema } from '#contract/account.ts';
import { passkeyNameSchema, recoveryCodesSchema } from '#contract/factors.ts';
import {
  passkeyProofSchema,
  passkeyCreationSchema,
  passkeyMadeSchema,
  passkeyQuestionSchema,
} from '#contract/passkeys.ts';
import { ok } from '#domain/result.ts';
import { hostCookie, secretIn } from '#http/host-cookie.ts';
import { asks, param, removes, tells, type Asked, type Route } from '#http/route.ts';
import { secretOf } from '#http/session-cookie.ts';
import { browserOf, signedIn, withAccount, withHalfway } from '#http/signed-in.ts';
import {
  askForOwn,
  askToRegister,
  askToSignIn,
  type PasskeyBrowser,
} from '#usecases/sign-in/ask-for-passkey.ts';
import { addPasskey, removePasskey, renamePasskey } from '#usecases/account/change-passkeys.ts';
import type { Context } from '#usecases/context.ts';
import { finishWithPasskey, proveWithPasskey, signInWithPasskey } from '#usecases/sign-in/use-passkey.ts';
import { added } from './factors.ts';

const ANYBODY = { deed: 'sign-in' } as const;
const FINISH = { deed: 'finish-signing-in' } as const;
const OWN = { deed: 'use-own-account' } as const;
/** What opens the account, and where it is open. */
const KEEP = { deed: 'keep-own-account' } as const;

/** Of a browser in which nobody is signed in: what it was asked is answered by no other. */
const COOKIE = 'passkey';
const COOKIE_SECONDS = 86_400;

export function passkeyRoutes(context: Context): readonly Route[] {
  return [...signInRoutes(context), ...finishRoutes(context), ...proofRoutes(context), ...ownRoutes(context)];
}

/** With a passkey alone. Several pages of one browser may ask at the same time. */
function signInRoutes(context: Context): readonly Route[] {
  return [
    asks({
      method: 'POST',
      path: '/api/session/passkey/question',
      may: ANYBODY,
      answer: passkeyQuestionSchema,
      run: async (asked) => {
        const secret = secretIn(asked.headers, COOKIE) ?? context.newToken();
        const question = await askToSignIn(context, { origin: asked.origin, secret }, asked.address);
        if (!question.ok) return question;
        asked.setCookie(hostCookie(COOKIE, secret, COOKIE_SECONDS));
        return ok(passkeyQuestionSchema.parse(question.value));
      },
    }),
    tells({
      method: 'POST',
      path: '/api/session/passkey',
      may: ANYBODY,
      body: passkeyProofSchema,
      answer: doneSchema,
      run: (asked) => {
        const asking = { origin: asked.origin, secret: secretIn(asked.headers, COOKIE) ?? '' };
        const from = { browser: browserOf(asked), asking };
        return signedIn(asked, signInWithPasskey(context, asked.body.credential, from), () => ({}));
      },
    }),
  ];
}

/** As second factor. */
function finishRoutes(context: Context): readonly Route[] {
  return [
    asks({
      method: 'POST',
      path: '/api/session/finish/question',
      may: FINISH,
      answer: passkeyQuestionSchema,
      run: (asked) =>
        withHalfway(asked, async (account) => {
          const question = await askForOwn(context, { account, purpose: 'finish' }, ofSession(asked));
          return question.ok ? ok(passkeyQuestionSchema.parse(question.value)) : question;
        }),
    }),
    tells({
      method: 'POST',
      path: '/api/session/finish',
      may: FINISH,
      body: passkeyProofSchema,
      answer: doneSchema,
      run: (asked) =>
        withHalfway(asked, (account) => {
          const own = { account, response: asked.body.credential };
          return signedIn(asked, finishWithPasskey(context, own, fromSession(asked)), () => ({}));
        }),
    }),
  ];
}

/** To show again who one is. */
function proofRoutes(context: Context): readonly Route[] {
  return [
    asks({
      method: 'POST',
      path: '/api/account/proof/question',
      may: OWN,
      answer: passkeyQuestionSchema,
      run: (asked) =>
        withAccount(asked, async (account) => {
          const question = await askForOwn(context, { account, purpose: 'prove' }, ofSession(asked));
          return question.ok ? ok(passkeyQuestionSchema.parse(question.value)) : question;
        }),
    }),
    tells({
      method: 'POST',
      path: '/api/account/proof/passkey',
      may: OWN,
      body: passkeyProofSchema,
      answer: doneSchema,
      run: (asked) =>
        withAccount(asked, async (account) => {
          const own = { account, response: asked.body.credential };
          const shown = await proveWithPasskey(context, own, fromSession(asked));
          return shown.ok ? ok({}) : shown;
        }),
    }),
  ];
}

/** One's own passkeys. */
function ownRoutes(context: Context): readonly Route[] {
  return [
    asks({
      method: 'POST',
      path: '/api/account/passkeys/question',
      may: KEEP,
      answer: passkeyCreationSchema,
      run: (asked) =>
        withAccount(asked, async (account) => {
          const question = await askToRegister(context, account, ofSession(asked));
          return question.ok ? ok(passkeyCreationSchema.parse(question.value)) : question;
        }),
    }),
    tells({
      method: 'POST',
      path: '/api/account/passkeys',
      may: KEEP,
      body: passkeyMadeSchema,
      answer: recoveryCodesSchema,
      run: (asked) =>
        withAccount(asked, (account) =>
          added(asked, addPasskey(context, { account, response: asked.body.credential }, fromSession(asked))),
        ),
    }),
    tells({
      method: 'PUT',
      path: '/api/account/passkeys/:id',
      may: KEEP,
      body: passkeyNameSchema,
      answer: passkeyNameSchema,
      run: (asked) =>
        withAccount(asked, async (account) => {
          const done = await renamePasskey(context, account, { id: param(asked, 'id'), ...asked.body });
          return done.ok ? ok(asked.body) : done;
        }),
    }),
    removes('/api/account/passkeys/:id', KEEP, (asked) =>
      withAccount(asked, (account) =>
        removePasskey(context, { account, id: param(asked, 'id') }, browserOf(asked)),
      ),
    ),
  ];
}

function ofSession({ origin, headers }: Asked<unknown>): PasskeyBrowser {
  return { origin, secret: secretOf(headers) ?? '' };
}

function fromSession(asked: Asked<unknown>): {
  readonly browser: ReturnType<typeof browserOf>;
  readonly asking: PasskeyBrowser;
} {
  return { browser: browserOf(asked), asking: ofSession(asked) };
}
