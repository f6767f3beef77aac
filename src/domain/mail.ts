/** Mail that we send: plain text to one address, written down as one text while it waits. */

/** Instead of an address, where asking for a mail must be the same work and nobody is to get one. */
export const NOBODY = '';

/** `to` is a canonical address (`email.ts`), or nobody. */
export type Mail = { readonly to: string; readonly subject: string; readonly text: string };

/** A message that is not taken is tried again for so long, where it does not say a shorter time itself. */
export const MAIL_LASTS_MINUTES: number = 3 * 24 * 60;

const LONGEST_WAIT_MINUTES = 12 * 60;

/**
 * How long to wait after so many attempts: about a minute after the first, then twice as long each time, half a day at
 * most. `random` is at least 0 and below 1: messages that failed together are not tried together again.
 */
export function waitMinutes(attempts: number, random: number): number {
  return Math.min(2 ** Math.max(0, attempts - 1), LONGEST_WAIT_MINUTES) * (0.75 + random / 2);
}

/**
 * The message as it is stored. Address and subject stand in a line each, as they
 * will in the mail: a line break in them would be a way to write headers, so it throws.
 */
export function writtenMail(mail: Mail): string {
  for (const line of [mail.to, mail.subject]) {
    if (/\p{Cc}/u.test(line)) throw new TypeError('a line of a mail’s head holds a control character');
  }
  return `${mail.to}\n${mail.subject}\n${mail.text}`;
}

/** Undefined for one that goes to nobody. */
export function readMail(written: string): Mail | undefined {
  const [to = NOBODY, subject = '', ...text] = written.split('\n');
  return to === NOBODY ? undefined : { to, subject, text: text.join('\n') };
}
