import { notFound, type Refusal } from '#domain/refusal.ts';
import { refuse, type Result } from '#domain/result.ts';
import { millisecondsOf } from '#domain/zoned.ts';
import type { Context } from './context.ts';
import { writing } from './scope.ts';
import { loopShown, type LoopKey, type LoopShown } from './show-loop.ts';

/** Frees everyone in the same transaction. A loop that has begun stays; cancelling twice is the same as once. */
export function cancelLoop(context: Context, key: LoopKey): Promise<Result<LoopShown, Refusal>> {
  const { organisation, id } = key;
  return writing(context, organisation, async (tables) => {
    await tables.bookings.lock(organisation, [id]);
    const loop = await tables.loops.find(organisation, id);
    if (loop === undefined) return refuse(notFound('loop'));
    if (loop.status === 'cancelled') return loopShown(tables, context, key);
    const now = context.now();
    if (loop.sessions.some(({ start }) => millisecondsOf(start) <= millisecondsOf(now))) {
      const text = 'This loop has begun, so it cannot be cancelled any more.';
      return refuse({ code: 'in-use', text });
    }
    await tables.loops.cancel(organisation, id, now);
    await tables.bookings.remove(
      organisation,
      loop.sessions.map((session) => session.id),
    );
    return loopShown(tables, context, key);
  });
}
