/** Random bits for links and cookies, and what of them is kept. */
import { createHash, randomBytes, randomInt } from 'node:crypto';

const BYTES = 32;

/** 256 random bits as 43 letters. */
export function newToken(): string {
  return randomBytes(BYTES).toString('base64url');
}

/** What is stored of a token. It needs no salt and no slowness: nobody can try 2^256 of them. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

const RECOVERY_LETTERS = '0123456789abcdefghjkmnpqrstvwxyz';

/** 80 random bits as 16 letters that are read and typed: enough that a fast hash of them can be stored. */
export function newRecoveryCode(): string {
  // 256 is a multiple of 32, so that each letter is as likely as the others.
  return Array.from(randomBytes(16), (byte) => RECOVERY_LETTERS[byte % 32]).join('');
}

/** Six digits to be read in a mail and typed. Somebody who may try often would guess it. */
export function newCode(): string {
  return String(randomInt(1_000_000)).padStart(6, '0');
}
