/** What is refused before a parser sees it: heads whose lines a parser would follow too deep or too far. */
import { MAIL_LIMITS } from '#mail/limits.ts';

const ADDRESSES =
  /^(from|sender|reply-to|to|cc|bcc|delivered-to|return-path|disposition-notification-to|resent-[a-z-]+):/i;

/** Why the mail is not read, in words. */
export function headFault(raw: Buffer): string | undefined {
  if (raw.length === 0) return 'it is empty';
  const text = raw.subarray(0, MAIL_LIMITS.head + 2).toString('latin1');
  const end = /\r?\n\r?\n/.exec(text)?.index;
  if (end === undefined && raw.length > MAIL_LIMITS.head)
    return `its head has more than ${MAIL_LIMITS.head} bytes`;
  if (!/^[!-9;-~]+[ \t]*:/m.test(text.slice(0, end))) return 'it has no head, so it is no mail';
  for (const line of unfolded(text.slice(0, end))) {
    if (line.length > MAIL_LIMITS.headLine)
      return `a line of its head has more than ${MAIL_LIMITS.headLine} letters`;
    if (ADDRESSES.test(line) && line.replaceAll(/"[^"]*"/g, '').split(':').length - 2 > MAIL_LIMITS.groups) {
      return `a line of its addresses has more than ${MAIL_LIMITS.groups} groups`;
    }
  }
  return undefined;
}

function unfolded(head: string): readonly string[] {
  return head.replaceAll(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
}
