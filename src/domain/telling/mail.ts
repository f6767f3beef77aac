/** Mail that we send to one address, written down as one text while it waits. */
import type { Instant } from '#domain/planning/loop-problem.ts';

/** Instead of an address, where asking for a mail must be the same work and nobody is to get one. */
export const NOBODY = '';

/** `to` is a canonical address (`email.ts`), or nobody. */
export type Mail = {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** The same for programs that show it. */
  readonly html?: string;
  /** For calendar programs; `method` is that of the file, because they look at either (RFC 6047). */
  readonly calendar?: { readonly method: string; readonly text: string };
  /** Where answers go, and what could not be delivered. */
  readonly answersTo?: string;
};

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

/** The first character of a message with more than text; no address begins with it. */
const MORE = '\u0001';
const NO_CALENDAR = { method: '', text: '' };

/**
 * The message as it is stored. Address and subject stand in a line each, as they
 * will in the mail: a line break in them would be a way to write headers, so it throws. One with more than text is a
 * list of its parts.
 */
export function writtenMail({ to, subject, text, calendar = NO_CALENDAR, ...more }: Mail): string {
  const { html = '', answersTo = '' } = more;
  for (const line of [to, subject, answersTo, calendar.method]) {
    if (/\p{Cc}/u.test(line)) throw new TypeError('a line of a mail’s head holds a control character');
  }
  const beside = [html, calendar.method, calendar.text, answersTo];
  if (beside.every((part) => part === '')) return `${to}\n${subject}\n${text}`;
  return MORE + JSON.stringify([to, subject, text, ...beside]);
}

/** Undefined for one that goes to nobody. */
export function readMail(written: string): Mail | undefined {
  const [to = NOBODY, subject = '', text = '', ...beside] = partsOf(written);
  if (to === NOBODY) return undefined;
  const [html = '', method = '', calendar = '', answersTo = ''] = beside;
  return {
    to,
    subject,
    text,
    ...(html === '' ? {} : { html }),
    ...(calendar === '' ? {} : { calendar: { method, text: calendar } }),
    ...(answersTo === '' ? {} : { answersTo }),
  };
}

function partsOf(written: string): readonly string[] {
  if (!written.startsWith(MORE)) {
    const [to = NOBODY, subject = '', ...text] = written.split('\n');
    return [to, subject, text.join('\n')];
  }
  const parts: unknown = JSON.parse(written.slice(MORE.length));
  if (!isTexts(parts)) throw new TypeError('a stored mail is not a list of its parts');
  return parts;
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

const LONGEST_LINE = 200;

/** What others wrote as a line of a mail's head: one line, not too long, and nothing that turns the order of letters. */
export function onlyLine(text: string): string {
  const line = text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replaceAll(/[\u202a-\u202e\u2066-\u2069]/g, '')
    .trim();
  return line.length <= LONGEST_LINE ? line : `${line.slice(0, LONGEST_LINE - 1).toWellFormed()}…`;
}

/** `ada@example.org` with a tag: `ada+tag@example.org` goes to the same mailbox (RFC 5233). */
export function taggedAddress(address: string, tag: string): string {
  const at = address.lastIndexOf('@');
  return `${address.slice(0, at)}+${tag}${address.slice(at)}`;
}

/**
 * `link`: to sign in or for a new password; `invitation`: to join; `code`: for whoever follows a link; `times`: a
 * candidate is asked when they can come, or told of days; `calendar`: one cannot be read, or is empty.
 */
export const UNDELIVERED_KINDS = ['link', 'invitation', 'code', 'times', 'calendar'] as const;

/** A message that was not taken; `nextAt` where it is tried again. It names nobody. */
export type UndeliveredMail = {
  readonly kind: (typeof UNDELIVERED_KINDS)[number];
  readonly madeAt: Instant;
  readonly attempts: number;
  readonly problem: string;
  readonly nextAt?: Instant;
};
