/** The HTTP door: guards, routes, answers. Tests call it without a port. */
import { createHash } from 'node:crypto';
import type { BlockList } from 'node:net';
import { Hono } from 'hono';
import { idSchema } from '#contract/text.ts';
import { askerAddress } from './asker-address.ts';
import { allow, enter, type Entered, type PolicyFacts, type WhoAsks } from './allowed.ts';
import { bodyOf } from './body.ts';
import { guardProblem, ownOrigin } from './guard.ts';
import { problemResponse, SUCCESS, type Problem } from './problems.ts';
import type { Asked, FileAnswer, Route } from './route.ts';
import { withSecurityHeaders } from './security-headers.ts';
import { pageResponse } from './static-page.ts';
import { streamed, wantsStream } from './stream.ts';

/** What is logged of a request: the route's pattern, never the path, which may hold a token. */
export type Served = {
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly milliseconds: number;
};

export type Door = {
  readonly routes: readonly Route[];
  readonly policy: PolicyFacts;
  /** Under which others reach this server; absent where only this computer does. */
  readonly address?: string;
  readonly trustedProxies?: BlockList;
  /** Where the built page lies. */
  readonly pageFolder: string;
  readonly served: (served: Served) => void;
  /** A bug, or a database that is gone: told to the operator, never to the asker. */
  readonly failed: (error: unknown, route: string) => Problem;
};

const TOKEN = /^[\w-]{43}$/;

/** `incoming` is Node's request; a test asks without one. */
type Env = {
  readonly Variables: { route: string };
  readonly Bindings: { readonly incoming?: { readonly socket: { readonly remoteAddress?: string } } };
};

export function makeApp(door: Door): Hono<Env> {
  const app = new Hono<Env>({ strict: true });
  app.use('*', async (c, next) => {
    const began = performance.now();
    const refused = guardProblem(c.req.raw, door.address);
    if (refused === undefined) await next();
    else c.res = problemResponse(refused);
    c.res = withSecurityHeaders(new Response(c.res.body, c.res), door.address !== undefined);
    door.served({
      method: c.req.method,
      route: c.get('route') ?? 'page',
      status: c.res.status,
      milliseconds: Math.round(performance.now() - began),
    });
  });
  for (const route of door.routes) {
    app.on(route.method, route.path, async (c) => {
      c.set('route', route.path);
      const connection = c.env?.incoming?.socket.remoteAddress ?? 'unknown';
      const { headers } = c.req.raw;
      const address = askerAddress({ connection, headers }, door.trustedProxies);
      const origin = ownOrigin(c.req.raw, door.address) ?? '';
      const call: Call = { request: c.req.raw, params: c.req.param(), address, origin, cookies: [] };
      const response = await answer(door, route, call);
      for (const cookie of call.cookies) response.headers.append('set-cookie', cookie);
      return response;
    });
  }
  for (const [path, methods] of methodsByPath(door.routes)) {
    app.all(path, () =>
      problemResponse(
        { code: 'method', text: `Here one may ${methods.join(', ')}.` },
        { allow: methods.join(', ') },
      ),
    );
  }
  app.all('*', (c) => elsewhere(door, c.req.raw));
  app.onError((error) => problemResponse(door.failed(error, 'page')));
  return app;
}

type Call = {
  readonly request: Request;
  readonly params: Readonly<Record<string, string>>;
  readonly address: string;
  readonly origin: string;
  readonly cookies: string[];
};

async function answer(door: Door, route: Route, call: Call): Promise<Response> {
  try {
    const problem = addressProblem(route, call);
    if (problem !== undefined) return problemResponse(problem);
    const entered = await enter(door.policy, route, call);
    if (!entered.ok) return problemResponse(entered.problem);
    const body = await bodyOf(call.request, route);
    if (!body.ok) return problemResponse(body.problem);
    const given = { entered: entered.value, params: call.params, body: body.value };
    const allowed = await allow(door.policy, route, given);
    if (!allowed.ok) return problemResponse(allowed.problem);
    const asked = askedOf(call, given, allowed.value);
    const { newsSchema } = route;
    if (newsSchema !== undefined && wantsStream(asked.headers)) {
      return await streamed({
        signal: asked.signal,
        parse: (line) => newsSchema.parse(line),
        work: (tell, signal) => route.handle({ ...asked, tell, signal }),
        mayStill: () => stillAllowed(door, route, { call, body: body.value }),
        failed: (error) => door.failed(error, `${route.method} ${route.path}`),
      });
    }
    const done = await route.handle(asked);
    return done.ok ? answerResponse(route, done.value) : problemResponse(done.problem);
  } catch (error) {
    return problemResponse(door.failed(error, `${route.method} ${route.path}`));
  }
}

