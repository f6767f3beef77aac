/** An answer that comes as a stream of JSON lines: each is parsed and told, and the last one is the result. */
import { daySearchNewsSchema, type DaySearchNews, type DaySearchResult } from '#contract/day-search.ts';
import type { ProblemDocument } from '#contract/problem.ts';

export const NDJSON = 'application/x-ndjson';

export type News = Exclude<DaySearchNews, Ending>;
/** What the last line says. */
export type Ending = { readonly result: DaySearchResult } | { readonly problem: ProblemDocument };

export function isStream(response: Response): boolean {
  return response.headers.get('content-type')?.startsWith(NDJSON) === true;
}

/** Undefined where the stream broke off before it said how it ends. */
export async function endOf(
  body: ReadableStream<Uint8Array>,
  tell: (news: News) => void,
): Promise<Ending | undefined> {
  for await (const line of linesOf(body)) {
    const news = daySearchNewsSchema.parse(JSON.parse(line));
    if ('result' in news || 'problem' in news) return news;
    tell(news);
  }
  return undefined;
}

/** Whole lines only: one that broke off says nothing. */
async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const lines = (rest + decoder.decode(value, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
}
