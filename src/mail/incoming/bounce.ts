/**
 * Whether a mail tells what became of a mail of ours, and what. By the standard form where there is one (RFC 3464),
 * otherwise by who sent it and by its words, because many servers have a form of their own.
 */
import type { ParsedMail } from 'mailparser';
import type { DeliveryReport, MailContent } from '#domain/telling/incoming-mail.ts';
import { MAIL_LIMITS } from '#mail/limits.ts';
import { addressesOf } from './addresses.ts';
import { isDelayNotice, noticeOf, outcomeOf, speaksOfDelivery } from './bounce-words.ts';
import { fieldsOf, type Fields } from './fields.ts';
import { headOf } from './head-line.ts';

const STATUS_PARTS = ['message/delivery-status', 'message/global-delivery-status'];
/** The mail that could not be delivered, or its head. */
const RETURNED = /^(?:message\/(?:rfc822|global)|text\/rfc822-headers?)/;

export function bounceOf(mail: ParsedMail): MailContent | undefined {
  const status = mail.attachments.filter(({ contentType }) => STATUS_PARTS.includes(contentType));
  const words = noticeOf(mail.text ?? '');
  const told = status.flatMap(({ content }) => recipientsIn(content.toString('utf8')));
  // Forms that were broken on the way: the fields stand in the words.
  const fields = told.length > 0 ? told : recipientsIn(mail.text ?? '');
  const about = returnedIn(mail);
  if (fields.length > 0)
    return delivery(
      fields.map((one) => reportOf(one, words)),
      about,
    );
  if (status.length === 0 && !isFromServer(mail, words)) return undefined;
  return delivery(reportsFromWords(mail, words, about), about);
}

function delivery(reports: readonly DeliveryReport[], { message }: Returned): MailContent {
  const some = reports.slice(0, MAIL_LIMITS.reports);
  return { kind: 'delivery', reports: some, ...(message === undefined ? {} : { message }) };
}

/** The blocks of a report that are about one recipient each. */
function recipientsIn(text: string): readonly Fields[] {
  return fieldsOf(text).filter(
    (fields) => fields.has('action') && (fields.has('final-recipient') || fields.has('original-recipient')),
  );
}

function reportOf(fields: Fields, words: string): DeliveryReport {
  const [address] = ['original-recipient', 'final-recipient', 'x-actual-recipient'].flatMap((name) =>
    addressesOf((fields.get(name) ?? '').replace(/^[a-z0-9-]+;/i, ' ')),
  );
  const action = (fields.get('action') ?? '').toLowerCase();
  const [status] = /[245]\.\d{1,3}\.\d{1,3}/.exec(fields.get('status') ?? '') ?? [];
  const diagnostic = fields.get('diagnostic-code') ?? '';
  return {
    ...(address === undefined ? {} : { address }),
    ...(status === undefined ? {} : { status }),
    outcome: outcomeOfAction(action, status, `${diagnostic}\n${sectionOf(words, address)}`),
  };
}

function outcomeOfAction(
  action: string,
  status: string | undefined,
  words: string,
): DeliveryReport['outcome'] {
  if (action.startsWith('delayed')) return 'delayed';
  if (/^(?:delivered|relayed|expanded|deliverable)/.test(action)) return 'delivered';
  return outcomeOf(words, status);
}

type Returned = { readonly message?: string; readonly to: readonly string[] };

/** Our own mail, as far as the bounce brings it back: its Message-ID, and for whom it was. */
function returnedIn({ attachments, text = '' }: ParsedMail): Returned {
  const part = attachments.find(({ contentType }) => RETURNED.test(contentType));
  const original = part?.content.toString('utf8') ?? text.slice(noticeOf(text).length);
  const head = original.slice(0, MAIL_LIMITS.headLine).replaceAll(/\r?\n[ \t]+/g, ' ');
  const message = /^[> ]*Message-Id: *<([!-;=?-~]{3,998})>/im.exec(head)?.[1];
  const to = /^[> ]*To:(.*)$/im.exec(head)?.[1] ?? '';
  return { ...(message === undefined ? {} : { message }), to: addressesOf(to) };
}

