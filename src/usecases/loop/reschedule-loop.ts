/** Another day for a loop that stands: the old times are freed with the transaction that wins the new ones, or not at all. */
import type { Actor } from '#domain/audit/audit.ts';
import { loopDetails } from '#domain/audit/audit-loops.ts';
import type { ChangeReason } from '#domain/loop/change-request.ts';
import type { Loop, NewSession } from '#domain/loop/loop.ts';
import { idsIn } from '#domain/planning/plan-choice.ts';
import { spanOfDays, type PlanningFacts } from '#domain/planning/planning-facts.ts';
import { changedMeanwhile, notFound, type Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { millisecondsOf } from '#domain/time/zoned.ts';
import type { RequestKey } from '#store/loops/kept-answers.ts';
import type { Writing } from '#store/store.ts';
import { bookingsOf, newSession } from '#usecases/planning/booked-session.ts';
import { judge, plannedFrom, type Choice, type Planned } from '#usecases/planning/choice.ts';
import { datesOf, spreadRefusal } from '#usecases/planning/confirm-plan.ts';
import type { Context } from '#usecases/context.ts';
import { once } from '#usecases/once.ts';
import { factsForAnotherDay } from '#usecases/planning/planning-facts.ts';
import { record } from '#usecases/audit/record.ts';
import { writing } from '#usecases/scope.ts';
import { loopShown, type LoopKey, type LoopShown } from './show-loop.ts';
import { takenRefusal } from '#usecases/planning/taken.ts';
import { tellLoops } from '#usecases/telling/tell-loops.ts';

export type Rescheduling = {
  readonly choice: Choice;
  /** The state of the loop for which the plan was found. */
  readonly sequence?: number;
  readonly reason: ChangeReason;
  readonly words?: string;
};

export function rescheduleLoop(
  context: Context,
  key: LoopKey,
  { request: asked, ...rescheduling }: Rescheduling & { readonly request: Omit<RequestKey, 'action'> },
): Promise<Result<LoopShown, Refusal>> {
  const { organisation, id } = key;
  const request = { ...asked, action: `reschedule ${id}` };
  const requestId = context.newId();
  return writing(context, organisation, async (tables) => {
    const done = await once(tables, { organisation, request, at: context.now() }, () =>
      moveLoop({ tables, context, key, rescheduling, requestId }),
    );
    return done.ok ? loopShown(tables, context, key) : done;
  });
}

export type MoveWork = {
  readonly tables: Writing;
  readonly context: Context;
  readonly key: LoopKey;
  readonly rescheduling: Rescheduling;
  /** For the reason that is kept. */
  readonly requestId: string;
  /** Who did it, where that is not whoever asks. */
  readonly by?: Actor;
};

/**
 * The same within a transaction that does more. Sessions keep their ids, so that calendars know them again; nobody who
 * sat in the old ones stays booked.
 */
export async function moveLoop(work: MoveWork): Promise<Result<{ readonly loop: string }, Refusal>> {
  const { tables, context, key, rescheduling } = work;
  const { organisation, id } = key;
  const { choice } = rescheduling;
  const spread = spreadRefusal(choice);
  if (spread !== undefined) return refuse(spread);
  await tables.bookings.lock(organisation, [...(await idsOfLoop(tables, key)), ...idsIn(choice)]);
  const loop = await tables.loops.find(organisation, id);
  const unmovable = loop === undefined ? notFound('loop') : unmovableBecause(loop, work);
  if (loop === undefined || unmovable !== undefined) return refuse(unmovable ?? notFound('loop'));
  await tables.offers.end(organisation, loop.application, 'ended');
  const loaded = await factsForAnotherDay(
    tables,
    { organisation, id: loop.application },
    { now: context.now(), span: (zone) => spanOfDays(datesOf(choice, zone), zone) },
  );
  if (!loaded.ok) return loaded;
  const planned = plannedFrom(choice, loaded.value);
  if (!planned.ok) return planned;
  if (!isOfLoop(planned.value, loop)) return refuse({ code: 'changed-meanwhile', text: OTHER_TEMPLATE });
  return move(work, { loop, facts: loaded.value, planned: planned.value });
}

/** The loop, its candidate, and all people and rooms in it, to be locked before it is changed. */
export async function idsOfLoop(tables: Writing, { organisation, id }: LoopKey): Promise<readonly string[]> {
  const loop = await tables.loops.find(organisation, id);
  const application = loop && (await tables.applications.find(organisation, loop.application));
  const taken = (loop?.sessions ?? []).flatMap(({ people, room }) => [
    ...people.map((person) => person.id),
    ...(room === undefined ? [] : [room.id]),
  ]);
  return [id, ...(application === undefined ? [] : [application.candidate]), ...new Set(taken)];
}

/** It has the sessions of the loop, no more and no fewer. */
function isOfLoop(planned: readonly Planned[], { sessions }: Loop): boolean {
  const modules = new Set(sessions.map(({ module }) => module));
  return planned.length === modules.size && planned.every(({ module }) => modules.has(module.id));
}

const OTHER_TEMPLATE =
  'The loop template was changed after this loop was confirmed. Cancel the loop and find another day.';

function unmovableBecause(loop: Loop, { context, rescheduling }: MoveWork): Refusal | undefined {
  if (loop.status !== 'confirmed')
    return { code: 'in-use', text: 'This loop was cancelled, so it cannot be moved.' };
  if (rescheduling.sequence !== undefined && rescheduling.sequence !== loop.sequence) {
    return changedMeanwhile('loop');
  }
  const now = millisecondsOf(context.now());
  if (loop.sessions.some(({ start }) => millisecondsOf(start) <= now)) {
    return { code: 'in-use', text: 'This loop has begun, so it cannot be moved to another day.' };
  }
  const shared = loop.sessions.find(({ loops }) => loops.length > 1);
  if (shared === undefined) return undefined;
  const text = `${shared.title} is held for several candidates together, so this loop cannot be moved alone. Cancel it and find another day.`;
  return { code: 'in-use', text };
}

type Found = {
  readonly loop: Loop;
  readonly facts: PlanningFacts;
  readonly planned: readonly Planned[];
};

async function move(work: MoveWork, found: Found): Promise<Result<{ readonly loop: string }, Refusal>> {
  const { tables, context, key } = work;
  const { organisation, id } = key;
  const { loop, facts, planned } = found;
  // By calendars and rules first: what other loops have taken is told by the bookings, with names.
  const alone = judge({ ...facts, engagements: [] }, planned);
  if (!alone.ok) return alone;
  const idOf = new Map(loop.sessions.map((session) => [session.module, session.id]));
  const sessions = planned.map(({ module, session }) =>
    newSession(module, session, {
      id: idOf.get(module.id) ?? '',
      context,
      timeZone: facts.opening.timeZone,
    }),
  );
  await tables.loops.change(organisation, id, { at: context.now(), sessions });
  await tables.bookings.remove(organisation, [...idOf.values()]);
  const taken = await tables.bookings.insert(
    sessions.flatMap((session) => bookingsOf(organisation, session, [facts.application.candidate])),
  );
  if (taken.length > 0) {
    const candidates = [facts.application];
    return refuse(await takenRefusal(tables, { organisation, taken, facts, candidates }));
  }
  const among = judge(facts, planned);
  if (!among.ok) return among;
  await keepReason(work, found, sessions);
  await tellLoops(context, tables, { organisation, loops: [id] });
  return ok({ loop: id });
}

/** The reason is kept for later figures, and not in the record: it may be about somebody's health. */
async function keepReason(
  { tables, context, key, rescheduling, requestId, by }: MoveWork,
  { loop, facts }: Found,
  sessions: readonly NewSession[],
): Promise<void> {
  const { organisation, id } = key;
  const application = facts.application.id;
  await tables.changeRequests.settle(organisation, application, context.now());
  await tables.changeRequests.insert(organisation, {
    id: requestId,
    application,
    loop: id,
    what: 'moved',
    reason: rescheduling.reason,
    ...(rescheduling.words === undefined ? {} : { words: rescheduling.words }),
    at: context.now(),
    settled: true,
  });
  const details = loopDetails([...loop.sessions, ...sessions], {
    openings: [facts.opening.id],
    applications: [application],
  });
  record(context, tables, { ...key, action: 'loop-rescheduled', details, ...(by && { by }) });
}
