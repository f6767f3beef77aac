/** What a mail is, by its parts, its head and, where neither tells, its words. */
import type { Attachment, ParsedMail } from 'mailparser';
import type { CalendarPart, MailContent } from '#domain/telling/incoming-mail.ts';
import { MAIL_LIMITS } from '#mail/limits.ts';
import { bounceOf } from './bounce.ts';
import { complaintOf } from './complaint.ts';
import { isAutomatic } from './automatic.ts';

export function contentOf(mail: ParsedMail): MailContent {
  const complaint = complaintOf(mail);
  if (complaint !== undefined) return complaint;
  const bounce = bounceOf(mail);
  if (bounce !== undefined) return bounce;
  const words = wordsOf(mail);
  const parts = mail.attachments.filter(isCalendar).map(calendarPart).slice(0, MAIL_LIMITS.calendars);
  // Calendar programs answer by themselves, so this comes before the marks of automatic mail.
  if (parts.length > 0) return { kind: 'calendar', parts: distinct(parts), words };
  if (isAutomatic(mail)) return { kind: 'automatic', words };
  return { kind: 'words', words, winmail: mail.attachments.some(isWinmail) };
}

function wordsOf({ text = '' }: ParsedMail): string {
  return text
    .replaceAll(/[^\P{Cc}\n\t]/gu, '')
    .trim()
    .slice(0, MAIL_LIMITS.words);
}

function isCalendar({ contentType, filename = '' }: Attachment): boolean {
  return ['text/calendar', 'application/ics'].includes(contentType) || /\.ics$/i.test(filename);
}

function isWinmail({ contentType, filename = '' }: Attachment): boolean {
  return (
    ['application/ms-tnef', 'application/vnd.ms-tnef'].includes(contentType) ||
    /^winmail\.dat$/i.test(filename)
  );
}

function calendarPart({ content, headers }: Attachment): CalendarPart {
  const type = headers.get('content-type');
  const method =
    typeof type === 'object' && 'params' in type && !Array.isArray(type) && isRecord(type.params)
      ? type.params['method']
      : undefined;
  return {
    bytes: new Uint8Array(content),
    ...(typeof method === 'string' && { method: method.toUpperCase() }),
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** Many programs send the same calendar twice: beside the words, and as a file without a method. */
function distinct(parts: readonly CalendarPart[]): readonly CalendarPart[] {
  const seen = new Map<string, CalendarPart>();
  for (const part of parts.toSorted(
    (a, b) => Number(b.method !== undefined) - Number(a.method !== undefined),
  )) {
    const key = Buffer.from(part.bytes).toString('latin1').replaceAll(/\r?\n/g, '\n').trim();
    if (!seen.has(key)) seen.set(key, part);
  }
  return [...seen.values()];
}
