/** The sign-in provider of an organisation (OpenID Connect), and what it says of somebody. */

/** Minutes from leaving for the provider until coming back. */
export const ATTEMPT_MINUTES = 10;

export type ProviderSettings = {
  /** As the button says it. */
  readonly name: string;
  /** The address that the provider calls itself. */
  readonly issuer: string;
  readonly clientId: string;
  /** E-mail domains that it speaks for, in small letters; empty: any that it says is verified. */
  readonly domains: readonly string[];
  /** Members who are in this organisation alone, and no administrators, sign in by it and by nothing else. */
  readonly required: boolean;
};

/** Whom a provider has sent back; `email` only if it says that the address is verified. */
export type ProviderPerson = {
  readonly issuer: string;
  readonly subject: string;
  readonly email?: string;
  /** It says that more than a password was given. */
  readonly strong: boolean;
};

/** Where a provider sends browsers back to. One for each organisation: an answer that came elsewhere is not taken. */
export function redirectOf(origin: string, organisation: string): string {
  return `${origin}/sign-in/back/${organisation}`;
}

/**
 * What a provider says of how somebody showed who they are (RFC 8176) and counts as two factors: several of them, a
 * one-time password, or a key in hardware.
 */
const STRONG: readonly string[] = ['mfa', 'otp', 'hwk'];

export function isStrong(methods: unknown): boolean {
  return Array.isArray(methods) && methods.some((method) => STRONG.includes(method));
}

/** Whether a provider speaks for an address; both in small letters. */
export function speaksFor(domains: readonly string[], email: string): boolean {
  return domains.length === 0 || domains.includes(email.slice(email.lastIndexOf('@') + 1));
}