const DAEMON =
  /^(?:mailer[-_.]?daemon|post[-_.]?master|mail[-_.]?daemon|mail(?:er)?[-_.]?delivery|mail[-_.]?administrator|bounces?|mailsystem)(?:@|$)/i;
const DAEMON_NAME =
  /mail(?:er)?[ -]?(?:daemon|delivery|system)|delivery (?:system|subsystem)|post ?master|system administrator/i;
const SUBJECT =
  /undeliver|deliver(?:y|ed)?.{0,30}(?:fail|problem|status|error|delay|notif|report|impossible)|fail(?:ed|ure)? ?(?:notice|delivery|to deliver|mail)|returned? (?:mail|message|to sender)|returning (?:mail|message|to sender)|(?:mail|message).{0,25}(?:could not|not|cannot) be? ?(?:delivered|sent)|mail (?:failed|failure|system error|error)|non[- ]?(?:delivery|remise|recapit)|(?:permanent|fatal) (?:delivery )?(?:failure|error)|unzustellbar|nicht zugestellt|rejected|配信|送信.*(?:エラー|失敗)|エラー通知|warning: (?:could not send|message)|see transcript/i;

function isFromServer(mail: ParsedMail, words: string): boolean {
  if (headOf(mail, 'x-failed-recipients').length > 0) return true;
  const told = [SUBJECT.test(mail.subject ?? ''), speaksOfDelivery(words)].filter(Boolean).length;
  const sent = [isDaemon(mail), isWithoutSender(mail)].filter(Boolean).length;
  return told > 0 && told + sent >= 2;
}

function isDaemon(mail: ParsedMail): boolean {
  const from = headOf(mail, 'from').join(' ');
  const sender = (addressesOf(from)[0] ?? /<([^<>]*)>/.exec(from)?.[1] ?? from).trim();
  return sender === '' || DAEMON.test(sender) || DAEMON_NAME.test(from);
}

/** So that nobody answers it. */
function isWithoutSender(mail: ParsedMail): boolean {
  const [path = ''] = headOf(mail, 'return-path');
  return path === '<>' || /mailer-daemon/i.test(path);
}

function reportsFromWords(mail: ParsedMail, words: string, about: Returned): readonly DeliveryReport[] {
  const own = new Set(
    ['to', 'from', 'return-path'].flatMap((name) => headOf(mail, name)).flatMap(addressesOf),
  );
  const failed = headOf(mail, 'x-failed-recipients').flatMap(addressesOf);
  const named = addressesOf(words).filter((address) => !own.has(address) && !DAEMON.test(address));
  const [addresses = []] = [failed, named, about.to].filter((some) => some.length > 0);
  const delayed = isDelayNotice(words, mail.subject ?? '');
  const report = (address?: string): DeliveryReport => {
    const own = sectionOf(words, address);
    const status = /(?<![\d.])[45]\.\d{1,2}\.\d{1,3}(?![\d.])/.exec(own)?.[0];
    return {
      outcome: delayed ? 'delayed' : outcomeOf(own, status),
      ...(status === undefined ? {} : { status }),
      ...(address === undefined ? {} : { address }),
    };
  };
  return addresses.length === 0 ? [report()] : [...new Set(addresses)].map((address) => report(address));
}

/** What the words say of this address: where several are named, from it to the next other one. */
function sectionOf(words: string, address: string | undefined): string {
  const named = [...new Set(addressesOf(words))].filter((one) => !DAEMON.test(one));
  if (address === undefined || named.length < 2 || !named.includes(address)) return words;
  const small = words.toLowerCase();
  const from = small.indexOf(address);
  const next = named
    .filter((one) => one !== address)
    .map((one) => small.indexOf(one, from))
    .filter((at) => at > from);
  return words.slice(from, Math.min(words.length, ...next));
}
