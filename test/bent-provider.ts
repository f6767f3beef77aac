/**
 * A sign-in provider that tells the truth until a test bends it: its description, its tokens, its signature, its keys
 * and its patience. A partner, and no part of the product.
 */
import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What is other than it should be; whatever is absent is right. */
export type Bends = {
  readonly description?: object | string;
  readonly claims?: object;
  readonly header?: object;
  readonly key?: KeyObject;
  readonly signature?: string;
  readonly userInfo?: object;
  readonly tokens?: { readonly status: number; readonly body: object };
  /** Nothing is answered. */
  readonly silent?: boolean;
};

export type BentProvider = {
  readonly issuer: string;
  /** `host:port` */
  readonly place: string;
  /** From now on. */
  readonly bend: (bends: Bends) => void;
  /** What was sent to the token endpoint, newest last. */
  readonly asked: URLSearchParams[];
  /** A code for whoever left with this address: it stands for what the token will say. */
  readonly codeFor: (url: string, person: Person) => string;
  readonly otherKey: KeyObject;
  readonly stop: () => void;
};

export type Person = {
  readonly sub: string;
  readonly email?: string;
  readonly email_verified?: unknown;
  readonly amr?: readonly string[];
};

const CLIENT = { id: 'second-round', secret: 'a secret of the provider' } as const;
export const BENT_CLIENT: typeof CLIENT = CLIENT;

export async function startBentProvider(): Promise<BentProvider> {
  const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const codes = new Map<string, object>();
  const asked: URLSearchParams[] = [];
  let bends: Bends = {};
  let issuer = '';
  let subject = '';
  const token = (code: string): string => {
    const seconds = Math.floor(Date.now() / 1000);
    const claims = { iss: issuer, aud: CLIENT.id, iat: seconds, exp: seconds + 60, ...codes.get(code) };
    const head = part({ alg: 'RS256', kid: 'one', ...bends.header });
    const body = part({ ...claims, ...bends.claims });
    const signed = sign('sha256', Buffer.from(`${head}.${body}`), bends.key ?? pair.privateKey);
    return `${head}.${body}.${bends.signature ?? signed.toString('base64url')}`;
  };
  const answers: Readonly<Record<string, (body: URLSearchParams) => unknown>> = {
    '/.well-known/openid-configuration': () => ({
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      userinfo_endpoint: `${issuer}/me`,
      jwks_uri: `${issuer}/keys`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
    }),
    '/keys': () => ({
      keys: [{ ...pair.publicKey.export({ format: 'jwk' }), kid: 'one', use: 'sig', alg: 'RS256' }],
    }),
    '/me': () => ({ sub: subject, ...bends.userInfo }),
    '/token': (body) => {
      asked.push(body);
      const code = body.get('code') ?? '';
      if (!codes.has(code)) return { error: 'invalid_grant' };
      return { access_token: 'x', token_type: 'Bearer', expires_in: 60, id_token: token(code) };
    },
  };
  const server = createServer((request, response) => {
    if (bends.silent === true) return;
    void textOf(request).then((text) =>
      reply({ answers, bends }, { path: request.url ?? '', text }, response),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const place = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  issuer = `http://${place}`;
  return {
    issuer,
    place,
    asked,
    bend: (to) => {
      bends = to;
    },
    codeFor: (url, person) => {
      const code = `code-${codes.size}`;
      subject = person.sub;
      codes.set(code, { nonce: new URL(url).searchParams.get('nonce'), ...person });
      return code;
    },
    otherKey: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

type Answering = {
  readonly answers: Readonly<Record<string, (body: URLSearchParams) => unknown>>;
  readonly bends: Bends;
};

function reply(
  { answers, bends }: Answering,
  { path, text }: { readonly path: string; readonly text: string },
  response: ServerResponse,
): void {
  const made = answers[path]?.(new URLSearchParams(text));
  const json = { 'content-type': 'application/json' };
  if (path.startsWith('/.well-known') && typeof bends.description === 'string') {
    response.writeHead(200, { 'content-type': 'text/html' }).end(bends.description);
  } else if (path.startsWith('/.well-known')) {
    response
      .writeHead(200, json)
      .end(JSON.stringify({ ...(made as object), ...(bends.description as object) }));
  } else if (path === '/token' && bends.tokens !== undefined) {
    response.writeHead(bends.tokens.status, json).end(JSON.stringify(bends.tokens.body));
  } else {
    const refused = made === undefined ? 404 : path === '/token' && 'error' in (made as object) ? 400 : 200;
    response.writeHead(refused, json).end(JSON.stringify(made ?? {}));
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

function part(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
