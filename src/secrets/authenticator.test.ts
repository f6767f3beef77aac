import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Secret, TOTP } from 'otpauth';
import { authenticatorAddress, authenticatorStep, newAuthenticatorSecret } from './authenticator.ts';
import { newRecoveryCode } from './tokens.ts';

/** The secret of RFC 6238, appendix B, and its codes for SHA-1, of which the last six digits are ours. */
const RFC = new Secret({ buffer: new TextEncoder().encode('12345678901234567890').buffer }).base32;

test('takes the codes of RFC 6238, and tells of which 30 seconds they are', () => {
  for (const [at, code] of [
    ['1970-01-01T00:00:59Z', '287082'],
    ['2005-03-18T01:58:29Z', '081804'],
    ['2009-02-13T23:31:30Z', '005924'],
  ] as const) {
    const seconds = Temporal.Instant.from(at).epochMilliseconds / 1000;
    assert.equal(authenticatorStep(RFC, code, at), Math.floor(seconds / 30), at);
  }
});

test('takes the code before and after the present one, and no older or later one', () => {
  const now = '2026-12-07T08:00:10Z';
  const at = Temporal.Instant.from(now);
  const codeAt = (seconds: number): string =>
    TOTP.generate({
      secret: Secret.fromBase32(RFC),
      timestamp: at.epochMilliseconds + seconds * 1000,
    });
  const step = authenticatorStep(RFC, codeAt(0), now);
  assert.ok(step !== undefined);
  assert.deepEqual(
    [-60, -30, 30, 60].map((seconds) => authenticatorStep(RFC, codeAt(seconds), now)),
    [undefined, step - 1, step + 1, undefined],
  );
});

test('a secret has 160 bits, and its address says whose it is and of what', () => {
  const secret = newAuthenticatorSecret();
  assert.match(secret, /^[A-Z2-7]{32}$/);
  assert.notEqual(secret, newAuthenticatorSecret());
  const address = new URL(authenticatorAddress(secret, 'ada@example.org'));
  assert.equal(address.protocol, 'otpauth:');
  assert.match(decodeURIComponent(address.pathname), /Second Round:ada@example\.org$/);
  assert.equal(address.searchParams.get('secret'), secret);
  assert.deepEqual(
    ['issuer', 'algorithm', 'digits', 'period'].map((name) => address.searchParams.get(name)),
    ['Second Round', 'SHA1', '6', '30'],
  );
});

test('a recovery code has 80 bits in letters that nobody takes for another', () => {
  const codes = new Set(Array.from({ length: 200 }, newRecoveryCode));
  assert.equal(codes.size, 200);
  for (const code of codes) assert.match(code, /^[0-9a-hjkmnp-tv-z]{16}$/);
});
