import assert from 'node:assert/strict';
import { test } from 'node:test';
import { passwordFault, plainPassword } from './password.ts';

const known = { email: 'ada@example.org', common: (text: string) => text === 'qwertyuiop12' };
const found = (password: string): string | undefined => passwordFault(password, known)?.found;

test('a new password has 12 to 128 characters, and nothing is asked of their kinds', () => {
  assert.equal(found('x'.repeat(11)), '11 characters');
  assert.equal(found('x'.repeat(12)), undefined);
  assert.equal(found('             '), undefined);
  assert.equal(found('🎉'.repeat(128)), undefined);
  assert.equal(found('x'.repeat(129)), '129 characters');
});

test('it is neither the own address nor what everybody tries first, and no fault shows it', () => {
  assert.equal(found(' ADA@example.org'), 'your e-mail address');
  assert.equal(found('qwertyuiop12'), 'a password that many others use');
  assert.ok(!JSON.stringify(passwordFault('secret', known)).includes('secret'));
});

test('the same letters from two keyboards are one password', () => {
  assert.equal(plainPassword('cafe\u0301 au lait'), plainPassword('caf\u00e9 au lait'));
});
