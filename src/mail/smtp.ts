/** The way to the mail server. Nothing here knows what a message is about. */
import { createTransport } from 'nodemailer';
import { taggedAddress, type Mail } from '#domain/telling/mail.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { MailServer, MailSettings } from './settings.ts';

/** `lasting`: trying again would not help. `text` names nobody, so that it can stand in a log. */
export type MailProblem = { readonly lasting: boolean; readonly text: string };

/**
 * Hands a message to the mail server; what that has taken it delivers. The same `id` gives the same Message-ID, so a
 * message that is sent twice is shown once.
 */
export type SendMail = (
  message: Mail & { readonly id: string },
  signal: AbortSignal,
) => Promise<Result<null, MailProblem>>;

/** All that the server knows of mail: the way out, and the address at which answers with a secret come in. */
export type Mailer = { readonly send: SendMail; readonly answersTo: (secret: string) => string };

export function openMailer(settings: MailSettings): Mailer {
  const { from, tags } = settings;
  return {
    send: openSmtp(settings),
    answersTo: (secret) => (tags ? taggedAddress(from.address, secret) : from.address),
  };
}

/** A server that says nothing for so long is given up; milliseconds. */
const PATIENCE = { connecting: 10_000, silent: 20_000, whole: 45_000 };
const THIS_MACHINE: readonly string[] = ['localhost', '127.0.0.1', '::1'];

export function openSmtp({ server, from }: MailSettings, patience: typeof PATIENCE = PATIENCE): SendMail {
  const transport = createTransport({ ...connectionTo(server), ...within(patience) });
  const domain = from.address.slice(from.address.lastIndexOf('@') + 1);
  return async ({ id, to, subject, text, html, calendar, answersTo }, signal) => {
    try {
      await transport.sendMail({
        from,
        to: { name: '', address: to },
        subject,
        text,
        ...(html === undefined ? {} : { html }),
        ...(calendar === undefined ? {} : { icalEvent: eventOf(calendar) }),
        // What cannot be delivered comes back to the address that knows whose it is.
        ...(answersTo === undefined ? {} : { replyTo: answersTo, envelope: { from: answersTo, to } }),
        messageId: `<${id}@${domain}>`,
        // So that no absence notice answers (RFC 3834).
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
        signal: AbortSignal.any([signal, AbortSignal.timeout(patience.whole)]),
      });
      return ok(null);
    } catch (error) {
      return refuse(problemOf(error));
    }
  };
}

/** As an alternative to the text, which calendar programs act on, and as a file for those that do not. */
function eventOf({ method, text }: NonNullable<Mail['calendar']>): object {
  return { method, content: text, filename: method === 'CANCEL' ? 'cancelled.ics' : 'invitation.ics' };
}

function connectionTo({ host, port, secure, login }: MailServer): object {
  const here = THIS_MACHINE.includes(host);
  return {
    host,
    port,
    secure,
    // Between this machine and itself nobody reads, and its own server seldom has a certificate that can be checked.
    ...(secure ? {} : here ? { ignoreTLS: true } : { requireTLS: true }),
    ...(login === undefined ? {} : { auth: { user: login.user, pass: login.password } }),
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

function within({ connecting, silent }: typeof PATIENCE): object {
  return {
    connectionTimeout: connecting,
    greetingTimeout: connecting,
    dnsTimeout: connecting,
    socketTimeout: silent,
  };
}

/** nodemailer's errors carry a code, the command that failed, and the server's status where it gave one. */
type Told = {
  readonly code: string;
  readonly command?: unknown;
  readonly responseCode?: unknown;
  readonly response?: unknown;
};

function isTold(error: unknown): error is Error & Told {
  return error instanceof Error && 'code' in error && typeof error.code === 'string';
}

const WORDS: Readonly<Record<string, string>> = {
  EABORT: 'the mail server took too long',
  EAUTH: 'the mail server does not take the user and the password of SMTP_URL',
  ECONNECTION: 'the mail server closed the connection',
  EDNS: 'the host of SMTP_URL is not known',
  ESOCKET: 'the mail server cannot be reached',
  ETIMEDOUT: 'the mail server does not answer',
  ETLS: 'the mail server has no TLS that can be trusted',
};

/** The answer itself is left out: servers repeat the address of whom it is for. */
function problemOf(error: unknown): MailProblem {
  if (!isTold(error)) throw error;
  const { code, command } = error;
  const status = typeof error.responseCode === 'number' ? error.responseCode : undefined;
  if (status === undefined || code === 'EAUTH') {
    return { lasting: false, text: WORDS[code] ?? `the mail could not be sent (${code})` };
  }
  // Only what is said of this recipient or this message lasts; the rest somebody can put right meanwhile.
  const own = command === 'RCPT TO' || command === 'DATA';
  const [enhanced] = /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(String(error.response)) ?? [];
  const figures = [status, enhanced].filter((part) => part !== undefined).join(' ');
  const at = typeof command === 'string' ? command : 'the message';
  return { lasting: own && status >= 500, text: `the mail server answered ${figures} to ${at}` };
}
