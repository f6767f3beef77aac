import assert from 'node:assert/strict';
import { test } from 'node:test';
import { namedOrigin, passkeySite } from './passkey-site.ts';

test('passkeys belong to the name of the page, without its port', () => {
  for (const [origin, name] of [
    ['http://localhost:3000', 'localhost'],
    ['https://interviews.example.org', 'interviews.example.org'],
    ['https://interviews.example.org:8443', 'interviews.example.org'],
  ] as const) {
    assert.deepEqual(passkeySite(origin), { origin, name });
    assert.equal(namedOrigin(origin), undefined);
  }
});

test('an address of numbers has none, and that of this computer has a name', () => {
  assert.equal(passkeySite('http://127.0.0.1:3000'), undefined);
  assert.equal(passkeySite('http://[::1]:3000'), undefined);
  assert.equal(passkeySite('https://192.0.2.7'), undefined);
  assert.equal(passkeySite('nonsense'), undefined);
  assert.equal(namedOrigin('http://127.0.0.1:3000'), 'http://localhost:3000');
  assert.equal(namedOrigin('http://[::1]:3000'), 'http://localhost:3000');
  assert.equal(namedOrigin('https://192.0.2.7'), undefined);
});
