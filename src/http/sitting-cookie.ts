/** The cookie of a browser in which a candidate typed the code from their mail: for a while it may change things. */
import { SITTING } from '#domain/account/sitting.ts';
import { hostCookie, secretIn } from './host-cookie.ts';

const NAME = 'sitting';

export function sittingOf(headers: Headers): string | undefined {
  return secretIn(headers, NAME);
}

export function sittingCookie(secret: string): string {
  return hostCookie(NAME, secret, SITTING.minutes * 60);
}
