/**
 * What the page hands on between the server and `navigator.credentials`, as WebAuthn Level 3 writes it in JSON. Bytes
 * are base64url. What browsers add to a credential beyond that is left out.
 */
import { z } from 'zod';

/** The longest are attestations with certificates; ours are asked without. */
const bytesSchema = z
  .string()
  .max(65_536)
  .regex(/^[\w-]*$/, 'base64url');
const transportsSchema = z.array(z.string().max(40)).max(20);
const typeSchema = z.literal('public-key');

export type PasskeyAssertion = {
  readonly id: string;
  readonly rawId: string;
  readonly type: 'public-key';
  readonly response: {
    readonly clientDataJSON: string;
    readonly authenticatorData: string;
    readonly signature: string;
    readonly userHandle?: string;
  };
  readonly clientExtensionResults: Readonly<Record<never, never>>;
};

/** `POST /api/session/passkey`, `POST /api/session/finish` */
export type PasskeyProof = { readonly credential: PasskeyAssertion };
export const passkeyProofSchema: z.ZodType<PasskeyProof> = z.strictObject({
  credential: z.object({
    id: bytesSchema,
    rawId: bytesSchema,
    type: typeSchema,
    response: z.object({
      clientDataJSON: bytesSchema,
      authenticatorData: bytesSchema,
      signature: bytesSchema,
      userHandle: bytesSchema.exactOptional(),
    }),
    clientExtensionResults: z.object({}),
  }),
});

export type PasskeyAttestation = {
  readonly id: string;
  readonly rawId: string;
  readonly type: 'public-key';
  readonly response: {
    readonly clientDataJSON: string;
    readonly attestationObject: string;
    readonly transports?: string[];
  };
  readonly clientExtensionResults: Readonly<Record<never, never>>;
};

/** `POST /api/account/passkeys` */
export type PasskeyMade = { readonly credential: PasskeyAttestation };
export const passkeyMadeSchema: z.ZodType<PasskeyMade> = z.strictObject({
  credential: z.object({
    id: bytesSchema,
    rawId: bytesSchema,
    type: typeSchema,
    response: z.object({
      clientDataJSON: bytesSchema,
      attestationObject: bytesSchema,
      transports: transportsSchema.exactOptional(),
    }),
    clientExtensionResults: z.object({}),
  }),
});

const credentialSchema = z.object({
  id: z.string(),
  type: typeSchema,
  transports: z.array(z.string()).exactOptional(),
});
type Credential = { id: string; type: 'public-key'; transports?: string[] };
const verificationSchema = z.literal('required');

/** `POST /api/session/passkey/question` and the like: for `navigator.credentials.get`. */
export type PasskeyQuestion = {
  challenge: string;
  timeout: number;
  rpId: string;
  userVerification: 'required';
  allowCredentials?: Credential[];
};
export const passkeyQuestionSchema: z.ZodType<PasskeyQuestion> = z.object({
  challenge: z.string(),
  timeout: z.number(),
  rpId: z.string(),
  userVerification: verificationSchema,
  allowCredentials: z.array(credentialSchema).exactOptional(),
});

/** `POST /api/account/passkeys/question`: for `navigator.credentials.create`. */
export type PasskeyCreation = {
  rp: { id: string; name: string };
  user: { id: string; name: string; displayName: string };
  challenge: string;
  pubKeyCredParams: { type: 'public-key'; alg: number }[];
  timeout: number;
  excludeCredentials: Credential[];
  authenticatorSelection: {
    residentKey: 'required';
    requireResidentKey: true;
    userVerification: 'required';
  };
  attestation: 'none';
};
export const passkeyCreationSchema: z.ZodType<PasskeyCreation> = z.object({
  rp: z.object({ id: z.string(), name: z.string() }),
  user: z.object({ id: z.string(), name: z.string(), displayName: z.string() }),
  challenge: z.string(),
  pubKeyCredParams: z.array(z.object({ type: typeSchema, alg: z.int() })),
  timeout: z.number(),
  excludeCredentials: z.array(credentialSchema),
  authenticatorSelection: z.object({
    residentKey: z.literal('required'),
    requireResidentKey: z.literal(true),
    userVerification: verificationSchema,
  }),
  attestation: z.literal('none'),
});
