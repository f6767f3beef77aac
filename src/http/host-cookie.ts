/**
 * Cookies that browsers send to this server alone. `__Host-` binds them to this host over a safe connection (browsers
 * count the loopback as one): no other host and no other path can set them. Scripts cannot read them, and other sites'
 * requests do not bring them.
 */
const ALWAYS = 'Path=/; Secure; HttpOnly; SameSite=Lax';

/** A secret of 43 letters, where the request brings one under that name. */
export function secretIn(headers: Headers, name: string): string | undefined {
  return new RegExp(`(?:^|;\\s*)__Host-${name}=([\\w-]{43})(?:;|$)`).exec(headers.get('cookie') ?? '')?.[1];
}

/** The browser forgets it after so many seconds; that it opens nothing any more is for the database to say. */
export function hostCookie(name: string, secret: string, seconds: number): string {
  return `__Host-${name}=${secret}; ${ALWAYS}; Max-Age=${seconds}`;
}

export function noHostCookie(name: string): string {
  return `__Host-${name}=; ${ALWAYS}; Max-Age=0`;
}
