/** Talks to the server. Every answer is parsed with the schema that the server wrote it with. */
import type { SearchNews } from '#contract/day-search.ts';
import { problemDocumentSchema, type ProblemDocument } from '#contract/problem.ts';
import { endOf, isStream, NDJSON, type News } from '#web/news.ts';

/** The server refused, and says why in its problem document. */
export class ApiProblem extends Error {
  readonly document: ProblemDocument;
  constructor(document: ProblemDocument) {
    super(document.detail);
    this.document = document;
  }
}

/** No answer came, or one that no version of this server gives. */
export class NoAnswer extends Error {}

type Schema<T> = { readonly parse: (value: unknown) => T };
type Call = {
  readonly method?: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  readonly signal?: AbortSignal;
};

/** For answers that the page does not read, because it asks again for what changed. */
export const unread: Schema<void> = { parse: () => undefined };

function bodyOf(body: unknown): { readonly body?: BodyInit; readonly type?: string } {
  if (body === undefined) return {};
  if (body instanceof FormData) return { body };
  if (body instanceof Blob) return { body, type: 'text/calendar' };
  return { body: JSON.stringify(body), type: 'application/json' };
}

async function answerOf(path: string, call: Call): Promise<Response> {
  const { body, type } = bodyOf(call.body);
  try {
    return await fetch(path, {
      method: call.method ?? 'GET',
      headers: { accept: 'application/json', ...(type && { 'content-type': type }), ...call.headers },
      ...(body !== undefined && { body }),
      ...(call.signal !== undefined && { signal: call.signal }),
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new NoAnswer('fetch', { cause: error });
  }
}

export async function ask<T>(schema: Schema<T>, path: string, call: Call = {}): Promise<T> {
  return answered(schema, await answerOf(path, call));
}

async function answered<T>(schema: Schema<T>, response: Response): Promise<T> {
  if (response.status === 204) return schema.parse(undefined);
  const text = await response.text();
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    // A proxy's error page, for example.
    throw new NoAnswer(`status ${response.status}`, { cause: error });
  }
  if (response.ok) return schema.parse(value);
  const problem = problemDocumentSchema.safeParse(value);
  if (!problem.success) throw new NoAnswer(`status ${response.status}`, { cause: problem.error });
  throw new ApiProblem(problem.data);
}

/** `tell` hears how far the search is. */
export type Heard = { readonly signal: AbortSignal; readonly tell: (news: News) => void };
type SearchCall = Heard & { readonly body: unknown };

/** As `ask` for a search, with news on the way. */
export async function searchFor<T>(
  { result, news }: { readonly result: Schema<T>; readonly news: Schema<SearchNews<T>> },
  path: string,
  { body, signal, tell }: SearchCall,
): Promise<T> {
  const headers = { accept: `${NDJSON}, application/json` };
  const response = await answerOf(path, { method: 'POST', body, signal, headers });
  if (!isStream(response) || response.body === null) return answered(result, response);
  const end = await broken(endOf(news, response.body, tell));
  if (end === undefined) throw new NoAnswer('the stream broke off');
  if ('problem' in end) throw new ApiProblem(end.problem);
  return end.result;
}

/** A connection that is lost while the answer comes. */
async function broken<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof TypeError) throw new NoAnswer('fetch', { cause: error });
    throw error;
  }
}

export const post = <T>(schema: Schema<T>, path: string, body?: unknown): Promise<T> =>
  ask(schema, path, { method: 'POST', body });
export const put = (path: string, body: unknown): Promise<void> => ask(unread, path, { method: 'PUT', body });
export const remove = (path: string): Promise<void> => ask(unread, path, { method: 'DELETE' });
