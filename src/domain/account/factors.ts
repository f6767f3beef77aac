/** What somebody has beside a password, and what they type to show that they have it. */
import type { Instant } from '#domain/planning/loop-problem.ts';

export const RECOVERY_CODES = 10;

/** What was changed about how somebody signs in; each is told in every organisation of the account. */
export const FACTOR_CHANGES = [
  'authenticator-added',
  'authenticator-removed',
  'passkey-added',
  'passkey-removed',
  'recovery-codes-made',
  'factors-dropped',
  'mailbox-shown',
] as const;
export type FactorChange = (typeof FACTOR_CHANGES)[number];

/** `office`: an administrator of the organisation; `operator`: whoever looks after the server. */
export const CHANGED_BY = ['self', 'office', 'operator'] as const;
export type ChangedBy = (typeof CHANGED_BY)[number];

export type FactorNote = { readonly at: Instant; readonly change: FactorChange; readonly by: ChangedBy };

export type PasskeyShown = {
  readonly id: string;
  readonly name: string;
  readonly madeAt: Instant;
  readonly usedAt: Instant | null;
};

/** `authenticator` is since when there is one. `recoveryCodes` are those that can still be used. */
export type FactorsShown = {
  readonly authenticator: Instant | null;
  readonly passkeys: readonly PasskeyShown[];
  readonly recoveryCodes: number;
  /** Newest first. */
  readonly changes: readonly FactorNote[];
};

/** What a passkey is asked for; one that was asked for one thing does no other. */
export type PasskeyPurpose = 'register' | 'sign-in' | 'finish' | 'prove';

export type GivenCode = {
  readonly kind: 'authenticator' | 'recovery-code';
  /** As it is compared: without spaces and dashes, in small letters. */
  readonly code: string;
};

const AUTHENTICATOR = /^\d{6}$/;
/** Crockford's letters: none that is taken for another. */
const RECOVERY = /^[0-9a-hjkmnp-tv-z]{16}$/;

/** What of both somebody typed; undefined where it can be neither. */
export function givenCode(text: string): GivenCode | undefined {
  const plain = text.replaceAll(/[\s-]/g, '').toLowerCase();
  if (AUTHENTICATOR.test(plain)) return { kind: 'authenticator', code: plain };
  const code = plain.replaceAll('o', '0').replaceAll(/[il]/g, '1');
  return RECOVERY.test(code) ? { kind: 'recovery-code', code } : undefined;
}

/** In groups of four, as it is written down: `7k2m-9xw4-…`. */
export function shownRecoveryCode(code: string): string {
  return (code.match(/.{1,4}/g) ?? []).join('-');
}
