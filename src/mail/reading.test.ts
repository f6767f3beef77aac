import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { IncomingMail, MailContent } from '#domain/telling/incoming-mail.ts';
import { readMail } from '#mail/incoming/read-mail.ts';
import { MAIL_LIMITS } from './limits.ts';
import { bytesOf, FROM_ADA, mailOf } from './mail-fixture.ts';
import { openMailReader } from './reading.ts';

async function read(bytes: Uint8Array): Promise<IncomingMail> {
  const reading = await readMail(bytes);
  assert.ok(reading.ok, reading.ok ? '' : reading.problem);
  return reading.value;
}

const contentOf = async (bytes: Uint8Array): Promise<MailContent> => (await read(bytes)).content;
const CALENDAR = 'BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nEND:VCALENDAR';

test('somebody’s words: from whom, to which address, and what they wrote', async () => {
  const mail = await read(mailOf([...FROM_ADA, 'Delivered-To: box@example.org'], 'I am ill.\u0007\r\nAda'));
  assert.deepEqual(mail, {
    id: 'one@example.org',
    from: 'ada@example.org',
    to: ['interviews+secret@example.org', 'box@example.org'],
    subject: 'Re: Interview',
    cut: false,
    content: { kind: 'words', words: 'I am ill.\nAda', winmail: false },
  });
});

test('HTML alone is kept as words, and nothing of it is fetched or run', async () => {
  const html = '<p>Sorry, <b>no</b></p><script>alert(1)</script><img src="http://127.0.0.1:9/x">';
  const content = await contentOf(mailOf([...FROM_ADA], [{ type: 'text/html', text: html }]));
  assert.ok(content.kind === 'words');
  assert.match(content.words, /Sorry, no/);
  assert.doesNotMatch(content.words, /alert|<b>/);
});

test('a calendar beside the words, and the same once more as a file, is one calendar', async () => {
  const content = await contentOf(
    mailOf(FROM_ADA, [
      { type: 'text/plain', text: 'Accepted' },
      { type: 'application/ics; name=invite.ics', text: CALENDAR },
      { type: 'text/calendar; method=reply; charset=utf-8', text: CALENDAR },
    ]),
  );
  assert.ok(content.kind === 'calendar');
  assert.deepEqual(
    content.parts.map(({ method, bytes }) => [method, Buffer.from(bytes).toString().trim()]),
    [['REPLY', CALENDAR]],
  );
  assert.equal(content.words, 'Accepted');
});

test('H13: several calendars that differ are told apart, and winmail.dat is named', async () => {
  const two = await contentOf(
    mailOf(FROM_ADA, [
      { type: 'text/calendar; method=REPLY', text: CALENDAR },
      { type: 'text/calendar; method=CANCEL', text: CALENDAR.replace('REPLY', 'CANCEL') },
    ]),
  );
  assert.ok(two.kind === 'calendar');
  assert.equal(two.parts.length, 2);
  const winmail = await contentOf(
    mailOf(FROM_ADA, [{ type: 'application/ms-tnef; name=winmail.dat', text: 'x' }]),
  );
  assert.deepEqual(winmail, { kind: 'words', words: '', winmail: true });
});

test('absence notices are automatic, an answer of a calendar program is not', async () => {
  for (const mark of ['Auto-Submitted: auto-replied', 'X-Auto-Response-Suppress: All', 'Precedence: bulk']) {
    assert.equal((await contentOf(mailOf([...FROM_ADA, mark]))).kind, 'automatic', mark);
    const answer = mailOf([...FROM_ADA, mark], [{ type: 'text/calendar; method=REPLY', text: CALENDAR }]);
    assert.equal((await contentOf(answer)).kind, 'calendar', mark);
  }
  assert.equal((await contentOf(mailOf([...FROM_ADA, 'Auto-Submitted: no']))).kind, 'words');
  const subject = ['From: ada@example.org', 'Subject: Automatic reply: Interview'];
  assert.equal((await contentOf(mailOf(subject))).kind, 'automatic');
});

const REPORT = [
  'From: Mail Delivery System <MAILER-DAEMON@mail.example.com>',
  'To: interviews+secret@example.org',
  'Subject: Undelivered Mail Returned to Sender',
  'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
];

test('a report in the standard form: what became of the mail, for whom, and which mail it was', async () => {
  const status = [
    'Reporting-MTA: dns; mail.example.com',
    '',
    'Final-Recipient: rfc822; Ada@Example.com',
    'Action: failed',
    'Status: 5.1.1',
    'Diagnostic-Code: smtp; 550 5.1.1 <ada@example.com>: Recipient address rejected:',
    '  User unknown in local recipient table',
    '',
    'Final-Recipient: rfc822; bob@example.com',
    'Action: delayed',
    'Status: 4.4.1',
  ].join('\r\n');
  const returned = [
    'From: interviews@example.org',
    'To: ada@example.com',
    'Message-ID: <m1@example.org>',
    '',
    'x',
  ].join('\r\n');
  const content = await contentOf(
    mailOf(REPORT, [
      { type: 'text/plain', text: 'I am sorry to have to inform you' },
      { type: 'message/delivery-status', text: status },
      { type: 'message/rfc822', text: returned },
    ]),
  );
  assert.deepEqual(content, {
    kind: 'delivery',
    reports: [
      { address: 'ada@example.com', status: '5.1.1', outcome: 'unreachable' },
      { address: 'bob@example.com', status: '4.4.1', outcome: 'delayed' },
    ],
    message: 'm1@example.org',
  });
});

