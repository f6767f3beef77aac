import assert from 'node:assert/strict';
import { argon2Sync } from 'node:crypto';
import { test } from 'node:test';
import { openPasswords } from './passwords.ts';
import { newToken, tokenHash } from './tokens.ts';

const passwords = openPasswords();
const value = <T>(done: { ok: true; value: T } | { ok: false; problem: unknown }): T =>
  done.ok ? done.value : assert.fail(JSON.stringify(done.problem));

test('knows the right password from a wrong one, and no other text says which it is', async () => {
  const stored = value(await passwords.hash('correct horse battery'));
  const again = value(await passwords.hash('correct horse battery'));
  assert.notEqual(stored, again);
  assert.ok(!stored.includes('horse'));
  assert.equal(value(await passwords.matches('correct horse battery', stored)), true);
  assert.equal(value(await passwords.matches('correct horse batterz', stored)), false);
  assert.equal(value(await passwords.matches('', stored)), false);
  assert.equal(value(await passwords.matches('correct horse battery', undefined)), false);
});

test('is argon2id as other programs write it, with the parameters that stand in the text', async () => {
  const salt = Buffer.from('0123456789abcdef');
  const message = 'an older password';
  const key = argon2Sync('argon2id', {
    message,
    nonce: salt,
    memory: 64,
    passes: 1,
    parallelism: 1,
    tagLength: 32,
  });
  const plain = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');
  const stored = `$argon2id$v=19$m=64,t=1,p=1$${plain(salt)}$${plain(key)}`;
  assert.equal(value(await passwords.matches(message, stored)), true);
});

test('lets some work and some wait, and tells the others that it is busy', async () => {
  const few = openPasswords();
  const asked = Array.from({ length: 60 }, () => few.matches('a password to try', undefined));
  const answers = await Promise.all(asked);
  assert.equal(answers.filter(({ ok }) => ok).length, 42);
  assert.equal((await few.matches('after that', undefined)).ok, true);
});

test('leaves the event loop free while it works', async () => {
  let turns = 0;
  const timer = setInterval(() => (turns += 1), 1);
  await Promise.all(Array.from({ length: 6 }, () => passwords.hash('a password to hash')));
  clearInterval(timer);
  assert.ok(turns > 3, `${turns} turns of the event loop`);
});

test('knows the passwords that everybody tries first', () => {
  for (const password of ['passwordpassword', 'Qwertyuiop123', '123456789012', '1qaz2wsx3edc']) {
    assert.ok(passwords.isCommon(password), password);
  }
  assert.ok(!passwords.isCommon('a quiet morning train'));
});

test('a token has 256 random bits, and its hash says nothing of it', () => {
  const tokens = new Set(Array.from({ length: 100 }, newToken));
  assert.equal(tokens.size, 100);
  for (const token of tokens) {
    assert.equal(Buffer.from(token, 'base64url').length, 32);
    assert.match(tokenHash(token), /^[\w-]{43}$/);
    assert.notEqual(tokenHash(token), token);
  }
});
