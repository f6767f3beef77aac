import assert from 'node:assert/strict';
import type { Answer } from './web-server.ts';

export type Signed = { readonly cookie: string };

/** The cookie as a browser would send it back. */
export function cookieOf(answer: Answer): Signed {
  const cookie = /^__Host-session=[\w-]{43}/.exec(answer.headers.get('set-cookie') ?? '')?.[0];
  assert.ok(cookie !== undefined, `${answer.status} ${answer.text}`);
  return { cookie };
}
