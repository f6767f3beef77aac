import { daySoFar as soFar } from '#domain/day/day-so-far.ts';
import type { Loop } from '#domain/loop/loop.ts';
import type { Application } from '#domain/organisation/opening.ts';
import type { DaySoFar } from '#domain/repair/loop-repair.ts';
import type { Reading } from '#store/store.ts';
import type { Context } from '#usecases/context.ts';
import { isAround, loadAround, marksOfSession } from './load-day.ts';

/** What was marked of the day of a loop, and what else goes on around it. Nothing where the loop is on other days. */
export async function daySoFar(
  { now }: Pick<Context, 'now'>,
  tables: Reading,
  { organisation, loop, application }: { organisation: string; loop: Loop; application: Application },
): Promise<DaySoFar> {
  const at = now();
  if (!isAround(loop, at)) return { begun: [], late: [] };
  const { sessions, marks, times } = await loadAround(tables, organisation, { now: at });
  const own = sessions.filter(({ loops }) => loops.some(({ id }) => id === loop.id));
  if (own.length === 0) return { begun: [], late: [] };
  const around = sessions.map(({ loops, ...session }) => ({
    ...session,
    candidates: loops.map(({ candidate }) => candidate.id),
    marks: marksOfSession(marks, session.id),
  }));
  return soFar(around, times, {
    application: application.id,
    candidate: application.candidate,
    modules: new Map(own.map(({ id, module }) => [id, module])),
  });
}
