import assert from 'node:assert/strict';
import { test } from 'node:test';
import { networksOf, parseReach, type Reach } from './reach.ts';

const reach = (given: { host?: string; address?: string; proxies?: string }): Reach | readonly string[] => {
  const { host = '127.0.0.1', address = '', proxies = '' } = given;
  const parsed = parseReach({ host, address, proxies });
  return parsed.ok ? parsed.value : parsed.problem.map(({ place }) => place);
};
const ADDRESS = 'https://interviews.example.org';

test('without a public address listens on the loopback alone, and says how others can be served', () => {
  assert.deepEqual(reach({}), { host: '127.0.0.1', trustedProxies: [] });
  const refused = parseReach({ host: '0.0.0.0', address: '', proxies: '' });
  assert.ok(!refused.ok);
  assert.equal(refused.problem[0]?.place, 'HOST');
  assert.match(refused.problem[0]?.remedy ?? '', /proxy with TLS .+ SECOND_ROUND_ADDRESS/);
});

test('with a public address listens where it is told', () => {
  assert.deepEqual(reach({ host: '0.0.0.0', address: ADDRESS }), {
    host: '0.0.0.0',
    address: ADDRESS,
    trustedProxies: [],
  });
  assert.deepEqual(reach({ host: 'example.org', address: ADDRESS }), ['HOST']);
});

test('takes only an address that is safe and whole', () => {
  const takes = reach({ address: 'https://Interviews.Example.org:8443/' });
  assert.equal('address' in takes && takes.address, 'https://interviews.example.org:8443');
  for (const address of [
    'http://interviews.example.org',
    'interviews.example.org',
    'https://interviews.example.org/path',
    'https://ann:secret@interviews.example.org',
    'https://interviews.example.org/?x=1',
    'https://',
  ]) {
    assert.deepEqual(reach({ address }), ['SECOND_ROUND_ADDRESS'], address);
  }
});

test('trusts the proxies that are named, and takes no name that is no address', () => {
  const takes = reach({ proxies: '10.0.0.0/8, 192.0.2.7 fd00::/8' });
  assert.ok('trustedProxies' in takes);
  const networks = networksOf(takes.trustedProxies);
  assert.deepEqual(
    ['10.9.8.7', '192.0.2.7', '192.0.2.8', '11.0.0.1'].map((address) => networks.check(address)),
    [true, true, false, false],
  );
  assert.equal(networks.check('fd12::1', 'ipv6'), true);
  for (const proxies of ['proxy.example.org', '10.0.0.0/33', '10.0.0.0/', '10.0.0.0/8/8', '::/129']) {
    assert.deepEqual(reach({ proxies }), ['TRUSTED_PROXIES'], proxies);
  }
});
