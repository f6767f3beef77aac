import assert from 'node:assert/strict';
import { test } from 'node:test';
import { networksOf } from '../reach.ts';
import { askerAddress } from './asker-address.ts';

const trusted = networksOf(['10.0.0.0/8', '192.0.2.7', 'fd00::/8']);
const from = (connection: string, told?: string): string =>
  askerAddress(
    { connection, headers: new Headers(told === undefined ? {} : { 'x-forwarded-for': told }) },
    trusted,
  );

test('E18: believes no header of somebody who is no trusted proxy', () => {
  assert.equal(from('198.51.100.9', '203.0.113.1'), '198.51.100.9');
  assert.equal(from('198.51.100.9'), '198.51.100.9');
});

test('E18: takes from a trusted proxy whom it heard, and nothing that was there before', () => {
  assert.equal(from('10.1.2.3', '203.0.113.1'), '203.0.113.1');
  assert.equal(from('10.1.2.3', '1.1.1.1, 203.0.113.1'), '203.0.113.1');
  assert.equal(from('10.1.2.3', '1.1.1.1, 203.0.113.1, 192.0.2.7'), '203.0.113.1');
  assert.equal(from('fd00::1', '2001:db8::5'), '2001:db8::5');
  assert.equal(from('::ffff:10.1.2.3', '203.0.113.1'), '203.0.113.1');
});

test('E18: stays with the proxy where what it says is no address', () => {
  for (const told of ['', 'unknown', '203.0.113.1:443', '1.1.1.1, _hidden']) {
    assert.equal(from('10.1.2.3', told), '10.1.2.3', told);
  }
});
