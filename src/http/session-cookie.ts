/** The cookie of a session. */
import { SESSION_LASTS } from '#domain/account/account.ts';
import { hostCookie, noHostCookie, secretIn } from './host-cookie.ts';

const NAME = 'session';

/** The secret, where the request brings one. */
export function secretOf(headers: Headers): string | undefined {
  return secretIn(headers, NAME);
}

export function sessionCookie(secret: string): string {
  return hostCookie(NAME, secret, SESSION_LASTS.days * 86_400);
}

export function endedCookie(): string {
  return noHostCookie(NAME);
}
