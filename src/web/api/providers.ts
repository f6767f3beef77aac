/** What the page asks about sign-in providers. */
import {
  BROUGHT,
  cameBackSchema,
  identityListSchema,
  providerViewSchema,
  signInWaysSchema,
  wayOutSchema,
  type BroughtBack,
  type CameBack,
  type IdentityList,
  type ProviderChange,
  type ProviderSignIn,
  type ProviderView,
  type SignInWays,
  type WayOut,
} from '#contract/provider.ts';
import { ask, post, put, remove, unread } from './ask.ts';

export const signInWays = {
  /** `organisation`: whose address was followed; without it the only one's. */
  read: (organisation: string | undefined): Promise<SignInWays> =>
    ask(signInWaysSchema, `/api/sign-in${organisation === undefined ? '' : `?with=${organisation}`}`),
  leave: (to: ProviderSignIn): Promise<WayOut> => post(wayOutSchema, '/api/sign-in/provider', to),
  comeBack: (back: BroughtBack): Promise<CameBack> => post(cameBackSchema, '/api/sign-in/back', back),
};

export const identities = {
  list: (): Promise<IdentityList> => ask(identityListSchema, '/api/account/identities'),
  link: (organisation: string): Promise<WayOut> =>
    post(wayOutSchema, '/api/account/identities', { organisation }),
  unlink: (organisation: string): Promise<void> => remove(`/api/account/identities/${organisation}`),
};

export const provider = {
  read: (o: string): Promise<ProviderView> => ask(providerViewSchema, `/api/o/${o}/provider`),
  save: (o: string, change: ProviderChange): Promise<void> => put(`/api/o/${o}/provider`, change),
  check: (o: string): Promise<void> => post(unread, `/api/o/${o}/provider/check`),
  remove: (o: string): Promise<void> => remove(`/api/o/${o}/provider`),
};

/** What stands in an address to which a provider has sent the browser: after # or, from some, after ?. */
export function broughtIn({ hash, search }: { hash: string; search: string }): BroughtBack['brought'] {
  const after = new URLSearchParams(hash.replace(/^#/, ''));
  const given = after.has('state') ? after : new URLSearchParams(search);
  return Object.fromEntries(
    BROUGHT.flatMap((name) => {
      const value = given.get(name);
      return value === null ? [] : [[name, value]];
    }),
  );
}
