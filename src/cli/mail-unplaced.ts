/** Mail of which nobody can say to which organisation it belongs, from the command line. */
import type { MailView } from '#domain/telling/mail-view.ts';
import { type Effects, EXIT, type Exit } from './effects.ts';

/** Opens the database, looks and closes it; undefined when it cannot be read, which has been said. */
export type UnplacedMail = (say: (line: string) => void) => Promise<readonly MailView[] | undefined>;

const MOST_WORDS = 500;

export async function listUnplaced(
  { stdout, stderr }: Pick<Effects, 'stdout' | 'stderr'>,
  unplaced: UnplacedMail,
): Promise<Exit> {
  const mails = await unplaced((line) => stderr(`${line}\n`));
  if (mails === undefined) return EXIT.unreadable;
  for (const mail of mails) stdout(`${lineOf(mail)}\n`);
  stdout(`${mails.length === 1 ? '1 mail' : `${mails.length} mails`} of which nobody can say whose it is\n`);
  return mails.length > 0 ? EXIT.broken : EXIT.fine;
}

/** In one line: what a stranger wrote must not look like lines of ours. */
function lineOf({
  receivedAt,
  sender = 'from nobody known',
  subject,
  words = '',
  kind,
  why,
}: MailView): string {
  const what = why === undefined ? kind : `${kind}, ${why}`;
  return [receivedAt, sender, what, subject, words.slice(0, MOST_WORDS)]
    .map(inOneLine)
    .filter(Boolean)
    .join(' | ');
}

function inOneLine(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
    .trim();
}
