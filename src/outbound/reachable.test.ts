import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isPublicAddress } from './reachable.ts';

const PUBLIC = ['8.8.8.8', '93.184.216.34', '192.0.1.1', '198.20.0.1', '172.32.0.1', '100.128.0.1'];
const PUBLIC_6 = ['2606:4700::1111', '2001:200::1', '2a00:1450:4001::1', '3ffe::1'];

const OTHERS: Readonly<Record<string, readonly string[]>> = {
  'this machine': ['127.0.0.1', '127.255.255.254', '::1', '0.0.0.0', '::'],
  'a network of one’s own': ['10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', 'fd00::1', 'fec0::1'],
  'the own link, with a cloud’s own data': ['169.254.169.254', 'fe80::1', 'fe80::1%eth0', 'fd00:ec2::254'],
  'a carrier’s network': ['100.64.0.1', '100.127.255.255'],
  'kept for tests and documents': [
    '192.0.2.1',
    '198.51.100.1',
    '203.0.113.1',
    '198.18.0.1',
    '2001:db8::1',
    '3fff::1',
  ],
  'kept otherwise': [
    '192.0.0.192',
    '240.0.0.1',
    '255.255.255.255',
    '192.88.99.1',
    '100::1',
    '5f00::1',
    '4000::1',
  ],
  'for many at once': ['224.0.0.1', 'ff02::1'],
  'an IPv4 address inside an IPv6 one': [
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '::127.0.0.1',
    '::8.8.8.8',
    '64:ff9b::7f00:1',
    '64:ff9b::808:808',
    '64:ff9b:1::1',
    '2002:7f00:1::',
    '2002:808:808::1',
    '2001::1',
  ],
  'no address as it is usually written': [
    '127.1',
    '2130706433',
    '0x7f000001',
    '0177.0.0.1',
    '8.8.8',
    '',
    'example.org',
  ],
};

test('I1, I2: an address of the public internet may be reached', () => {
  for (const ip of [...PUBLIC, ...PUBLIC_6]) assert.equal(isPublicAddress(ip), true, ip);
});

for (const [what, addresses] of Object.entries(OTHERS)) {
  test(`I1, I2: what is ${what} may not`, () => {
    for (const ip of addresses) assert.equal(isPublicAddress(ip), false, ip);
  });
}
