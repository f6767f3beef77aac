/** The one place with status codes: what each refusal is on the wire (RFC 9457). */
import { problemDocumentSchema, type ProblemCode, type ProblemDocument } from '#contract/problem.ts';
import type { Refusal } from '#domain/refusal.ts';

const STATUS: Readonly<Record<ProblemCode, number>> = {
  faults: 400,
  'sign-in': 401,
  forbidden: 403,
  'not-found': 404,
  'changed-meanwhile': 409,
  taken: 409,
  'rules-broken': 409,
  'in-use': 409,
  'too-large': 413,
  unsupported: 415,
  method: 405,
  origin: 403,
  'key-reused': 422,
  'still-running': 409,
  'wrong-password': 403,
  'wrong-code': 403,
  'prove-it': 403,
  provider: 502,
  calendar: 502,
  'use-provider': 403,
  'too-many-tries': 429,
  busy: 503,
  storage: 503,
  internal: 500,
};

const TITLES: Readonly<Record<ProblemCode, string>> = {
  faults: 'Something in the request cannot be used',
  'sign-in': 'Not signed in',
  forbidden: 'Not allowed',
  'not-found': 'Not found',
  'changed-meanwhile': 'Changed meanwhile',
  taken: 'Somebody is already booked',
  'rules-broken': 'The plan no longer holds',
  'in-use': 'Still in use',
  'too-large': 'Too large',
  unsupported: 'This kind of content is not read here',
  method: 'Not this method',
  origin: 'Not from this page',
  'key-reused': 'The Idempotency-Key belongs to another request',
  'still-running': 'The same request is still running',
  'wrong-password': 'That is not right',
  'wrong-code': 'That is not right',
  'prove-it': 'Show that it is you',
  provider: 'A problem with the sign-in provider',
  calendar: 'A problem with the calendar',
  'use-provider': 'Another way to sign in',
  'too-many-tries': 'Too many tries',
  busy: 'Busy',
  storage: 'The database cannot be used',
  internal: 'An error on our side',
};

export const SUCCESS = { json: 200, nothing: 204 } as const;

/** A refusal, or what the door itself refuses. */
export type Problem =
  | Refusal
  | {
      readonly code: Exclude<ProblemCode, Refusal['code']>;
      readonly text: string;
    };

export function problemDocument(problem: Problem): ProblemDocument {
  return problemDocumentSchema.parse({
    type: 'about:blank',
    title: TITLES[problem.code],
    status: STATUS[problem.code],
    code: problem.code,
    detail: problem.text,
    ...('faults' in problem ? { faults: problem.faults } : {}),
    ...('taken' in problem ? { taken: problem.taken } : {}),
    ...('organisation' in problem ? { organisation: problem.organisation } : {}),
  });
}

export function problemResponse(problem: Problem, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(JSON.stringify(problemDocument(problem)), {
    status: STATUS[problem.code],
    headers: {
      'content-type': 'application/problem+json; charset=utf-8',
      ...(problem.code === 'busy' ? { 'retry-after': '2' } : {}),
      ...(problem.code === 'too-many-tries' ? { 'retry-after': String(problem.seconds) } : {}),
      ...headers,
    },
  });
}
