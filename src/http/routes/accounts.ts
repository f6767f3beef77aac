import {
  acceptanceRequestSchema,
  doneSchema,
  invitationTokenSchema,
  invitationViewSchema,
  joinedViewSchema,
  nameChangeSchema,
  passwordChangeSchema,
  setUpRequestSchema,
  signedInListSchema,
  signInRequestSchema,
  whoSchema,
} from '#contract/account.ts';
import { notFound } from '#domain/refusal.ts';
import { ok, refuse } from '#domain/result.ts';
import { asks, param, removes, tells, type Route } from '#http/route.ts';
import { secretOf } from '#http/session-cookie.ts';
import { browserOf, signedIn, signedOut, withAccount } from '#http/signed-in.ts';
import { acceptInvitation, joinByInvitation } from '#usecases/organisation/accept-invitation.ts';
import { endSession, listSessions } from '#usecases/account/account-sessions.ts';
import { changeName } from '#usecases/account/change-name.ts';
import { changePassword } from '#usecases/account/change-password.ts';
import type { Context } from '#usecases/context.ts';
import { setUp } from '#usecases/account/set-up.ts';
import { showAccount, type Who } from '#usecases/account/show-account.ts';
import { showInvitation } from '#usecases/organisation/show-invitation.ts';
import { signIn } from '#usecases/sign-in/sign-in.ts';
import { signOut, signOutEverywhere } from '#usecases/sign-in/sign-out.ts';

export function accountRoutes(context: Context): readonly Route[] {
  return [...doorRoutes(context), ...ownRoutes(context), ...invitedRoutes(context)];
}

const ANYBODY = { deed: 'sign-in' } as const;
const OWN = { deed: 'use-own-account' } as const;
/** What opens the account, and where it is open. */
const KEEP = { deed: 'keep-own-account' } as const;

/** Coming in and going out. */
function doorRoutes(context: Context): readonly Route[] {
  return [
    asks({
      method: 'GET',
      path: '/api/account',
      may: ANYBODY,
      answer: whoSchema,
      run: async ({ viewer }) => ok(whoView(await showAccount(context, viewer))),
    }),
    tells({
      method: 'POST',
      path: '/api/set-up',
      may: ANYBODY,
      body: setUpRequestSchema,
      answer: doneSchema,
      run: (asked) => signedIn(asked, setUp(context, asked.body, browserOf(asked)), () => ({})),
    }),
    tells({
      method: 'POST',
      path: '/api/session',
      may: ANYBODY,
      body: signInRequestSchema,
      answer: doneSchema,
      run: (asked) => signedIn(asked, signIn(context, asked.body, browserOf(asked)), () => ({})),
    }),
    removes('/api/session', ANYBODY, (asked) => signedOut(asked, signOut(context, secretOf(asked.headers)))),
  ];
}

/** One's own account. */
function ownRoutes(context: Context): readonly Route[] {
  return [
    tells({
      method: 'PUT',
      path: '/api/account',
      may: OWN,
      body: nameChangeSchema,
      answer: nameChangeSchema,
      run: async ({ viewer, body }) => {
        if (viewer.kind !== 'member') return refuse(notFound('account'));
        const done = await changeName(context, viewer, body.name);
        return done.ok ? ok(body) : done;
      },
    }),
    tells({
      method: 'PUT',
      path: '/api/account/password',
      may: KEEP,
      body: passwordChangeSchema,
      answer: doneSchema,
      run: (asked) =>
        withAccount(asked, (account) => {
          const change = { ...asked.body, account };
          return signedIn(asked, changePassword(context, change, browserOf(asked)), () => ({}));
        }),
    }),
    asks({
      method: 'GET',
      path: '/api/account/sessions',
      may: KEEP,
      answer: signedInListSchema,
      run: (asked) =>
        withAccount(asked, async (account) =>
          ok({ sessions: await listSessions(context, account, secretOf(asked.headers)) }),
        ),
    }),
    removes('/api/account/sessions', KEEP, (asked) =>
      withAccount(asked, (account) => signedOut(asked, signOutEverywhere(context, account))),
    ),
    removes('/api/account/sessions/:id', KEEP, (asked) =>
      withAccount(asked, (account) => endSession(context, account, param(asked, 'id'))),
    ),
  ];
}

/** What the holder of an invitation may do with it. */
function invitedRoutes(context: Context): readonly Route[] {
  return [
    tells({
      method: 'POST',
      path: '/api/invitations/look',
      may: ANYBODY,
      body: invitationTokenSchema,
      answer: invitationViewSchema,
      run: ({ body, address }) => showInvitation(context, body.token, address),
    }),
    tells({
      method: 'POST',
      path: '/api/invitations/accept',
      may: ANYBODY,
      body: acceptanceRequestSchema,
      answer: joinedViewSchema,
      run: (asked) =>
        signedIn(
          asked,
          acceptInvitation(context, asked.body, browserOf(asked)),
          ({ secret: _secret, ...joined }) => joined,
        ),
    }),
    tells({
      method: 'POST',
      path: '/api/invitations/join',
      may: OWN,
      body: invitationTokenSchema,
      answer: joinedViewSchema,
      run: (asked) =>
        withAccount(asked, (account) =>
          joinByInvitation(context, { ...asked.body, account }, browserOf(asked)),
        ),
    }),
  ];
}

function whoView(who: Who): ReturnType<typeof whoSchema.parse> {
  if (who.kind !== 'member') return who;
  const { name, email } = who.account;
  const memberships = who.memberships.map(({ organisation, roles }) => ({ organisation, roles }));
  const { needsFactor, byProvider } = who;
  return { kind: 'member', name, email, memberships, needsFactor, ...(byProvider && { byProvider }) };
}
