import assert from 'node:assert/strict';
import { it } from 'node:test';
import { mailSettings } from './settings.ts';

const FROM = 'Harbour interviews <interviews@example.org>';

it('sends no mail where neither is set', () => {
  assert.deepEqual(mailSettings('', ''), { ok: true, value: undefined });
});

it('reads the server, the login and the sender', () => {
  assert.deepEqual(mailSettings('smtps://ada%40example.org:p%2Fw%3A@mail.example.org', FROM), {
    ok: true,
    value: {
      server: {
        host: 'mail.example.org',
        port: 465,
        secure: true,
        login: { user: 'ada@example.org', password: 'p/w:' },
      },
      from: { name: 'Harbour interviews', address: 'interviews@example.org' },
      tags: true,
    },
  });
  assert.deepEqual(mailSettings('smtp://[::1]:2525/', '"Dr. Ada" <Ada@Example.org>'), {
    ok: true,
    value: {
      server: { host: '::1', port: 2525, secure: false },
      from: { name: 'Dr. Ada', address: 'ada@example.org' },
      tags: true,
    },
  });
  const plain = mailSettings('smtp://mail.example.org', 'ada@example.org');
  assert.ok(plain.ok);
  assert.deepEqual(plain.value?.server, { host: 'mail.example.org', port: 587, secure: false });
  assert.deepEqual(plain.value.from, { name: '', address: 'ada@example.org' });
});

it('names what cannot be used, and never shows the password', () => {
  for (const url of [
    '',
    'mail.example.org',
    'https://u:secret@mail.example.org',
    'smtp://:secret@mail.example.org',
    'smtp://secret@mail.example.org',
    'smtp://u:secret@mail.example.org/path',
    'smtp://u:secret@mail.example.org?x=secret',
    'smtp://u:secret@mail.example.org#secret',
    'smtp://u:sec%FFret@mail.example.org',
    'smtp://',
    'smtp://u:secret@mail.example.org:99999',
  ]) {
    const read = mailSettings(url, FROM);
    assert.ok(!read.ok, url);
    assert.deepEqual(
      read.problem.map(({ place }) => place),
      ['SMTP_URL'],
      url,
    );
    assert.ok(!JSON.stringify(read.problem).includes('secret'), url);
  }
  for (const from of [
    '',
    'Ada',
    'Ada <ada>',
    'A\r\nBcc: x <ada@example.org>',
    '"a b"@example.org',
    '<a@x.org> x',
  ]) {
    const read = mailSettings('smtp://mail.example.org', from);
    assert.ok(!read.ok, from);
    assert.deepEqual(
      read.problem.map(({ place }) => place),
      ['MAIL_FROM'],
      from,
    );
  }
});

it('says whether the mailbox takes addresses with a tag', () => {
  for (const [text, tags] of [
    ['on', true],
    ['off', false],
  ] as const) {
    const read = mailSettings('smtp://mail.example.org', FROM, text);
    assert.ok(read.ok);
    assert.equal(read.value?.tags, tags);
  }
  const wrong = mailSettings('smtp://mail.example.org', FROM, 'perhaps');
  assert.ok(!wrong.ok);
  assert.deepEqual(wrong.problem, [{ place: 'MAIL_TAGS', found: '"perhaps"', expected: 'on or off' }]);
});
