/** The cookie of a browser that has asked for a link by mail: the link, and the code beside it, work in no other. */
import { LINK_MINUTES } from '#domain/account/account.ts';
import { hostCookie, noHostCookie, secretIn } from './host-cookie.ts';

const NAME = 'asked';

export function askedOf(headers: Headers): string | undefined {
  return secretIn(headers, NAME);
}

export function askedCookie(secret: string): string {
  return hostCookie(NAME, secret, LINK_MINUTES.byMail * 60);
}

export function answeredCookie(): string {
  return noHostCookie(NAME);
}
