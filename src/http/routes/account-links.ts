import {
  cameByMailSchema,
  doneSchema,
  type CameByMail,
  linkProofSchema,
  linkRequestSchema,
  linksOfferedSchema,
  linkTokenSchema,
  linkViewSchema,
  passwordByLinkSchema,
} from '#contract/account.ts';
import type { Refusal } from '#domain/refusal.ts';
import { ok, type Result } from '#domain/result.ts';
import { answeredCookie, askedCookie, askedOf } from '#http/asked-cookie.ts';
import { asks, tells, type Asked, type Route } from '#http/route.ts';
import { browserOf, signedIn } from '#http/signed-in.ts';
import { askForLink } from '#usecases/sign-in/ask-for-link.ts';
import type { Context } from '#usecases/context.ts';
import { setPasswordByLink } from '#usecases/sign-in/set-password-by-link.ts';
import { showLink } from '#usecases/sign-in/show-link.ts';
import { signInByLink, type ByMail } from '#usecases/sign-in/sign-in-by-link.ts';

const ANYBODY = { deed: 'sign-in' } as const;

/** Signing in by a link in a mail, and a new password for whoever has forgotten theirs. */
export function accountLinkRoutes(context: Context): readonly Route[] {
  return [
    asks({
      method: 'GET',
      path: '/api/links',
      may: ANYBODY,
      answer: linksOfferedSchema,
      run: () => Promise.resolve(ok({ mail: context.mail !== undefined })),
    }),
    tells({
      method: 'POST',
      path: '/api/links',
      may: ANYBODY,
      body: linkRequestSchema,
      answer: doneSchema,
      run: async (asked) => {
        const { body, origin, address, headers } = asked;
        const before = askedOf(headers);
        const asking = await askForLink(context, { ...body, origin, address, before });
        if (!asking.ok) return asking;
        asked.setCookie(askedCookie(asking.value.secret));
        return ok({});
      },
    }),
    tells({
      method: 'POST',
      path: '/api/links/look',
      may: ANYBODY,
      body: linkTokenSchema,
      answer: linkViewSchema,
      run: ({ body, headers, address }) =>
        showLink(context, { token: body.token, asked: askedOf(headers), address }),
    }),
    tells({
      method: 'POST',
      path: '/api/links/sign-in',
      may: ANYBODY,
      body: linkProofSchema,
      answer: cameByMailSchema,
      run: (asked) => {
        const shown = { proof: asked.body, asked: askedOf(asked.headers) };
        return answered(asked, signInByLink(context, shown, browserOf(asked)));
      },
    }),
    tells({
      method: 'POST',
      path: '/api/links/new-password',
      may: ANYBODY,
      body: passwordByLinkSchema,
      answer: cameByMailSchema,
      run: (asked) => {
        const shown = { ...asked.body, asked: askedOf(asked.headers) };
        return answered(asked, setPasswordByLink(context, shown, browserOf(asked)));
      },
    }),
  ];
}

/** What was asked for has been used, so the browser need not keep that it asked. */
async function answered(
  asked: Asked<unknown>,
  beginning: Promise<Result<ByMail, Refusal>>,
): Promise<Result<CameByMail, Refusal>> {
  const done = await signedIn(asked, beginning, ({ secret: _secret, ...shown }) => shown);
  if (done.ok) asked.setCookie(answeredCookie());
  return done;
}
