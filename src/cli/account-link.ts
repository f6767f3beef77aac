/** A link for somebody who has forgotten their password, made at the server. */
import { LINK_MINUTES } from '#domain/account/account.ts';
import type { Refusal } from '#domain/refusal.ts';
import type { Result } from '#domain/result.ts';
import { accountEmail } from './account-email.ts';
import { type Effects, EXIT, type Exit } from './effects.ts';

/** Opens the database, makes the link and closes it; undefined when it cannot be read, which has been said. */
export type PasswordLinks = (
  say: (line: string) => void,
  email: string,
) => Promise<Result<string, Refusal> | undefined>;

export async function accountLink(
  { stdout, stderr }: Pick<Effects, 'stdout' | 'stderr'>,
  make: PasswordLinks,
  text: string,
): Promise<Exit> {
  const say = (line: string): void => stderr(`${line}\n`);
  const email = accountEmail(say, text);
  if (email === undefined) return EXIT.unreadable;
  const made = await make(say, email);
  if (made === undefined) return EXIT.unreadable;
  if (!made.ok) {
    say(made.problem.text);
    return EXIT.broken;
  }
  say(`With this link ${email} sets a new password, once, within ${LINK_MINUTES.byOperator} minutes.`);
  say('Whoever has it gets in: hand it over where nobody else can read it.');
  stdout(`${made.value}\n`);
  return EXIT.fine;
}
