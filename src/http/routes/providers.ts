import { doneSchema } from '#contract/account.ts';
import {
  broughtBackSchema,
  cameBackSchema,
  identityListSchema,
  newIdentitySchema,
  providerChangeSchema,
  providerSignInSchema,
  providerViewSchema,
  signInWaysSchema,
  wayOutSchema,
  type ProviderView,
} from '#contract/provider.ts';
import { idSchema } from '#contract/text.ts';
import { redirectOf } from '#domain/account/provider.ts';
import { notFound, type Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { asks, param, removes, tells, type Asked, type Route } from '#http/route.ts';
import { attemptCookie, attemptSecretOf } from '#http/attempt-cookie.ts';
import { secretOf, sessionCookie } from '#http/session-cookie.ts';
import { browserOf } from '#http/signed-in.ts';
import { beginProviderSignIn, type ProviderJourney } from '#usecases/sign-in/begin-provider-sign-in.ts';
import type { Context } from '#usecases/context.ts';
import { finishProviderSignIn } from '#usecases/sign-in/finish-provider-sign-in.ts';
import { listIdentities, unlinkIdentity } from '#usecases/account/identities.ts';
import { offeredProvider } from '#usecases/sign-in/offered-provider.ts';
import { recentlyProven } from '#usecases/account/prove-it.ts';
import { removeProvider, saveProvider } from '#usecases/organisation/save-provider.ts';
import { checkProvider, showProvider } from '#usecases/organisation/show-provider.ts';

export function providerRoutes(context: Context): readonly Route[] {
  return [...doorRoutes(context), ...identityRoutes(context), ...settingsRoutes(context)];
}

const ANYBODY = { deed: 'sign-in' } as const;
const OWN = { deed: 'use-own-account' } as const;
const MANAGE = { deed: 'manage-accounts' } as const;

/** Leaving for a provider and coming back. */
function doorRoutes(context: Context): readonly Route[] {
  return [
    {
      ...asks({
        method: 'GET',
        path: '/api/sign-in',
        may: ANYBODY,
        answer: signInWaysSchema,
        run: async ({ query }) => {
          const asked = idSchema.safeParse(query.get('with') ?? undefined);
          return ok({ provider: (await offeredProvider(context, asked.data)) ?? null });
        },
      }),
      query: ['with'],
    },
    tells({
      method: 'POST',
      path: '/api/sign-in/provider',
      may: ANYBODY,
      body: providerSignInSchema,
      answer: wayOutSchema,
      run: (asked) => leaving(context, asked, asked.body),
    }),
    tells({
      method: 'POST',
      path: '/api/sign-in/back',
      may: ANYBODY,
      body: broughtBackSchema,
      answer: cameBackSchema,
      run: async (asked) => {
        const { origin, headers, viewer, body } = asked;
        const account = viewer.kind === 'member' ? viewer.account : undefined;
        const back = { ...body, origin, secret: attemptSecretOf(headers), account };
        const came = await finishProviderSignIn(context, back, browserOf(asked));
        if (!came.ok) return came;
        const { next, secret } = came.value;
        if (secret !== undefined) asked.setCookie(sessionCookie(secret));
        return ok({ next });
      },
    }),
  ];
}

/** The cookie binds the attempt to this browser. */
async function leaving(
  context: Context,
  { origin, address, headers, setCookie }: Asked<unknown>,
  journey: Omit<ProviderJourney, 'origin'>,
): Promise<Result<{ readonly url: string }, Refusal>> {
  const browser = { address, secret: attemptSecretOf(headers) };
  const begun = await beginProviderSignIn(context, { ...journey, origin }, browser);
  if (!begun.ok) return begun;
  setCookie(attemptCookie(begun.value.secret));
  return ok({ url: begun.value.url });
}

/** Who one is at providers. */
function identityRoutes(context: Context): readonly Route[] {
  return [
    asks({
      method: 'GET',
      path: '/api/account/identities',
      may: OWN,
      answer: identityListSchema,
      run: async ({ viewer }) =>
        viewer.kind === 'member' ? ok(await listIdentities(context, viewer)) : refuse(notFound('account')),
    }),
    tells({
      method: 'POST',
      path: '/api/account/identities',
      may: OWN,
      body: newIdentitySchema,
      answer: wayOutSchema,
      run: async (asked) => {
        const { organisation } = asked.body;
        return withinOwn(asked, organisation, async (account) => {
          // It adds a way in, as a passkey does.
          const proven = await recentlyProven(context, secretOf(asked.headers));
          return proven.ok ? leaving(context, asked, { organisation, next: '/account', account }) : proven;
        });
      },
    }),
    removes('/api/account/identities/:id', OWN, (asked) => {
      const kept = { organisation: param(asked, 'id'), secret: secretOf(asked.headers) };
      return withinOwn(asked, kept.organisation, (account) => unlinkIdentity(context, account, kept));
    }),
  ];
}

/** An organisation that this session does not open is as one that there is not. */
function withinOwn<T>(
  { viewer }: Asked<unknown>,
  organisation: string,
  work: (account: string) => Promise<Result<T, Refusal>>,
): Promise<Result<T, Refusal>> {
  const own = viewer.kind === 'member' && viewer.memberships.some((one) => one.organisation === organisation);
  return own ? work(viewer.account) : Promise.resolve(refuse(notFound('organisation')));
}

/** The provider of an organisation, for its administrators. */
function settingsRoutes(context: Context): readonly Route[] {
  const where = (asked: Asked<unknown>): { readonly organisation: string; readonly origin: string } => ({
    organisation: param(asked, 'o'),
    origin: asked.origin,
  });
  return [
    asks({
      method: 'GET',
      path: '/api/o/:o/provider',
      may: MANAGE,
      answer: providerViewSchema,
      run: async (asked): Promise<Result<ProviderView, Refusal>> => {
        const { organisation, origin } = where(asked);
        const provider = await showProvider(context, organisation);
        if (!provider.ok) return provider;
        const address = `${origin}/sign-in?with=${organisation}`;
        return ok({ redirect: redirectOf(origin, organisation), address, provider: provider.value ?? null });
      },
    }),
    tells({
      method: 'PUT',
      path: '/api/o/:o/provider',
      may: MANAGE,
      body: providerChangeSchema,
      answer: doneSchema,
      run: async (asked) => {
        // It says who comes in as whom: an administrator's browser left open is not enough.
        const proven = await recentlyProven(context, secretOf(asked.headers));
        if (!proven.ok) return proven;
        const saved = await saveProvider(context, where(asked), asked.body);
        return saved.ok ? ok({}) : saved;
      },
    }),
    asks({
      method: 'POST',
      path: '/api/o/:o/provider/check',
      may: MANAGE,
      answer: doneSchema,
      run: async (asked) => {
        const checked = await checkProvider(context, where(asked));
        return checked.ok ? ok({}) : checked;
      },
    }),
    removes('/api/o/:o/provider', MANAGE, (asked) => removeProvider(context, param(asked, 'o'))),
  ];
}
