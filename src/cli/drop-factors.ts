/** The second factor of somebody who has lost it, taken away at the server. */
import type { Refusal } from '#domain/refusal.ts';
import type { Result } from '#domain/result.ts';
import { accountEmail } from './account-email.ts';
import { type Effects, EXIT, type Exit } from './effects.ts';

/** Opens the database, takes it away and closes it; undefined when it cannot be read, which has been said. */
export type DroppedFactors = (
  say: (line: string) => void,
  email: string,
) => Promise<Result<null, Refusal> | undefined>;

export async function droppedFactors(
  { stderr }: Pick<Effects, 'stderr'>,
  drop: DroppedFactors,
  text: string,
): Promise<Exit> {
  const say = (line: string): void => stderr(`${line}\n`);
  const email = accountEmail(say, text);
  if (email === undefined) return EXIT.unreadable;
  const dropped = await drop(say, email);
  if (dropped === undefined) return EXIT.unreadable;
  if (!dropped.ok) {
    say(dropped.problem.text);
    return EXIT.broken;
  }
  say(`${email} has no second factor any more, and is signed out everywhere. The password stays as it is.`);
  return EXIT.fine;
}
