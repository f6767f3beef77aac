import assert from 'node:assert/strict';
import { it } from 'node:test';
import { invitationMail, linkMail } from './account-mails.ts';

it('puts link and code on lines of their own, and says for how long and for whom', () => {
  const link = `https://interviews.example.org/sign-in/link#${'x'.repeat(43)}`;
  const mail = linkMail({ to: 'ada@example.org', purpose: 'sign-in', link, code: '012345' });
  assert.deepEqual([mail.to, mail.subject], ['ada@example.org', 'Your link to sign in to Second Round']);
  const lines = mail.text.split('\n');
  assert.ok(lines.includes(link) && lines.includes('012345'), mail.text);
  assert.match(mail.text, /in the browser in which you asked/);
  assert.match(mail.text, /work once, for 10 minutes/);
  const renewal = linkMail({ to: 'ada@example.org', purpose: 'new-password', link, code: '012345' });
  assert.match(renewal.text, /your password stays as it is/);
});

it('invites on the clock of the organisation, by name where somebody invites', () => {
  const of = {
    to: 'bea@example.org',
    organisation: { name: 'Harbour Labs', timeZone: 'America/New_York' },
    link: 'https://interviews.example.org/invitation#x',
    endsAt: '2026-12-10T04:30:00Z',
  };
  const mail = invitationMail({ ...of, by: 'Ada Byron' });
  assert.equal(mail.subject, 'Join Harbour Labs on Second Round');
  assert.match(mail.text, /^Ada Byron invites you to join Harbour Labs on Second Round\.$/m);
  assert.match(mail.text, /until Wednesday,? 9 December 2026, 23:30 \(America\/New York time\)\./);
  assert.ok(mail.text.split('\n').includes(of.link));
  assert.match(invitationMail({ ...of, by: undefined }).text, /^You are invited to join Harbour Labs/);
});
