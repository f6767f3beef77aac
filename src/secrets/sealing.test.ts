import assert from 'node:assert/strict';
import { createCipheriv } from 'node:crypto';
import { test } from 'node:test';
import { openSealing } from './sealing.ts';
import { newToken } from './tokens.ts';

const sealing = openSealing(newToken());
const HERE = 'client-secret one';

test('gives back what was sealed, looks different each time, and shows nothing of it', () => {
  for (const text of ['', 'a client secret', 'Grüße, 面接'.repeat(100)]) {
    const [one, other] = [sealing.seal(text, HERE), sealing.seal(text, HERE)];
    assert.notEqual(one, other);
    assert.ok(text === '' || !one.includes(text));
    assert.equal(sealing.unseal(one, HERE), text);
  }
});

test('opens nothing that was sealed with another key', () => {
  assert.equal(openSealing(newToken()).unseal(sealing.seal('a client secret', HERE), HERE), undefined);
});

test('opens nothing that was moved to another row, or to another column of the same', () => {
  const sealed = sealing.seal('a client secret', HERE);
  for (const place of ['client-secret other', 'authenticator one', 'client-secret on'] as const) {
    assert.equal(sealing.unseal(sealed, place), undefined, place);
  }
});

test('opens what was sealed before texts were bound to a place', () => {
  const key = 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';
  const nonce = Buffer.alloc(12, 7);
  const cipher = createCipheriv('aes-256-gcm', Buffer.alloc(32), nonce);
  const hidden = Buffer.concat([cipher.update('of before', 'utf8'), cipher.final()]);
  const sealed = `1.${Buffer.concat([nonce, cipher.getAuthTag(), hidden]).toString('base64url')}`;
  assert.equal(openSealing(key).unseal(sealed, HERE), 'of before');
  assert.equal(openSealing(key).unseal(sealed.replace('1.', '2.'), HERE), undefined);
});

test('opens nothing in which one bit was altered, or which is no sealed text', () => {
  const sealed = sealing.seal('a client secret', HERE);
  const bytes = Buffer.from(sealed.slice(2), 'base64url');
  for (let index = 0; index < bytes.length; index += 1) {
    const altered = Buffer.from(bytes);
    altered.writeUInt8(altered.readUInt8(index) ^ 1, index);
    assert.equal(sealing.unseal(`2.${altered.toString('base64url')}`, HERE), undefined, `byte ${index}`);
  }
  for (const text of [
    '',
    '2.',
    '2.AAAA',
    `1.${sealed.slice(2)}`,
    `3.${sealed.slice(2)}`,
    sealed.slice(0, -4),
  ]) {
    assert.equal(sealing.unseal(text, HERE), undefined, text);
  }
});

test('takes no key of another length', () => {
  assert.throws(() => openSealing('c2hvcnQ'), RangeError);
});
