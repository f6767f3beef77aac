/** The address that a command about an account is given. */
import { canonicalEmail } from '#domain/account/email.ts';
import { faultLine, shown } from '#domain/fault.ts';

/** Canonical; undefined where it is none, which has been said. */
export function accountEmail(say: (line: string) => void, text: string): string | undefined {
  const email = canonicalEmail(text);
  if (email !== undefined) return email;
  const expected = 'an e-mail address like ada@example.org';
  say(faultLine({ place: '--email', found: shown(text), expected }));
  return undefined;
}
