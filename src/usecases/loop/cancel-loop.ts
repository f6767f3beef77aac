import type { Actor } from '#domain/audit/audit.ts';
import { loopDetails } from '#domain/audit/audit-loops.ts';
import type { Loop } from '#domain/loop/loop.ts';
import type { Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { millisecondsOf } from '#domain/time/zoned.ts';
import type { Writing } from '#store/store.ts';
import { changingLoop } from './changing-loop.ts';
import type { Context } from '#usecases/context.ts';
import { record } from '#usecases/audit/record.ts';
import { loopShown, type LoopKey, type LoopShown } from './show-loop.ts';
import { tellLoops } from '#usecases/telling/tell-loops.ts';

/** Frees everyone in the same transaction; a group session stays for its other candidates. A loop that has begun stays, unless its candidate did not come; cancelling twice is the same as once. */
export function cancelLoop(context: Context, key: LoopKey): Promise<Result<LoopShown, Refusal>> {
  const { organisation } = key;
  return changingLoop(context, key, async (tables, loop) => {
    const done = await cancelIn({ context, tables, organisation, loop });
    return done.ok ? loopShown(tables, context, key) : done;
  });
}

type Work = {
  readonly context: Context;
  readonly tables: Writing;
  readonly organisation: string;
  /** Locked by whoever asks. */
  readonly loop: Loop;
  /** Who did it, where that is not whoever asks. */
  readonly by?: Actor;
};

/** The same within a transaction that does more. */
export async function cancelIn({
  context,
  tables,
  organisation,
  loop,
  by,
}: Work): Promise<Result<null, Refusal>> {
  const { id } = loop;
  const shared = loop.sessions.filter(({ loops }) => loops.length > 1).map((session) => session.id);
  // Of two loops of one group that are cancelled at once, the second must see that it is the last.
  await tables.bookings.lock(organisation, shared);
  if (loop.status === 'cancelled') return ok(null);
  const now = context.now();
  const missing = await didNotCome(tables, organisation, id);
  if (!missing && loop.sessions.some(({ start }) => millisecondsOf(start) <= millisecondsOf(now))) {
    const text = 'This loop has begun, so it cannot be cancelled any more.';
    return refuse({ code: 'in-use', text });
  }
  const application = await tables.applications.find(organisation, loop.application);
  await tables.loops.cancel(organisation, id, now);
  await free(tables, organisation, loop);
  await tables.changeRequests.settle(organisation, loop.application, now);
  if (missing) await keepNoShow({ context, tables, organisation, loop });
  const about = {
    openings: application === undefined ? [] : [application.opening],
    applications: [loop.application],
  };
  const details = loopDetails(loop.sessions, about);
  record(context, tables, { organisation, id, action: 'loop-cancelled', details, ...(by && { by }) });
  await tellLoops(context, tables, { organisation, loops: [id] });
  return ok(null);
}

async function didNotCome(tables: Writing, organisation: string, loop: string): Promise<boolean> {
  const marks = await tables.day.marks(organisation, { loops: [loop], sessions: [] });
  return marks.some(({ what }) => what === 'no-show');
}

/** For later figures; it is no request of anybody's. */
async function keepNoShow({ context, tables, organisation, loop }: Work): Promise<void> {
  await tables.changeRequests.insert(organisation, {
    id: context.newId(),
    application: loop.application,
    loop: loop.id,
    what: 'cancel',
    reason: 'no-show',
    at: context.now(),
    settled: true,
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
