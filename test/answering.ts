/** Calendar programs of those who were invited: they answer what the mail server of the test received. */
import assert from 'node:assert/strict';
import { bytesOf } from '#mail/mail-fixture.ts';
import type { Received } from './mail-sink.ts';

export type Invited = {
  readonly address: string;
  readonly answersTo: string;
  readonly messageId: string;
  readonly uid: string;
  readonly sequence: number;
  readonly subject: string;
};

/** What a calendar program sees of an invitation's mail. */
export function invitedBy(mail: Received): Invited {
  const calendar = calendarIn(mail.raw);
  const one = (name: string): string =>
    new RegExp(`^${name}[;:].*$`, 'm').exec(calendar)?.[0].replace(/^[^:]*:/, '') ?? '';
  const address = mail.to[0] ?? assert.fail();
  const answersTo = one('ORGANIZER').replace(/^mailto:/i, '');
  assert.match(answersTo, /\+/);
  const messageId = mail.headers.get('message-id') ?? assert.fail();
  const subject = mail.headers.get('subject') ?? '';
  return { address, answersTo, messageId, uid: one('UID'), sequence: Number(one('SEQUENCE')), subject };
}

function calendarIn(raw: string): string {
  const parts = raw
    .split(/\r\n--[^\r\n]+\r\n/)
    .filter((part) => /^content-type: text\/calendar/im.test(part));
  const [head = '', ...body] = (parts[0] ?? assert.fail('no calendar')).split('\r\n\r\n');
  const text = body.join('\r\n\r\n');
  const encoded = /^content-transfer-encoding: (\S+)/im.exec(head)?.[1] ?? '7bit';
  const plain = encoded === 'base64' ? Buffer.from(text, 'base64').toString() : unquoted(text, encoded);
  return plain.replaceAll(/\r?\n[ \t]/g, '').replaceAll('\r\n', '\n');
}

function unquoted(text: string, encoding: string): string {
  if (encoding !== 'quoted-printable') return text;
  const bytes = text
    .replaceAll('=\r\n', '')
    .replaceAll(/=([\dA-F]{2})/g, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

export type Reply = {
  readonly response?: string;
  readonly method?: string;
  readonly stamp?: string;
  readonly sequence?: number;
  readonly attendee?: string;
  readonly lines?: readonly string[];
  readonly from?: string;
  readonly to?: string;
  readonly headMethod?: string;
  readonly id?: string;
};

let count = 0;

export function replyTo(invited: Invited, reply: Reply = {}): Uint8Array {
  const { response = 'ACCEPTED', method = 'REPLY', stamp = '20260701T100000Z', lines = [] } = reply;
  const { attendee = invited.address, sequence = invited.sequence, headMethod = method } = reply;
  count += 1;
  return bytesOf([
    `From: Somebody <${reply.from ?? invited.address}>`,
    `To: <${reply.to ?? invited.answersTo}>`,
    `Subject: ${response}: Interview`,
    `Message-ID: <${reply.id ?? `answer-${count}`}@calendar.example.com>`,
    'Auto-Submitted: auto-generated',
    'MIME-Version: 1.0',
    'Content-Type: multipart/alternative; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    `${invited.address} has ${response.toLowerCase()}`,
    '--b',
    `Content-Type: text/calendar; charset=utf-8; method=${headMethod}`,
    '',
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Test//EN',
    `METHOD:${method}`,
    'BEGIN:VEVENT',
    `UID:${invited.uid}`,
    `SEQUENCE:${sequence}`,
    `DTSTAMP:${stamp}`,
    `ORGANIZER:mailto:${invited.answersTo}`,
    `ATTENDEE;PARTSTAT=${response}:mailto:${attendee}`,
    ...lines,
    'END:VEVENT',
    'END:VCALENDAR',
    '--b--',
    '',
  ]);
}

/** What the mail server of the recipient says of the invitation. */
export function bounceOf(
  invited: Invited,
  {
    status,
    action = 'failed',
    address = invited.address,
  }: { readonly status: string; readonly action?: string; readonly address?: string },
): Uint8Array {
  count += 1;
  return bytesOf([
    'Return-Path: <>',
    'From: Mail Delivery System <MAILER-DAEMON@mail.example.com>',
    `To: <${invited.answersTo}>`,
    'Subject: Undelivered Mail Returned to Sender',
    `Message-ID: <bounce-${count}@mail.example.com>`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
    '',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mail.example.com',
    '',
    `Final-Recipient: rfc822; ${address}`,
    `Action: ${action}`,
    `Status: ${status}`,
    '--b',
    'Content-Type: text/rfc822-headers',
    '',
    `Message-ID: ${invited.messageId}`,
    '--b--',
    '',
  ]);
}

/** Plain words, with whatever head. */
export function wordsTo(to: string, words: string, head: readonly string[] = []): Uint8Array {
  count += 1;
  return bytesOf([
    ...(head.some((line) => line.startsWith('From:')) ? [] : ['From: ada@example.org']),
    `To: <${to}>`,
    'Subject: Re: Invitation',
    `Message-ID: <words-${count}@example.org>`,
    ...head,
    'Content-Type: text/plain; charset=utf-8',
    '',
    words,
  ]);
}
