/**
 * An answer that comes as a stream of JSON lines: news while the work goes on, the result or a problem at the end.
 *
 * What is refused before there is any news is an ordinary problem document with its status. An asker who goes away
 * ends the work.
 */
import { setTimeout } from 'node:timers/promises';
import type { Result } from '#domain/result.ts';
import { problemDocument, problemResponse, type Problem } from './problems.ts';

const NDJSON = 'application/x-ndjson';

export type Streamed = {
  /** Ends when the asker has gone. */
  readonly signal: AbortSignal;
  /** Parses a line; whatever its schema does not name must not leave the server. */
  readonly parse: (line: unknown) => unknown;
  readonly work: (tell: (news: unknown) => void, signal: AbortSignal) => Promise<Result<unknown, Problem>>;
  /** Asked again and again while the stream is open: why it must end, as whoever asked has lost the right to it. */
  readonly mayStill: () => Promise<Problem | undefined>;
  /** What is told of a bug. */
  readonly failed: (error: unknown) => Problem;
};

export function wantsStream(headers: Headers): boolean {
  const accepted = headers.get('accept')?.split(',') ?? [];
  return accepted.some((type) => type.split(';')[0]?.trim().toLowerCase() === NDJSON);
}

/** Milliseconds between two looks at whether the asker may still be told; a right that is lost counts within a second. */
const LOOK_AGAIN = 500;

export async function streamed({ signal, parse, work, mayStill, failed }: Streamed): Promise<Response> {
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
  const over = new AbortController();
  const lost = rightLost(mayStill, over.signal).catch((error: unknown) => failed(error));
  const ended = Promise.race([done, lost.then((problem) => ({ ok: false, problem }) as const)]);
  void ended.finally(() => over.abort());
  const first = await Promise.race([begun.promise, ended]);
  if (first !== 'news' && !first.ok) {
    gone.abort();
    return problemResponse(first.problem);
  }
  void ended.then((end) => {
    write(end.ok ? { result: end.value } : { problem: problemDocument(end.problem) });
    gone.abort();
    return writer.close().catch(() => {});
  });
  return new Response(lines.readable, { headers: { 'content-type': NDJSON } });
}

/** Why the asker may no longer be told, as soon as that is so; waits for ever while they may, or until it is over. */
async function rightLost(mayStill: Streamed['mayStill'], over: AbortSignal): Promise<Problem> {
  while (!over.aborted) {
    await setTimeout(LOOK_AGAIN, undefined, { ref: false });
    const problem = over.aborted ? undefined : await mayStill();
    if (problem !== undefined) return problem;
  }
  return new Promise(() => {});
}
