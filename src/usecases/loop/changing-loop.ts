import type { Loop } from '#domain/loop/loop.ts';
import { notFound, type Refusal } from '#domain/refusal.ts';
import { refuse, type Result } from '#domain/result.ts';
import type { Writing } from '#store/store.ts';
import type { Context } from '#usecases/context.ts';
import { writing } from '#usecases/scope.ts';
import type { LoopKey } from './show-loop.ts';

/** One transaction on one loop, which nobody else changes meanwhile. */
export function changingLoop<T>(
  context: Context,
  { organisation, id }: LoopKey,
  work: (tables: Writing, loop: Loop) => Promise<Result<T, Refusal>>,
): Promise<Result<T, Refusal>> {
  return writing(context, organisation, async (tables) => {
    await tables.bookings.lock(organisation, [id]);
    const loop = await tables.loops.find(organisation, id);
    return loop === undefined ? refuse(notFound('loop')) : work(tables, loop);
  });
}
