/**
 * The cookie of a session. `__Host-` binds it to this host over a safe connection (browsers count the loopback as
 * one): no other host and no other path can set it. Scripts cannot read it, and other sites' requests do not bring it.
 */
import { SESSION_LASTS } from '#domain/account.ts';
import { ATTEMPT_MINUTES } from '#domain/provider.ts';

const NAME = '__Host-session';
/** Of whoever is on the way to a sign-in provider and back. */
const ATTEMPT = '__Host-sign-in';
const ALWAYS = 'Path=/; Secure; HttpOnly; SameSite=Lax';

/** The secret, where the request brings one. */
export function secretOf(headers: Headers): string | undefined {
  return valueOf(headers, NAME);
}

function valueOf(headers: Headers, name: string): string | undefined {
  return new RegExp(`(?:^|;\\s*)${name}=([\\w-]{43})(?:;|$)`).exec(headers.get('cookie') ?? '')?.[1];
}

/** The browser forgets it when the session ends at the latest; that it has ended is for the database to say. */
export function sessionCookie(secret: string): string {
  return `${NAME}=${secret}; ${ALWAYS}; Max-Age=${SESSION_LASTS.days * 86_400}`;
}

export function endedCookie(): string {
  return `${NAME}=; ${ALWAYS}; Max-Age=0`;
}

export function attemptSecretOf(headers: Headers): string | undefined {
  return valueOf(headers, ATTEMPT);
}

/** The way back is a link from another site, which brings it along (`Lax`); the page asks only then. */
export function attemptCookie(secret: string): string {
  return `${ATTEMPT}=${secret}; ${ALWAYS}; Max-Age=${ATTEMPT_MINUTES * 60}`;
}
