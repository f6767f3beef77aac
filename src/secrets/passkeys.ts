/**
 * Passkeys (WebAuthn): what a browser is asked, and whether what it brings is right. User verification is asked for
 * and required, so that a passkey is two factors at once: the device, and its PIN or a finger.
 */
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server';
import type { PasskeySite } from '#domain/account/passkey-site.ts';

const PRODUCT = 'Second Round';
/** EdDSA, ES256 and RS256: what authenticators have, and Node verifies. */
const ALGORITHMS = [-8, -7, -257];
/** As long as the challenge lasts. */
const MILLISECONDS = 5 * 60_000;

export type KnownCredential = { readonly id: string; readonly transports: readonly string[] };

/** What of a passkey is stored; base64url. */
export type MadePasskey = {
  readonly credentialId: string;
  readonly publicKey: string;
  readonly counter: number;
  readonly transports: readonly string[];
};

export type PasskeyOwner = { readonly id: string; readonly email: string; readonly name: string };

/** To make one; those that the account has on the same device are not made twice. */
export function passkeyCreation(
  { name }: PasskeySite,
  owner: PasskeyOwner,
  existing: readonly KnownCredential[],
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  return generateRegistrationOptions({
    rpName: PRODUCT,
    rpID: name,
    userID: new TextEncoder().encode(owner.id),
    userName: owner.email,
    userDisplayName: owner.name,
    timeout: MILLISECONDS,
    attestationType: 'none',
    excludeCredentials: existing.map(plainCredential),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    supportedAlgorithmIDs: [...ALGORITHMS],
  });
}

/** To use one: any that the browser has for this name, or one of `only`. */
export async function passkeyRequest(
  { name }: PasskeySite,
  only: readonly KnownCredential[] = [],
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const options = { rpID: name, userVerification: 'required', timeout: MILLISECONDS } as const;
  const { allowCredentials, ...request } = await generateAuthenticationOptions(
    only.length === 0 ? options : { ...options, allowCredentials: only.map(plainCredential) },
  );
  return allowCredentials === undefined ? request : { ...request, allowCredentials };
}

/** What a browser says that it was asked; undefined where it says nothing that can be read. */
export function passkeyChallenge({
  response,
}: {
  readonly response: { readonly clientDataJSON: string };
}): string | undefined {
  try {
    const said: unknown = JSON.parse(Buffer.from(response.clientDataJSON, 'base64url').toString('utf8'));
    if (typeof said !== 'object' || said === null || !('challenge' in said)) return undefined;
    return typeof said.challenge === 'string' ? said.challenge : undefined;
  } catch {
    return undefined;
  }
}

/** What to store of a passkey that was made; undefined where anything of it is not right. */
export async function madePasskey(
  { origin, name }: PasskeySite,
  { response, challenge }: { readonly response: RegistrationResponseJSON; readonly challenge: string },
): Promise<MadePasskey | undefined> {
  const verified = await unlessWrong(() =>
    verifyRegistrationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: name,
      requireUserVerification: true,
      supportedAlgorithmIDs: [...ALGORITHMS],
    }),
  );
  if (verified?.verified !== true) return undefined;
  const { id, publicKey, counter } = verified.registrationInfo.credential;
  const transports = response.response.transports ?? [];
  return { credentialId: id, publicKey: Buffer.from(publicKey).toString('base64url'), counter, transports };
}

export type PasskeyUse = {
  readonly response: AuthenticationResponseJSON;
  readonly challenge: string;
  readonly passkey: Pick<MadePasskey, 'credentialId' | 'publicKey' | 'counter'>;
};

/** The count of the passkey after this use; undefined where anything of it is not right. */
export async function usedPasskey(
  { origin, name }: PasskeySite,
  { response, challenge, passkey }: PasskeyUse,
): Promise<number | undefined> {
  const verified = await unlessWrong(() =>
    verifyAuthenticationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: name,
      requireUserVerification: true,
      credential: {
        id: passkey.credentialId,
        publicKey: Uint8Array.from(Buffer.from(passkey.publicKey, 'base64url')),
        counter: passkey.counter,
      },
    }),
  );
  return verified?.verified === true ? verified.authenticationInfo.newCounter : undefined;
}

function plainCredential({ id, transports }: KnownCredential): { id: string; transports: string[] } {
  return { id, transports: [...transports] };
}

/** The library tells what is wrong by throwing, whatever a stranger sent; which of the checks it was is told nobody. */
async function unlessWrong<T>(verify: () => Promise<T>): Promise<T | undefined> {
  try {
    return await verify();
  } catch {
    return undefined;
  }
}
