/** A route as data: what may be asked, what is parsed on the way in, and what is parsed again on the way out. */
import type { z } from 'zod';
import type { Permission, Thing } from '#domain/policy/policy.ts';
import type { Refusal } from '#domain/refusal.ts';
import type { Result } from '#domain/result.ts';
import type { Viewer } from '#domain/policy/viewer.ts';
import type { WhoAsks } from './allowed.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** What a handler is given: everything has been parsed. */
export type Asked<B> = {
  readonly params: Readonly<Record<string, string>>;
  readonly body: B;
  readonly headers: Headers;
  /** Who asks. That they may has been decided. */
  readonly viewer: Viewer;
  /** Where the request comes from, a network address; what a header says of it counts from a trusted proxy only. */
  readonly address: string;
  /** Under which this server was asked, like `http://localhost:3000`; links that are handed out begin with it. */
  readonly origin: string;
  /** A `Set-Cookie` that goes with the answer. */
  readonly setCookie: (cookie: string) => void;
  /** The same in the organisation of the path, for handlers that show somebody a part of the whole. */
  readonly whoAsks: WhoAsks;
  /** Query parameters; each stands there once at most. */
  readonly query: URLSearchParams;
  /** SHA-256 of the body as it was parsed. */
  readonly fingerprint: () => string;
  /** Ends when the asker has gone. */
  readonly signal: AbortSignal;
  /** Sends news ahead of the answer to an asker who wants a stream; nothing to others. */
  readonly tell: (news: unknown) => void;
};

/** How a body is read: JSON by a schema, the bytes of a calendar file, a form with files, or none. */
export type BodyKind = 'json' | 'calendar' | 'form' | 'none';

/** A file to be saved or subscribed to, instead of JSON. */
export type FileAnswer = { readonly text: string; readonly contentType: string; readonly fileName: string };

export type Route = {
  readonly method: Method;
  /** `/api/o/:o/people/:id`; `:o` and `:id` are uuids, `:token` is a link's token. */
  readonly path: string;
  /** What whoever asks must be allowed to do; there is no route without it. */
  readonly may: Permission;
  /** The objects that a body names by their ids; each is looked up and checked before the handler runs. */
  readonly names?: (body: unknown) => readonly Thing[];
  readonly body: BodyKind;
  /** Names of the query parameters that are understood; any other is refused. */
  readonly query: readonly string[];
  readonly schema?: z.ZodType;
  readonly answer: 'json' | 'file' | 'nothing';
  readonly answerSchema?: z.ZodType;
  /** What each line of a stream is; only routes that have it can be asked for one. */
  readonly newsSchema?: z.ZodType;
  readonly handle: (asked: Asked<unknown>) => Promise<Result<unknown, Refusal>>;
};

type Json<A> = {
  readonly method: Method;
  readonly path: string;
  readonly may: Permission;
  readonly answer: z.ZodType<A>;
  readonly run: (asked: Asked<null>) => Promise<Result<A, Refusal>>;
};

/** Answers JSON; takes no body. */
export function asks<A>({ method, path, may, answer, run }: Json<A>): Route {
  return {
    method,
    path,
    may,
    body: 'none',
    query: [],
    answer: 'json',
    answerSchema: answer,
    handle: (asked) => run({ ...asked, body: null }),
  };
}

/** Takes JSON and answers JSON. */
export function tells<B, A>(route: {
  readonly method: Method;
  readonly path: string;
  readonly may: Permission;
  readonly names?: (body: B) => readonly Thing[];
  readonly body: z.ZodType<B>;
  readonly answer: z.ZodType<A>;
  readonly run: (asked: Asked<B>) => Promise<Result<A, Refusal>>;
}): Route {
  const { method, path, may, names, body, answer, run } = route;
  return {
    method,
    path,
    may,
    // The body has been parsed with `schema` before it is asked for names and before the handler is called.
    ...(names === undefined ? {} : { names: (parsed) => names(parsed as B) }),
    body: 'json',
    query: [],
    schema: body,
    answer: 'json',
    answerSchema: answer,
    handle: (asked) => run({ ...asked, body: asked.body as B }),
  };
}

/**
 * Takes JSON and answers JSON. Whoever accepts `application/x-ndjson` gets a stream of lines instead: news on the way,
 * at the end `result` or `problem`.
 */
export function narrates<B, A>(route: {
  readonly method: Method;
  readonly path: string;
  readonly may: Permission;
  readonly names?: (body: B) => readonly Thing[];
  readonly body: z.ZodType<B>;
  readonly answer: z.ZodType<A>;
  readonly news: z.ZodType;
  readonly run: (asked: Asked<B>) => Promise<Result<A, Refusal>>;
}): Route {
  return { ...tells(route), newsSchema: route.news };
}

/** Answers that it is done, with status 204. */
export function removes(
  path: string,
  may: Permission,
  run: (asked: Asked<null>) => Promise<Result<null, Refusal>>,
): Route {
  return {
    method: 'DELETE',
    path,
    may,
    body: 'none',
    query: [],
    answer: 'nothing',
    handle: (asked) => run({ ...asked, body: null }),
  };
}

/** Answers a file. */
export function files(
  path: string,
  may: Permission,
  run: (asked: Asked<null>) => Promise<Result<FileAnswer, Refusal>>,
): Route {
  return {
    method: 'GET',
    path,
    may,
    body: 'none',
    query: [],
    answer: 'file',
    handle: (asked) => run({ ...asked, body: null }),
  };
}

/** The value of a parameter that the path pattern guarantees. */
export function param(asked: Asked<unknown>, name: string): string {
  const value = asked.params[name];
  if (value === undefined) throw new Error(`this route has no parameter ${name}`);
  return value;
}
