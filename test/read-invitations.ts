/** Mails as an independent reader understands them: Python's email module, and the icalendar of Debian. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Received } from './mail-sink.ts';
import { pythonWith, type FoundPython } from './python.ts';

export type ReadEvent = {
  readonly uid: string;
  readonly sequence: number;
  readonly stamp: string;
  readonly start: string;
  readonly end: string;
  readonly status: string;
  readonly summary: string;
  readonly description: string;
  readonly location: string | null;
  readonly organizer: string;
  readonly organizerName: string;
  readonly attendees: readonly Readonly<Record<string, string>>[];
};
type ReadCalendar = {
  readonly methodOfPart: string;
  readonly method: string;
  /** Octets. */
  readonly longest: number;
  readonly events: readonly ReadEvent[];
};
export type ReadMail = {
  readonly to: string;
  readonly from: string;
  readonly replyTo: string | null;
  readonly subject: string;
  readonly messageId: string;
  readonly auto: string;
  readonly suppress: string;
  readonly text: string | null;
  readonly html: string | null;
  readonly types: readonly string[];
  readonly calendars: readonly ReadCalendar[];
};

export const reader: FoundPython = pythonWith('icalendar');

/** Undefined where this machine has no such reader; in CI it has. */
export function readMails(mails: readonly Received[]): readonly ReadMail[] | undefined {
  if (reader.kind === 'absent') return undefined;
  const script = fileURLToPath(new URL('invitation-reader.py', import.meta.url));
  const input = JSON.stringify(mails.map(({ raw }) => raw));
  const done = spawnSync(reader.python, [script], { input, encoding: 'utf8', timeout: 120_000 });
  assert.equal(done.status, 0, done.stderr);
  const read: readonly ReadMail[] = JSON.parse(done.stdout);
  return read;
}

/** The one event of an invitation's mail. */
export function eventOf(mail: ReadMail): ReadEvent & { readonly method: string } {
  const [calendar] = mail.calendars;
  const [event] = calendar?.events ?? [];
  assert.ok(calendar && event && calendar.events.length === 1, mail.subject);
  assert.equal(calendar.methodOfPart, calendar.method);
  return { ...event, method: calendar.method };
}
