/**
 * H1, H2: 629 real bounces, complaints and absence notices of some seventy mail systems, and ordinary mails that must not
 * be taken for one.
 *
 * "Classified" means: a complaint is read as a complaint, an absence notice as automatic, everything else as news of a
 * delivery that names an address. Which of them a mail is, the collection says by its file name, not we.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { simpleParser } from 'mailparser';
import type { IncomingMail, MailContent } from '#domain/telling/incoming-mail.ts';
import type { Result } from '#domain/result.ts';
import { bytesOf } from '#mail/mail-fixture.ts';
import { openMailReader, type MailReader } from '#mail/reading.ts';
import { BOUNCE_TRUTH } from './bounce-truth.ts';
import { corpus } from './calendar-corpus.ts';
import { SHARED_ABSENT, sharedFolder } from './shared-folder.ts';

const shared = sharedFolder();
type Read = { readonly name: string; readonly raw: Buffer; readonly mail: Result<IncomingMail, string> };

describe('bounces of seventy mail systems', { skip: shared === undefined && SHARED_ABSENT }, () => {
  const folder = join(shared ?? '', 'corpora/bounces/maildir/bsd');
  const read: Read[] = [];
  let reader: MailReader;
  before(async () => {
    reader = openMailReader({ seconds: 20 });
    for (const name of readdirSync(folder)) {
      const raw = readFileSync(join(folder, name));
      read.push({ name, raw, mail: await reader.read(raw) });
    }
  });
  after(() => reader.close());

  it('H1: each of the 629 is read', () => {
    assert.equal(read.length, 629);
    assert.deepEqual(
      read.filter(({ mail }) => !mail.ok).map(({ name }) => name),
      [],
    );
  });

  it('H1: at least 95 of 100 are classified', () => {
    const missed = read.filter(({ name, mail }) => !mail.ok || !isClassified(name, mail.value.content));
    const share = 1 - missed.length / read.length;
    assert.ok(share >= 0.95, `${share}: ${missed.map(({ name }) => name).join(' ')}`);
  });

  it('H2: so are those that no head and no part marks', () => {
    const unmarked = read.filter(({ raw }) => !isMarked(raw.toString('latin1')));
    const right = unmarked.filter(({ name, mail }) => mail.ok && isClassified(name, mail.value.content));
    assert.ok(unmarked.length >= 50, String(unmarked.length));
    assert.ok(right.length / unmarked.length >= 0.9, `${right.length} of ${unmarked.length}`);
  });

  it('nine of ten say of the address what another reader of bounces says', () => {
    const judged = read.filter(({ name }) => BOUNCE_TRUTH.has(name));
    const right = judged.filter(
      ({ name, mail }) => mail.ok && agrees(BOUNCE_TRUTH.get(name) ?? '', mail.value.content),
    );
    assert.ok(judged.length > 400, String(judged.length));
    assert.ok(right.length / judged.length >= 0.9, `${right.length} of ${judged.length}`);
  });

  it('the mails that came back inside of them are ordinary mails', async () => {
    const wrong: string[] = [];
    let ordinary = 0;
    for (const { name, raw } of read) {
      const { attachments } = await simpleParser(raw, { ignoreEmbedded: true });
      for (const { contentType, content } of attachments) {
        if (contentType !== 'message/rfc822' || isBounceItself(content.toString('latin1'))) continue;
        const mail = await reader.read(content);
        if (!mail.ok) continue;
        ordinary += 1;
        if (['delivery', 'complaint'].includes(mail.value.content.kind)) wrong.push(name);
      }
    }
    assert.ok(ordinary > 250, String(ordinary));
    assert.deepEqual(wrong, []);
  });

  it('calendars that arrive by mail are calendars', async () => {
    const calendars = corpus(shared ?? '', 'invitations').concat(corpus(shared ?? '', 'own'));
    for (const { name, bytes } of calendars) {
      const head = ['From: ada@example.org', 'To: interviews@example.org', 'Subject: Declined: Interview'];
      const body = Buffer.from(bytes).toString('base64').replaceAll(/.{76}/g, '$&\r\n');
      const typed = ['Content-Type: text/calendar; method=REPLY', 'Content-Transfer-Encoding: base64'];
      const mail = await reader.read(bytesOf([...head, ...typed, '', body, '']));
      assert.ok(mail.ok && mail.value.content.kind === 'calendar', name);
    }
  });
});

function isClassified(name: string, content: MailContent): boolean {
  if (name.startsWith('arf-')) return content.kind === 'complaint';
  if (name.startsWith('rfc3834-')) return content.kind === 'automatic';
  return content.kind === 'delivery' && content.reports.some(({ address }) => address !== undefined);
}

/** By a part, a head or the return path of programs. */
function isMarked(raw: string): boolean {
  return (
    /^content-type:\s*multipart\/report/im.test(raw) ||
    /^content-type:\s*message\/(?:delivery-status|feedback-report)/im.test(raw) ||
    /^auto-submitted:/im.test(raw) ||
    /^return-path:\s*<>/im.test(raw)
  );
}

/** Several recipients: the same answers, in whatever order. `X` may count as either. */
function agrees(truth: string, content: MailContent): boolean {
  const told = lettersOf(content);
  return [truth.replaceAll('X', 'G'), truth.replaceAll('X', 'S'), truth.replaceAll('X', 'V')].some(
    (letters) => [...new Set(letters)].toSorted().join('') === told,
  );
}

const LETTER = { unreachable: 'G', failed: 'S', delayed: 'S', delivered: 'D' } as const;

function lettersOf(content: MailContent): string {
  if (content.kind === 'complaint') return 'F';
  if (content.kind === 'automatic') return 'V';
  if (content.kind !== 'delivery') return '';
  return [...new Set(content.reports.map(({ outcome }) => LETTER[outcome]))].toSorted().join('');
}

/** A bounce that bounced. */
function isBounceItself(raw: string): boolean {
  const head = raw.slice(0, raw.search(/\r?\n\r?\n/));
  return (
    /^from:.*(?:mailer-daemon|postmaster)/im.test(head) ||
    /^subject:.*(?:returned mail|delivery)/im.test(head)
  );
}
