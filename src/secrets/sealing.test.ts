import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openSealing } from './sealing.ts';
import { newToken } from './tokens.ts';

const sealing = openSealing(newToken());

test('gives back what was sealed, looks different each time, and shows nothing of it', () => {
  for (const text of ['', 'a client secret', 'Grüße, 面接'.repeat(100)]) {
    const [one, other] = [sealing.seal(text), sealing.seal(text)];
    assert.notEqual(one, other);
    assert.ok(text === '' || !one.includes(text));
    assert.equal(sealing.unseal(one), text);
  }
});

test('opens nothing that was sealed with another key', () => {
  assert.equal(openSealing(newToken()).unseal(sealing.seal('a client secret')), undefined);
});

test('opens nothing in which one bit was altered, or which is no sealed text', () => {
  const sealed = sealing.seal('a client secret');
  const bytes = Buffer.from(sealed.slice(2), 'base64url');
  for (let index = 0; index < bytes.length; index += 1) {
    const altered = Buffer.from(bytes);
    altered.writeUInt8(altered.readUInt8(index) ^ 1, index);
    assert.equal(sealing.unseal(`1.${altered.toString('base64url')}`), undefined, `byte ${index}`);
  }
  for (const text of ['', '1.', '1.AAAA', `2.${sealed.slice(2)}`, sealed.slice(0, -4)]) {
    assert.equal(sealing.unseal(text), undefined, text);
  }
});

test('takes no key of another length', () => {
  assert.throws(() => openSealing('c2hvcnQ'), RangeError);
});
