import { loopDetails } from '#domain/audit/audit-loops.ts';
import { movedSessions, type MovedSession } from '#domain/time/promised-time.ts';
import { notFound, type Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { TakenBooking } from '#store/loops/bookings.ts';
import type { Writing } from '#store/store.ts';
import type { Context } from '#usecases/context.ts';
import { planningFacts } from '#usecases/planning/planning-facts.ts';
import { record } from '#usecases/audit/record.ts';
import { writing } from '#usecases/scope.ts';
import { loopShown, type LoopKey, type LoopShown } from '#usecases/loop/show-loop.ts';
import { takenRefusal } from '#usecases/planning/taken.ts';
import { tellLoops } from '#usecases/telling/tell-loops.ts';

/**
 * Moves what clocks have moved: each session keeps its time on the wall and gets the instant that this is by today's zone
 * data. Loops that share one of them go along. Everybody is booked anew, or all stays as it was.
 */
export function followClocks(context: Context, key: LoopKey): Promise<Result<LoopShown, Refusal>> {
  const { organisation, id } = key;
  return writing(context, organisation, async (tables) => {
    if ((await tables.loops.find(organisation, id)) === undefined) return refuse(notFound('loop'));
    const work: Work = { context, tables, organisation };
    const seen = await movedWith(work, id);
    const taken = await tables.bookings.of(organisation, idsOf(seen));
    const resources = taken.map(({ resourceId }) => resourceId);
    await tables.bookings.lock(organisation, [...new Set([id, ...loopsOf(seen), ...resources])]);
    // Once more, now that nobody else changes them.
    const moved = await movedWith(work, id);
    if (moved.length === 0) return refuse({ code: 'changed-meanwhile', text: NOTHING });
    const done = await move(work, moved);
    return done.ok ? loopShown(tables, context, key) : done;
  });
}

const NOTHING = 'All sessions of this loop are where the clocks say. Load it again to see them.';

type Work = { readonly context: Context; readonly tables: Writing; readonly organisation: string };
/** With an instant to move to. */
type Movable = MovedSession & Required<Pick<MovedSession, 'to'>>;

/** Those of the loop, and of each loop that shares one of them. */
async function movedWith({ context, tables, organisation }: Work, loop: string): Promise<readonly Movable[]> {
  const promised = await tables.promised.sessions(context.now(), organisation);
  const moved = movedSessions(promised).filter((one): one is Movable => one.to !== undefined);
  const loops = new Set([loop]);
  let size = 0;
  while (loops.size > size) {
    size = loops.size;
    for (const { loops: of } of moved) {
      const ids = of.map(({ id }) => id);
      if (ids.some((id) => loops.has(id))) ids.forEach((id) => loops.add(id));
    }
  }
  return moved.filter(({ loops: of }) => of.some(({ id }) => loops.has(id)));
}

function loopsOf(moved: readonly MovedSession[]): readonly string[] {
  return [...new Set(moved.flatMap(({ loops }) => loops.map(({ id }) => id)))];
}

function idsOf(moved: readonly MovedSession[]): readonly string[] {
  return moved.map(({ session }) => session);
}

async function move(work: Work, moved: readonly Movable[]): Promise<Result<null, Refusal>> {
  const { context, tables, organisation } = work;
  const booked = await tables.bookings.of(organisation, idsOf(moved));
  await tables.bookings.remove(organisation, idsOf(moved));
  const { tzVersion } = context;
  for (const { session: id, to } of moved) await tables.promised.move(organisation, { id, ...to, tzVersion });
  const wanted = booked.flatMap((booking) => {
    const to = moved.find(({ session }) => session === booking.sessionId)?.to;
    return to === undefined ? [] : [{ ...booking, from: to.start, to: to.end }];
  });
  const taken = await tables.bookings.insert(wanted);
  if (taken.length > 0) return refuse(await takenBy(work, moved, taken));
  for (const id of loopsOf(moved)) await noteMoved(work, id, moved);
  await tellLoops(context, tables, { organisation, loops: loopsOf(moved) });
  return ok(null);
}

async function noteMoved(
  { context, tables, organisation }: Work,
  id: string,
  moved: readonly Movable[],
): Promise<void> {
  await tables.loops.change(organisation, id, { at: context.now(), sessions: [] });
  const loop = await tables.loops.find(organisation, id);
  const application = await tables.applications.find(organisation, loop?.application ?? '');
  const sessions = (loop?.sessions ?? []).filter((session) => idsOf(moved).includes(session.id));
  const details = loopDetails(sessions, {
    openings: application === undefined ? [] : [application.opening],
    applications: application === undefined ? [] : [application.id],
  });
  record(context, tables, { organisation, id, action: 'clocks-followed', details });
}

async function takenBy(
  { context, tables, organisation }: Work,
  [first]: readonly Movable[],
  taken: readonly TakenBooking[],
): Promise<Refusal> {
  const loop = await tables.loops.find(organisation, first?.loops[0]?.id ?? '');
  const span = { start: first?.start ?? '', end: first?.end ?? '' };
  const facts = await planningFacts(
    tables,
    { organisation, id: loop?.application ?? '' },
    { now: context.now(), span: () => span },
  );
  if (!facts.ok) return facts.problem;
  const candidates = [facts.value.application];
  const refusal = await takenRefusal(tables, { organisation, taken, facts: facts.value, candidates });
  const said = refusal.text.replace('Nothing was booked; search again.', 'Nothing was moved.');
  return { ...refusal, text: `${said} Move the other session first, or repair this loop.` };
}
