import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { givenCode, shownRecoveryCode } from './factors.ts';

test('a code of the app may be typed with spaces, and one digit more or less is none', () => {
  assert.deepEqual(givenCode(' 123 456 '), { kind: 'authenticator', code: '123456' });
  for (const text of ['12345', '1234567', '', '12345x', 'x'.repeat(100)]) {
    assert.equal(givenCode(text), undefined, text);
  }
});

test('a recovery code is the same with and without dashes, and with letters that are taken for another', () => {
  const code = '0123456789abcdef';
  assert.equal(shownRecoveryCode(code), '0123-4567-89ab-cdef');
  for (const text of ['0123-4567-89ab-cdef', ' O1234567 89ABCDEF', 'oi23456789abcdef', '0L23456789abcdef']) {
    assert.deepEqual(givenCode(text), { kind: 'recovery-code', code }, text);
  }
  assert.equal(givenCode('u123-4567-89ab-cdef'), undefined);
});

test('whatever is typed is one of both or none, and never throws', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 40 }), (text) => {
      const given = givenCode(text);
      assert.ok(given === undefined || /^([0-9]{6}|[0-9a-z]{16})$/.test(given.code));
    }),
  );
});
