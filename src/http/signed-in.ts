/** What handlers that begin and end sessions have in common. */
import { browserName } from '#domain/account/browser-name.ts';
import { notFound, type Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { Begun, Browser } from '#usecases/sign-in/begin-session.ts';
import type { Asked } from './route.ts';
import { endedCookie, secretOf, sessionCookie } from './session-cookie.ts';

export function browserOf({ headers, address }: Asked<unknown>): Browser {
  return { name: browserName(headers.get('user-agent') ?? ''), address, secret: secretOf(headers) };
}

/** The secret goes into the cookie, and nowhere else: the answer is what `shown` makes of the rest. */
export async function signedIn<B extends Begun, A>(
  asked: Asked<unknown>,
  beginning: Promise<Result<B, Refusal>>,
  shown: (begun: B) => A,
): Promise<Result<A, Refusal>> {
  const begun = await beginning;
  if (!begun.ok) return begun;
  asked.setCookie(sessionCookie(begun.value.secret));
  return ok(shown(begun.value));
}

export async function signedOut(
  asked: Asked<unknown>,
  ending: Promise<Result<null, Refusal>>,
): Promise<Result<null, Refusal>> {
  const ended = await ending;
  if (ended.ok) asked.setCookie(endedCookie());
  return ended;
}

/** Where nobody has an account, there is none of one's own either. */
export function withAccount<T>(
  { viewer }: Asked<unknown>,
  work: (account: string) => Promise<Result<T, Refusal>>,
): Promise<Result<T, Refusal>> {
  return viewer.kind === 'member' ? work(viewer.account) : Promise.resolve(refuse(notFound('account')));
}

/** Whoever still owes a second factor. */
export function withHalfway<T>(
  { viewer }: Asked<unknown>,
  work: (account: string) => Promise<Result<T, Refusal>>,
): Promise<Result<T, Refusal>> {
  return viewer.kind === 'halfway' ? work(viewer.account) : Promise.resolve(refuse(notFound('account')));
}
