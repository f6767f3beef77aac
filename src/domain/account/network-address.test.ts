import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askerOf } from './network-address.ts';

test('E18: an IPv6 address counts with its whole /64, an IPv4 address alone', () => {
  for (const [address, asker] of [
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['::FFFF:192.0.2.1', '192.0.2.1'],
    ['2001:db8:0:1::1', '2001:db8:0:1::/64'],
    ['2001:0DB8:0000:0001:ffff:ffff:ffff:ffff', '2001:db8:0:1::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['unknown', 'unknown'],
  ] as const) {
    assert.equal(askerOf(address), asker, address);
  }
});
