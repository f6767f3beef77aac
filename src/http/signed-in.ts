/** Between a request and the session that it begins. */
import { browserName } from '#domain/browser-name.ts';
import type { Refusal } from '#domain/refusal.ts';
import { ok, type Result } from '#domain/result.ts';
import type { Begun, Browser } from '#usecases/begin-session.ts';
import type { Asked } from './route.ts';
import { secretOf, sessionCookie } from './session-cookie.ts';

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
