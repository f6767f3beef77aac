/** Codes of an authenticator app: TOTP (RFC 6238) as every app knows it, six digits, SHA-1, 30 seconds. */
import { Secret, TOTP } from 'otpauth';

const PERIOD = 30;
/** RFC 4226 recommends 160 bits. */
const SECRET_BYTES = 20;
const ISSUER = 'Second Round';

/** In base32, as apps take it when it is typed. */
export function newAuthenticatorSecret(): string {
  return new Secret({ size: SECRET_BYTES }).base32;
}

/** `otpauth://totp/…`, which apps read from a QR code; `email` tells one entry of the app from another. */
export function authenticatorAddress(secret: string, email: string): string {
  return new TOTP({ issuer: ISSUER, label: email, secret, period: PERIOD }).toString();
}

/**
 * The count of the 30 seconds whose code this is, from 1970 on: the present ones, or those before or after them, as
 * clocks differ. Undefined where it is of none of the three. `now` is an instant.
 */
export function authenticatorStep(secret: string, code: string, now: string): number | undefined {
  const timestamp = Temporal.Instant.from(now).epochMilliseconds;
  const totp = { secret: Secret.fromBase32(secret), period: PERIOD, timestamp };
  const delta = TOTP.validate({ ...totp, token: code, window: 1 });
  return delta === null ? undefined : TOTP.counter({ period: PERIOD, timestamp }) + delta;
}
