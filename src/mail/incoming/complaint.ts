/** Somebody pressed "this is spam" or "unsubscribe" on one of our mails, and their provider tells us (RFC 5965). */
import type { ParsedMail } from 'mailparser';
import type { MailContent } from '#domain/telling/incoming-mail.ts';
import { addressesOf } from './addresses.ts';
import { fieldsOf, type Fields } from './fields.ts';
import { headOf } from './head-line.ts';

export function complaintOf(mail: ParsedMail): MailContent | undefined {
  const report = partOf(mail, 'message/feedback-report');
  if (report !== undefined)
    return complaint(report.get('original-rcpt-to') ?? report.get('removal-recipient'));
  // Microsoft's reports have a form of their own, and so has Apple's button.
  if (/^\s*complaint about message/i.test(mail.subject ?? '')) {
    return complaint(partOf(mail, 'message/rfc822')?.get('x-hmxmroriginalrecipient'));
  }
  const unsubscribed = headOf(mail, 'x-apple-unsubscribe').length > 0;
  return unsubscribed ? complaint(headOf(mail, 'from').join(' ')) : undefined;
}

/** The first block of fields in a part of that type. */
function partOf({ attachments }: ParsedMail, type: string): Fields | undefined {
  const part = attachments.find(({ contentType }) => contentType === type);
  return part === undefined ? undefined : (fieldsOf(part.content.toString('utf8'))[0] ?? new Map());
}

function complaint(text = ''): MailContent {
  const [address] = addressesOf(text);
  return { kind: 'complaint', ...(address === undefined ? {} : { address }) };
}
