/** Sign-in providers of organisations (OpenID Connect): setting one up, signing in by it, linking who one is there. */
import { z } from 'zod';
import { idSchema, instantSchema, nameSchema } from './text.ts';

const ISSUER = 'an address like https://sign-in.example.org';

/** The address that a provider calls itself, which many copy with the place of its description. */
const issuerSchema: z.ZodType<string> = z
  .string()
  .trim()
  .max(500)
  .transform((text) => text.replace(/\/\.well-known\/openid-configuration$/, ''))
  .pipe(
    z
      .url({ protocol: /^https?$/, error: ISSUER })
      .regex(/^[^?#@]*$/, ISSUER)
      // The library would read the description there and ask no more for whom it is.
      .refine((text) => !text.includes('/.well-known/'), ISSUER),
  );
const domainSchema: z.ZodType<string> = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .regex(/^([a-z0-9-]{1,63}\.)+[a-z][a-z0-9-]{0,62}$/, 'a domain like example.org');
const wordSchema: z.ZodType<string> = z
  .string()
  .min(1, 'what the provider gave')
  .max(1000)
  .regex(/^[\x20-\x7e]+$/, 'plain letters, digits and signs');

type Settings = {
  readonly name: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly domains: readonly string[];
  readonly required: boolean;
  readonly version: number;
};
const settings = {
  name: nameSchema,
  issuer: issuerSchema,
  clientId: wordSchema,
  domains: z.array(domainSchema).max(50),
  required: z.boolean(),
  version: z.int().min(0),
};

/** `PUT /api/o/:o/provider`; without `clientSecret` the one that is stored is kept, null is none. */
export type ProviderChange = Settings & { readonly clientSecret?: string | null };
export const providerChangeSchema: z.ZodType<ProviderChange> = z.strictObject({
  ...settings,
  clientSecret: wordSchema.nullable().exactOptional(),
});

/**
 * `GET /api/o/:o/provider`. `redirect` is to be entered at the provider; `address` is where members sign in. `secret`:
 * `lost` where it was sealed with another key.
 */
export type ProviderView = {
  readonly redirect: string;
  readonly address: string;
  readonly provider: (Settings & { readonly secret: 'kept' | 'none' | 'lost' }) | null;
};
export const providerViewSchema: z.ZodType<ProviderView> = z.strictObject({
  redirect: z.string(),
  address: z.string(),
  provider: z
    .strictObject({
      ...settings,
      issuer: z.string(),
      clientId: z.string(),
      domains: z.array(z.string()),
      secret: z.enum(['kept', 'none', 'lost']),
    })
    .nullable(),
});

/** `name` is the provider's. */
export type OfferedProvider = { readonly organisation: string; readonly name: string };
const offeredSchema = z.strictObject({ organisation: idSchema, name: z.string() });

/** `GET /api/sign-in`: the way beside a password. */
export type SignInWays = { readonly provider: OfferedProvider | null };
export const signInWaysSchema: z.ZodType<SignInWays> = z.strictObject({ provider: offeredSchema.nullable() });

/** `POST /api/sign-in/provider`; `next` is a path of ours. */
export type ProviderSignIn = { readonly organisation: string; readonly next: string };
export const providerSignInSchema: z.ZodType<ProviderSignIn> = z.strictObject({
  organisation: idSchema,
  next: z.string().max(2000),
});
/** `POST /api/account/identities` */
export type NewIdentity = { readonly organisation: string };
export const newIdentitySchema: z.ZodType<NewIdentity> = z.strictObject({ organisation: idSchema });

/** Where to send the browser. */
export type WayOut = { readonly url: string };
export const wayOutSchema: z.ZodType<WayOut> = z.strictObject({
  url: z.string().regex(/^https?:\/\//, 'an address'),
});

/** Names of what a provider gives a browser to bring back. */
export const BROUGHT = ['code', 'state', 'iss', 'error', 'error_description'] as const;
/** `POST /api/sign-in/back`; `organisation` is that of the page's own path. */
export type BroughtBack = {
  readonly organisation: string;
  readonly brought: Readonly<Partial<Record<(typeof BROUGHT)[number], string>>>;
};
const broughtSchema = z.string().max(4000).exactOptional();
export const broughtBackSchema: z.ZodType<BroughtBack> = z.strictObject({
  organisation: idSchema,
  brought: z.strictObject({
    code: broughtSchema,
    state: broughtSchema,
    iss: broughtSchema,
    error: broughtSchema,
    error_description: broughtSchema,
  }),
});
export type CameBack = { readonly next: string };
export const cameBackSchema: z.ZodType<CameBack> = z.strictObject({ next: z.string() });

/** `GET /api/account/identities`; `offered` are not linked yet. */
export type IdentityList = {
  readonly linked: readonly (OfferedProvider & { readonly linkedAt: string })[];
  readonly offered: readonly OfferedProvider[];
};
export const identityListSchema: z.ZodType<IdentityList> = z.strictObject({
  linked: z.array(z.strictObject({ organisation: idSchema, name: z.string(), linkedAt: instantSchema })),
  offered: z.array(offeredSchema),
});
