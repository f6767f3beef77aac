/** An interviewer says that they cannot come: those who plan hear of it when it cannot be taken back any more. */
import type { Actor } from '#domain/audit/audit.ts';
import { REASONS_FOR, type ChangeReason } from '#domain/loop/change-request.ts';
import type { Instant } from '#domain/planning/loop-problem.ts';
import type { Loop, LoopSession } from '#domain/loop/loop.ts';
import { faulty, notFound, type Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { millisecondsOf } from '#domain/time/zoned.ts';
import { byPanelist, type ByLink } from '#usecases/self-service/candidate-link.ts';
import type { FoundPanelLink } from '#store/loops/panel-links.ts';
import type { Writing } from '#store/store.ts';
import { changingLoop } from './changing-loop.ts';
import type { Context } from '#usecases/context.ts';
import { aboutLoop, record } from '#usecases/audit/record.ts';
import type { LoopKey } from './show-loop.ts';

type Why = { readonly reason?: ChangeReason; readonly words?: string };
export type Declined = { readonly undoUntil: Instant };

/** By a member, of a session that they sit in. `module` names it within the loop. */
export function declineOwn(
  context: Context,
  key: LoopKey,
  { person, module, ...why }: Why & { readonly person: string; readonly module: string },
): Promise<Result<Declined, Refusal>> {
  const id = context.newId();
  return changingLoop(context, key, (tables, loop) => {
    const session = loop.sessions.find((one) => one.module === module);
    return decline({ context, tables, organisation: key.organisation, loop, session, person, id }, why);
  });
}

export function undoDecline(context: Context, key: LoopKey, person: string): Promise<Result<null, Refusal>> {
  return changingLoop(context, key, (tables, loop) =>
    undo({ context, tables, organisation: key.organisation, loop, person }),
  );
}

/** By whoever follows an external panelist's link and reads their mail. */
export function declineByLink(context: Context, link: ByLink, why: Why): Promise<Result<Declined, Refusal>> {
  const id = context.newId();
  return byPanelist(context, link, async (tables, at) => {
    const loop = await loopOfSeat(tables, at);
    if (loop === undefined) return refuse(notFound('session'));
    const session = loop.sessions.find((one) => one.id === at.session);
    const { organisation, person } = at;
    return decline({ context, tables, organisation, loop, session, person, id, by: OUTSIDE }, why);
  });
}

export function undoDeclineByLink(context: Context, link: ByLink): Promise<Result<null, Refusal>> {
  return byPanelist(context, link, async (tables, at) => {
    const loop = await loopOfSeat(tables, at);
    if (loop === undefined) return refuse(notFound('session'));
    const { organisation, person } = at;
    return undo({ context, tables, organisation, loop, person, by: OUTSIDE });
  });
}

/** Whoever holds a link that was sent out. */
export const OUTSIDE: Actor = { kind: 'agenda' };

type Work = {
  readonly context: Context;
  readonly tables: Writing;
  readonly organisation: string;
  readonly loop: Loop;
  readonly person: string;
  readonly by?: Actor;
};

async function decline(
  work: Work & { readonly session: LoopSession | undefined; readonly id: string },
  why: Why,
): Promise<Result<Declined, Refusal>> {
  const { context, tables, organisation, loop, session, person, id, by } = work;
  if (session === undefined || !session.people.some((one) => one.id === person)) {
    return refuse({ code: 'in-use', text: 'Only whoever sits in a session can say that they cannot come.' });
  }
  const wrong = whyRefusal(why);
  if (wrong !== undefined) return refuse(wrong);
  if (loop.status !== 'confirmed' || millisecondsOf(session.start) <= millisecondsOf(context.now())) {
    return refuse({ code: 'in-use', text: 'This session is over, has begun, or was cancelled.' });
  }
  const standing = await tables.changeRequests.undoable(organisation, loop.id, person);
  if (standing?.undoUntil !== undefined) return ok({ undoUntil: standing.undoUntil });
  await tables.changeRequests.insert(organisation, {
    id,
    application: loop.application,
    loop: loop.id,
    session: session.id,
    person,
    what: 'decline',
    ...why,
    at: context.now(),
    undoable: true,
  });
  const made = await tables.changeRequests.undoable(organisation, loop.id, person);
  await recordOf(work, 'decline-said', by);
  return ok({ undoUntil: made?.undoUntil ?? context.now() });
}

/** Taking back twice is the same as once. */
async function undo(work: Work): Promise<Result<null, Refusal>> {
  const { tables, organisation, loop, person, by } = work;
  if (!(await tables.changeRequests.undo(organisation, loop.id, person))) return ok(null);
  await recordOf(work, 'decline-undone', by);
  return ok(null);
}

async function recordOf(
  { context, tables, organisation, loop, person }: Work,
  action: 'decline-said' | 'decline-undone',
  by: Actor | undefined,
): Promise<void> {
  const details = { ...(await aboutLoop(tables, organisation, loop)), people: [person] };
  record(context, tables, { organisation, action, id: loop.id, details, ...(by && { by }) });
}

function whyRefusal({ reason }: Why): Refusal | undefined {
  if (reason === undefined || REASONS_FOR.decline.includes(reason)) return undefined;
  const expected = `one of ${REASONS_FOR.decline.join(', ')}`;
  return faulty('This reason is not for that.', [{ place: 'reason', found: reason, expected }]);
}

/** One of the loops that hold the session, locked; of a group session any, since its repair concerns them together. */
export async function loopOfSeat(
  tables: Writing,
  { organisation, session }: FoundPanelLink,
): Promise<Loop | undefined> {
  const id = await tables.loops.confirmedWith(organisation, session);
  if (id === undefined) return undefined;
  await tables.bookings.lock(organisation, [id]);
  return tables.loops.find(organisation, id);
}
