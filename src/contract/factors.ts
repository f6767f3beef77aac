/** What somebody has beside a password, and how they show it. */
import { z } from 'zod';
import { CHANGED_BY, FACTOR_CHANGES, type FactorsShown } from '#domain/account/factors.ts';
import { idSchema, instantSchema, nameSchema } from './text.ts';

/** A code of the app or one for recovery, as it was typed; what is none is answered like a wrong one. */
const codeSchema: z.ZodType<string> = z.string().max(100);

/** `POST /api/session/code` finishes signing in; `PUT /api/account/authenticator` confirms an app with its first code. */
export type CodeGiven = { readonly code: string };
export const codeGivenSchema: z.ZodType<CodeGiven> = z.strictObject({ code: codeSchema });

/** `POST /api/account/proof`: for some minutes it counts as just shown who one is. */
export type ProofGiven = { readonly password: string } | CodeGiven;
export const proofGivenSchema: z.ZodType<ProofGiven> = z.union([
  z.strictObject({ password: z.string() }),
  z.strictObject({ code: codeSchema }),
]);

/** `GET /api/account/factors` */
export type FactorsView = FactorsShown;
export const factorsViewSchema: z.ZodType<FactorsView> = z.strictObject({
  authenticator: instantSchema.nullable(),
  passkeys: z.array(
    z.strictObject({
      id: idSchema,
      name: z.string(),
      madeAt: instantSchema,
      usedAt: instantSchema.nullable(),
    }),
  ),
  recoveryCodes: z.int(),
  changes: z.array(
    z.strictObject({ at: instantSchema, change: z.enum(FACTOR_CHANGES), by: z.enum(CHANGED_BY) }),
  ),
});

/** `POST /api/account/authenticator`: for the app, typed or as a picture; told this once. */
export type AuthenticatorOffered = { readonly secret: string; readonly address: string };
export const authenticatorOfferedSchema: z.ZodType<AuthenticatorOffered> = z.strictObject({
  secret: z.string(),
  address: z.string(),
});

/** Told this once; none where there are some already. */
export type RecoveryCodes = { readonly recoveryCodes: readonly string[] };
export const recoveryCodesSchema: z.ZodType<RecoveryCodes> = z.strictObject({
  recoveryCodes: z.array(z.string()),
});

/** `PUT /api/account/passkeys/:id` */
export type PasskeyName = { readonly name: string };
export const passkeyNameSchema: z.ZodType<PasskeyName> = z.strictObject({ name: nameSchema });
