/** From the bytes of a mail to what it is. `reading.ts` runs it in a worker. */
import { simpleParser, type ParsedMail } from 'mailparser';
import type { IncomingMail } from '#domain/telling/incoming-mail.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { MAIL_LIMITS } from '#mail/limits.ts';
import { addressesOf } from './addresses.ts';
import { contentOf } from './content.ts';
import { headFault } from './head.ts';

const OPTIONS = {
  keepDeliveryStatus: true,
  // What a bounce brings back is somebody's mail inside of it, and not what this mail says.
  ignoreEmbedded: true,
  skipTextToHtml: true,
  skipImageLinks: true,
  keepCidLinks: true,
  checksumAlgo: false,
  maxHtmlLengthToParse: MAIL_LIMITS.html,
  maxHeadSize: MAIL_LIMITS.head,
  maxChildNodes: MAIL_LIMITS.parts,
} as const;

export async function readMail(bytes: Uint8Array): Promise<Result<IncomingMail, string>> {
  const cut = bytes.length > MAIL_LIMITS.bytes;
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, MAIL_LIMITS.bytes));
  const fault = headFault(raw);
  if (fault !== undefined) return refuse(fault);
  const parsed = await parsedMail(raw);
  if (!parsed.ok) return parsed;
  const { messageId, subject = '' } = parsed.value;
  const id = /^<?([!-;=?-~]{1,998})>?$/.exec(messageId?.trim() ?? '')?.[1];
  const [from] = addressesIn(parsed.value, ['from']);
  return ok({
    ...(id === undefined ? {} : { id }),
    ...(from === undefined ? {} : { from }),
    to: addressesIn(parsed.value, RECIPIENTS),
    subject: oneLine(subject).slice(0, MAIL_LIMITS.subject),
    cut,
    content: contentOf(parsed.value),
  });
}

async function parsedMail(raw: Buffer): Promise<Result<ParsedMail, string>> {
  try {
    const parsed = await simpleParser(raw, OPTIONS);
    return ok(
      (parsed.text ?? '').trim() === '' ? { ...parsed, text: await otherWords(parsed, raw) } : parsed,
    );
  } catch (error) {
    // The library's own words for what it does not take: too many parts, too long a head.
    return refuse(`it cannot be read as a mail: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Where there is no plain text: that of an HTML part, and of parts that were broken on the way what they say all the same. */
async function otherWords({ html, attachments }: ParsedMail, raw: Buffer): Promise<string> {
  if (typeof html === 'string') {
    // The library makes words of HTML that is the whole mail, and not where it is a part beside others.
    const whole = await simpleParser(`Content-Type: text/html; charset=utf-8\r\n\r\n${html}`, OPTIONS);
    return whole.text ?? '';
  }
  const body = /\r?\n\r?\n/.exec(raw.toString('latin1'));
  if (attachments.length > 0 || body === null) return '';
  return raw.subarray(body.index + body[0].length).toString('utf8');
}

/** A tagged address stands in the mail itself, or where the server wrote for whom it took it. */
const RECIPIENTS: readonly string[] = [
  'to',
  'cc',
  'delivered-to',
  'x-original-to',
  'envelope-to',
  'x-envelope-to',
  'x-forwarded-to',
];

function addressesIn({ headerLines }: ParsedMail, names: readonly string[]): readonly string[] {
  const found = headerLines
    .filter(({ key }) => names.includes(key))
    .flatMap(({ line }) => addressesOf(line.slice(line.indexOf(':') + 1)));
  return [...new Set(found)].slice(0, MAIL_LIMITS.addresses);
}

function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}
