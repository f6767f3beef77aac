/**
 * An answer that comes as a stream of JSON lines: news while the work goes on, the result or a problem at the end.
 *
 * What is refused before there is any news is an ordinary problem document with its status. An asker who goes away
 * ends the work.
 */
import type { Result } from '#domain/result.ts';
import { problemDocument, problemResponse, type Problem } from './problems.ts';

const NDJSON = 'application/x-ndjson';

export type Streamed = {
  /** Ends when the asker has gone. */
  readonly signal: AbortSignal;
  /** Parses a line; whatever its schema does not name must not leave the server. */
  readonly parse: (line: unknown) => unknown;
  readonly work: (tell: (news: unknown) => void, signal: AbortSignal) => Promise<Result<unknown, Problem>>;
  /** What is told of a bug. */
  readonly failed: (error: unknown) => Problem;
};

export function wantsStream(headers: Headers): boolean {
  const accepted = headers.get('accept')?.split(',') ?? [];
  return accepted.some((type) => type.split(';')[0]?.trim().toLowerCase() === NDJSON);
}

export async function streamed({ signal, parse, work, failed }: Streamed): Promise<Response> {
  const gone = new AbortController();
  const lines = new TransformStream<string, Uint8Array>({
    transform: (line, out) => out.enqueue(new TextEncoder().encode(`${line}\n`)),
  });
  const writer = lines.writable.getWriter();
  // An asker who has gone closes the stream; what is still written then goes nowhere.
  writer.closed.catch(() => gone.abort());
  const write = (line: unknown): void => void writer.write(JSON.stringify(parse(line))).catch(() => {});
  const begun = Promise.withResolvers<'news'>();
  const done = work(
    (news) => {
      write(news);
      begun.resolve('news');
    },
    AbortSignal.any([signal, gone.signal]),
  ).catch((error: unknown) => ({ ok: false, problem: failed(error) }) as const);
  const first = await Promise.race([begun.promise, done]);
  if (first !== 'news' && !first.ok) return problemResponse(first.problem);
  void done.then((end) => {
    write(end.ok ? { result: end.value } : { problem: problemDocument(end.problem) });
    return writer.close().catch(() => {});
  });
  return new Response(lines.readable, { headers: { 'content-type': NDJSON } });
}