test('our own invitation inside of what came back is no answer', async () => {
  const invitation = `Content-Type: text/calendar; method=REPLY\r\n\r\n${CALENDAR}`;
  const content = await contentOf(
    mailOf(REPORT, [
      {
        type: 'message/delivery-status',
        text: 'Final-Recipient: rfc822; a@example.com\r\nAction: failed\r\nStatus: 5.2.2',
      },
      { type: 'message/rfc822', text: invitation },
    ]),
  );
  assert.deepEqual(content, {
    kind: 'delivery',
    reports: [{ address: 'a@example.com', status: '5.2.2', outcome: 'failed' }],
  });
});

test('a full mailbox is no wrong address, whatever the status says', async () => {
  const said = (words: string): string =>
    `Final-Recipient: rfc822; a@example.com\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 ${words}`;
  for (const [words, outcome] of [
    ['mailbox full', 'failed'],
    ['blocked by policy', 'failed'],
    ['no such user', 'unreachable'],
  ] as const) {
    const content = await contentOf(mailOf(REPORT, [{ type: 'message/delivery-status', text: said(words) }]));
    assert.ok(content.kind === 'delivery');
    assert.equal(content.reports[0]?.outcome, outcome, words);
  }
});

test('somebody who writes of mail that did not arrive wrote words', async () => {
  for (const [subject, words] of [
    [
      'Re: Interview',
      'I got a note "Undelivered Mail Returned to Sender" about your address. Is it right? User unknown, it said.',
    ],
    ['Your invitation could not be opened', 'Please send it again, my mailbox was full yesterday. Ada'],
    ['Delivery of the parcel failed', 'Sorry, I have to be at home, can we move it?'],
  ] as const) {
    const mail = mailOf(
      ['From: Ada <ada@example.org>', 'To: interviews@example.org', `Subject: ${subject}`],
      words,
    );
    assert.equal((await contentOf(mail)).kind, 'words', subject);
  }
});

test('H6: addresses in groups in groups are refused before a parser follows them', async () => {
  const at = (depth: number): Uint8Array =>
    mailOf([
      `To: ${'g:'.repeat(depth)} a@example.org${';'.repeat(depth)}`,
      'From: ada@example.org',
      'Subject: x',
    ]);
  assert.deepEqual(await readMail(at(5_000)), {
    ok: false,
    problem: `a line of its addresses has more than ${MAIL_LIMITS.groups} groups`,
  });
  assert.ok((await readMail(at(MAIL_LIMITS.groups))).ok);
  assert.ok(!(await readMail(at(MAIL_LIMITS.groups + 1))).ok);
});

test('what is no mail, or has a head without end, is refused in words', async () => {
  const long = `Subject: ${'x'.repeat(MAIL_LIMITS.headLine)}`;
  const cases: readonly [bytes: Uint8Array, reason: RegExp][] = [
    [new Uint8Array(), /empty/],
    [bytesOf(['<html><body>sign in</body></html>']), /no head/],
    [mailOf([...FROM_ADA, long]), /line of its head/],
    [bytesOf(Array.from({ length: 40_000 }, () => 'X-A: bbbbbbbb')), /more than 256000 bytes/],
  ];
  for (const [bytes, reason] of cases) {
    const reading = await readMail(bytes);
    assert.ok(!reading.ok);
    assert.match(reading.problem, reason);
  }
});

test('of a long mail the beginning is read, and more parts than fit are refused', async () => {
  const long = mailOf(FROM_ADA, [
    { type: 'text/plain', text: 'See the picture' },
    { type: 'image/png', text: 'x'.repeat(MAIL_LIMITS.bytes) },
  ]);
  const mail = await read(long);
  assert.ok(mail.cut && mail.content.kind === 'words');
  assert.equal(mail.content.words, 'See the picture');
  const parts = Array.from({ length: MAIL_LIMITS.parts + 1 }, () => ({ type: 'text/plain', text: 'x' }));
  assert.ok(!(await readMail(mailOf(FROM_ADA, parts))).ok);
});

test('a mail that takes too long or too much is refused, and the next is read', async () => {
  // Nobody reads two megabytes within that time or that memory, on any machine.
  const heavy = mailOf(FROM_ADA, [{ type: 'text/html', text: '<p>a</p>'.repeat(60_000) }]);
  for (const [limits, reason] of [
    [{ seconds: 0.005 }, /longer than 0.005 s/],
    [{ megabytes: 8, seconds: 20 }, /more than 8 MB of memory/],
  ] as const) {
    const reader = openMailReader(limits);
    const first = await reader.read(heavy);
    await reader.close();
    assert.match(first.ok ? '' : first.problem, reason);
  }
  const reader = openMailReader();
  const [one, next] = await Promise.all([reader.read(heavy), reader.read(mailOf(FROM_ADA))]);
  await reader.close();
  assert.ok(one.ok && next.ok && next.value.content.kind === 'words');
  const late = await reader.read(mailOf(FROM_ADA));
  assert.match(late.ok ? '' : late.problem, /closed/);
});
