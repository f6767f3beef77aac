/** What tests of second factors do over HTTP: the app's codes, setting it up, finishing. */
import assert from 'node:assert/strict';
import { Secret, TOTP } from 'otpauth';
import { sql } from 'kysely';
import type { AuthenticatorOffered, RecoveryCodes } from '#contract/factors.ts';
import type { OpenStore } from '#store/database/open.ts';
import { cookieOf, type Signed } from './signed.ts';
import type { Answer, TestServer } from './web-server.ts';

/** The code that the app shows `steps` times 30 seconds from now. */
export function codeOf(secret: string, steps = 0): string {
  return TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: Date.now() + steps * 30_000 });
}

/** Six digits that the app shows neither now nor soon. */
export function wrongCode(secret: string, index = 0): string {
  const shown = [-2, -1, 0, 1, 2].map((steps) => codeOf(secret, steps));
  const wrong = Array.from({ length: 12 }, (_, digits) => `00000${digits}`.slice(-6));
  return wrong.filter((code) => !shown.includes(code))[index] ?? '';
}

/** As if the app had not been used for a while: tests do not wait for its next code. */
export async function forgetSteps({ db }: OpenStore): Promise<void> {
  await sql`update authenticator set last_step = 0`.execute(db);
}

export type WithApp = Signed & { readonly secret: string; readonly recoveryCodes: readonly string[] };

export async function setUpApp(server: TestServer, signed: Signed): Promise<WithApp> {
  const headers = { cookie: signed.cookie };
  const offered = await server.ask('POST', '/api/account/authenticator', { headers });
  const { secret } = offered.json<AuthenticatorOffered>();
  const confirmed = await server.ask('PUT', '/api/account/authenticator', {
    headers,
    body: { code: codeOf(secret) },
  });
  const { recoveryCodes } = confirmed.json<RecoveryCodes>();
  const renewed = confirmed.headers.get('set-cookie') === null ? signed : cookieOf(confirmed);
  return { cookie: renewed.cookie, secret, recoveryCodes };
}

export function giveCode(server: TestServer, signed: Signed, code: string): Promise<Answer> {
  return server.ask('POST', '/api/session/code', { headers: { cookie: signed.cookie }, body: { code } });
}

/** Signs in whole, with a password and then this code. */
export async function finished(answer: Promise<Answer>): Promise<Signed> {
  const given = await answer;
  assert.equal(given.status, 200, given.text);
  return cookieOf(given);
}
