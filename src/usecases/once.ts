import type { Instant } from '#domain/planning/loop-problem.ts';
import type { Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { RequestKey } from '#store/loops/kept-answers.ts';
import type { Writing } from '#store/store.ts';

/**
 * Does the work once per key, and answers a repetition with what was answered first. A refusal rolls back with its
 * key, so the same request may be tried again.
 */
export async function once<T>(
  tables: Writing,
  { organisation, request, at }: { organisation: string; request: RequestKey; at: Instant },
  work: () => Promise<Result<T, Refusal>>,
): Promise<Result<T, Refusal>> {
  const begun = await tables.keptAnswers.begin(organisation, request);
  switch (begun.state) {
    case 'running':
      return refuse({ code: 'still-running', text: 'The same request is still being worked on.' });
    case 'other-body':
      return refuse({
        code: 'key-reused',
        text: 'This Idempotency-Key was used for another choice. Send this one with a new key.',
      });
    case 'done':
      // Kept by `keep` below, for this action only.
      return ok(begun.answer as T);
    case 'new':
      break;
  }
  const done = await work();
  if (done.ok) await tables.keptAnswers.keep(organisation, request, { answer: done.value, at });
  return done;
}
