import { loopDetails } from '#domain/audit-loops.ts';
import type { Loop } from '#domain/loop.ts';
import type { Refusal } from '#domain/refusal.ts';
import { refuse, type Result } from '#domain/result.ts';
import { millisecondsOf } from '#domain/zoned.ts';
import type { Writing } from '#store/store.ts';
import { changingLoop } from './changing-loop.ts';
import type { Context } from './context.ts';
import { record } from './record.ts';
import { loopShown, type LoopKey, type LoopShown } from './show-loop.ts';
import { tellLoops } from './tell-loops.ts';

/** Frees everyone in the same transaction; a group session stays for its other candidates. A loop that has begun stays; cancelling twice is the same as once. */
export function cancelLoop(context: Context, key: LoopKey): Promise<Result<LoopShown, Refusal>> {
  const { organisation, id } = key;
  return changingLoop(context, key, async (tables, loop) => {
    const shared = loop.sessions.filter(({ loops }) => loops.length > 1).map((session) => session.id);
    // Of two loops of one group that are cancelled at once, the second must see that it is the last.
    await tables.bookings.lock(organisation, shared);
    if (loop.status === 'cancelled') return loopShown(tables, context, key);
    const now = context.now();
    if (loop.sessions.some(({ start }) => millisecondsOf(start) <= millisecondsOf(now))) {
      const text = 'This loop has begun, so it cannot be cancelled any more.';
      return refuse({ code: 'in-use', text });
    }
    await tables.loops.cancel(organisation, id, now);
    await free(tables, organisation, loop);
    const shown = await loopShown(tables, context, key);
    if (!shown.ok) return shown;
    const { opening, application } = shown.value.facts;
    const about = { openings: [opening.id], applications: [application.id] };
    const details = loopDetails(loop.sessions, about);
    record(context, tables, { ...key, action: 'loop-cancelled', details });
    await tellLoops(context, tables, { organisation, loops: [id] });
    return shown;
  });
}

/** Everybody of the loop's own sessions; of a group session that goes on, the candidate alone. */
async function free(tables: Writing, organisation: string, loop: Loop): Promise<void> {
  const sessions = loop.sessions.map((session) => session.id);
  const over = await tables.loops.abandoned(organisation, sessions);
  await tables.bookings.remove(organisation, over);
  const application = await tables.applications.find(organisation, loop.application);
  const staying = sessions.filter((session) => !over.includes(session));
  if (application !== undefined) {
    await tables.bookings.removeOf(organisation, staying, application.candidate);
  }
}
