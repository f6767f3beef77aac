/**
 * The cookie of whoever is on the way to a sign-in provider: the answer works in no other browser. The way back is a
 * link from another site, and only the page to which it leads asks with it.
 */
import { ATTEMPT_MINUTES } from '#domain/account/provider.ts';
import { hostCookie, secretIn } from './host-cookie.ts';

const NAME = 'sign-in';

export function attemptSecretOf(headers: Headers): string | undefined {
  return secretIn(headers, NAME);
}

export function attemptCookie(secret: string): string {
  return hostCookie(NAME, secret, ATTEMPT_MINUTES * 60);
}
