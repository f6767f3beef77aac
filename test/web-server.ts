/** The whole server on a test database, asked without a port. */
import assert from 'node:assert/strict';
import { problemDocumentSchema, type ProblemDocument } from '#contract/problem.ts';
import type { OpenStore } from '#store/database/open.ts';
import { openServices, type Services, type Settings } from '../src/services.ts';

export const HOST = 'localhost:3000';

export type Answer = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The JSON of the answer, whatever its shape: tests say what they expect. */
  readonly json: <T>() => T;
  readonly problem: () => ProblemDocument;
};

/** `address` is where the connection comes from. */
type More = {
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  readonly address?: string;
};

export type TestServer = {
  readonly services: Services;
  /** Lines that a log would hold. */
  readonly log: string[];
  readonly errors: unknown[];
  readonly ask: (method: string, path: string, more?: More) => Promise<Answer>;
};

export function testServer(store: OpenStore, settings: Settings = {}): TestServer {
  const log: string[] = [];
  const errors: unknown[] = [];
  const told = {
    served: (request: object) => log.push(JSON.stringify(request)),
    failed: (error: unknown) => errors.push(error),
  };
  const services = openServices(store, told, settings);
  const host = new URL(settings.reach?.address ?? `http://${HOST}`).host;
  const ask: TestServer['ask'] = async (method, path, { body, headers = {}, address = '127.0.0.1' } = {}) => {
    const raw = body instanceof FormData || body instanceof Uint8Array || typeof body === 'string';
    const json = body !== undefined && !raw;
    const asked = {
      method,
      headers: { host, ...(json ? { 'content-type': 'application/json' } : {}), ...headers },
      ...(body === undefined ? {} : { body: raw ? (body as FormData | string) : JSON.stringify(body) }),
    };
    const incoming = { socket: { remoteAddress: address } };
    const response = await services.app.request(`http://${host}${path}`, asked, { incoming });
    return answerOf(`${method} ${path}`, response);
  };
  return { services, log, errors, ask };
}

/** The same of a server that runs at that address. */
export function askAt(url: string): TestServer['ask'] {
  return async (method, path, { body, headers = {} } = {}) => {
    const asked = { 'content-type': 'application/json', ...headers };
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    return answerOf(`${method} ${path}`, await fetch(url + path, { method, headers: asked, ...sent }));
  };
}

async function answerOf(asked: string, response: Response): Promise<Answer> {
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: <T>() => {
      assert.ok(response.ok, `${asked}: ${response.status} ${text}`);
      return JSON.parse(text) as T;
    },
    problem: () => {
      assert.equal(response.headers.get('content-type'), 'application/problem+json; charset=utf-8', text);
      return problemDocumentSchema.parse(JSON.parse(text));
    },
  };
}
