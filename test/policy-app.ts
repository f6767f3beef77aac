/** The product's own app, with a viewer who is handed in. */
import type { Viewer } from '#domain/policy/viewer.ts';
import { makeApp } from '#http/app.ts';
import type { Route } from '#http/route.ts';
import { isSample, policyFacts } from '#usecases/policy-facts.ts';
import { HOST, type TestServer } from './web-server.ts';

export type Asked = {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
};
export type Asking = (viewer: Viewer, asked: Asked) => Promise<Response>;

export function appOf({ services: { context }, errors }: TestServer, routes: readonly Route[]): Asking {
  let now: Viewer = { kind: 'nobody' };
  const app = makeApp({
    routes,
    policy: {
      viewerOf: () => Promise.resolve(now),
      isSample: (organisation) => isSample(context, organisation),
      factsOf: (asked) => policyFacts(context, asked),
    },
    pageFolder: 'none',
    served: () => undefined,
    failed: (error) => {
      errors.push(error);
      return { code: 'internal', text: 'An error on our side.' };
    },
  });
  return async (viewer, { method, path, body, headers = {} }) => {
    now = viewer;
    const raw = body instanceof FormData || typeof body === 'string';
    const json = body !== undefined && !raw ? { 'content-type': 'application/json' } : {};
    return app.request(`http://${HOST}${path}`, {
      method,
      headers: { host: HOST, ...json, ...headers },
      ...(body === undefined ? {} : { body: raw ? body : JSON.stringify(body) }),
    });
  };
}