/** Why a stream that is open must end: whoever asked has lost the right to it. */
async function stillAllowed(
  { policy }: Door,
  route: Route,
  { call, body }: { readonly call: Call; readonly body: unknown },
): Promise<Problem | undefined> {
  const entered = await enter(policy, route, call);
  if (!entered.ok) return entered.problem;
  const allowed = await allow(policy, route, { entered: entered.value, params: call.params, body });
  return allowed.ok ? undefined : allowed.problem;
}

type Given = { readonly entered: Entered; readonly body: unknown };

function askedOf(
  { request, params, address, origin, cookies }: Call,
  { entered, body }: Given,
  whoAsks: WhoAsks,
): Asked<unknown> {
  const { headers, signal, url } = request;
  return {
    params,
    body,
    headers,
    viewer: entered.viewer,
    whoAsks,
    address,
    origin,
    setCookie: (cookie) => void cookies.push(cookie),
    query: new URL(url).searchParams,
    fingerprint: () => createHash('sha256').update(JSON.stringify(body)).digest('base64url'),
    signal,
    tell: () => {},
  };
}

/** An id that is none, or a token of the wrong length, opens nothing; a parameter unknown or given twice is a fault. */
function addressProblem(route: Route, { request, params }: Call): Problem | undefined {
  for (const [name, value] of Object.entries(params)) {
    const fits =
      name === 'token' ? TOKEN.test(value.replace(/\.ics$/, '')) : idSchema.safeParse(value).success;
    if (!fits) return { code: 'not-found', text: 'There is nothing at this address.' };
  }
  const asked = [...new URL(request.url).searchParams.keys()];
  const wrong = asked.find((name, index) => !route.query.includes(name) || asked.indexOf(name) !== index);
  if (wrong === undefined) return undefined;
  const expected = route.query.length === 0 ? 'no parameter' : `${route.query.join(', ')}, each once`;
  const fault = { place: 'the address', found: `?${wrong}`, expected };
  return { code: 'faults', text: 'The address has a parameter that is not understood.', faults: [fault] };
}

function answerResponse(route: Route, value: unknown): Response {
  if (route.answer === 'nothing') return new Response(null, { status: SUCCESS.nothing });
  if (route.answer === 'file') return fileResponse(value as FileAnswer);
  // Whatever the schema does not name must not leave the server.
  return Response.json(route.answerSchema?.parse(value), { status: SUCCESS.json });
}

function fileResponse({ text, contentType, fileName }: FileAnswer): Response {
  return new Response(text, {
    headers: { 'content-type': contentType, 'content-disposition': `attachment; filename="${fileName}"` },
  });
}

async function elsewhere(door: Door, request: Request): Promise<Response> {
  const path = new URL(request.url).pathname;
  const missing = problemResponse({ code: 'not-found', text: 'There is nothing at this address.' });
  if (path === '/api' || path.startsWith('/api/') || path.startsWith('/calendar/')) return missing;
  if (request.method !== 'GET' && request.method !== 'HEAD') return missing;
  return (
    (await pageResponse(door.pageFolder, { path, encodings: request.headers.get('accept-encoding') })) ??
    missing
  );
}

function methodsByPath(routes: readonly Route[]): ReadonlyMap<string, readonly string[]> {
  const methods = new Map<string, string[]>();
  for (const { path, method } of routes) {
    const known = methods.get(path) ?? [];
    methods.set(path, [...known, method, ...(method === 'GET' ? ['HEAD'] : [])]);
  }
  return methods;
}
