/** What tests of links by mail do over HTTP: asking for one, reading the mail, using it. */
import assert from 'node:assert/strict';
import type { LinkPurpose } from '#domain/account/account.ts';
import type { Received } from './mail-sink.ts';
import { HOST, type Answer, type TestServer } from './web-server.ts';

/** What a mail holds. */
export type Mailed = { readonly token: string; readonly code: string };

/** Of the browser that asked, as it would send it back. */
export type Asked = { readonly cookie: string };

export function askForLink(
  server: TestServer,
  email: string,
  more: { readonly purpose?: LinkPurpose; readonly address?: string } & Partial<Asked> = {},
): Promise<Answer> {
  const { purpose = 'sign-in', address = '127.0.0.1', cookie } = more;
  const headers: Record<string, string> = cookie === undefined ? {} : { cookie };
  return server.ask('POST', '/api/links', { body: { email, purpose }, address, headers });
}

export function askedIn(answer: Answer): Asked {
  const cookie = /__Host-asked=[\w-]{43}/.exec(answer.headers.get('set-cookie') ?? '')?.[0];
  assert.ok(cookie !== undefined, `${answer.status} ${answer.text}`);
  return { cookie };
}

export function mailedIn({ text }: Received): Mailed {
  const [, token] = new RegExp(`^http://${HOST}/[a-z-]+/link#([\\w-]{43})$`, 'm').exec(text) ?? [];
  const [, code] = /^(\d{6})$/m.exec(text) ?? [];
  assert.ok(token !== undefined && code !== undefined, text);
  return { token, code };
}

export function useLink(
  server: TestServer,
  proof: { readonly token: string } | { readonly code: string },
  more: Partial<Asked> & { readonly address?: string } = {},
): Promise<Answer> {
  const { cookie, address = '127.0.0.1' } = more;
  const headers: Record<string, string> = cookie === undefined ? {} : { cookie };
  return server.ask('POST', '/api/links/sign-in', { body: proof, headers, address });
}

export function lookAtLink(
  server: TestServer,
  token: string,
  { cookie }: Partial<Asked> = {},
): Promise<Answer> {
  const headers: Record<string, string> = cookie === undefined ? {} : { cookie };
  return server.ask('POST', '/api/links/look', { body: { token }, headers });
}
