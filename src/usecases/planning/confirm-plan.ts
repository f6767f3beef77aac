import type { Actor } from '#domain/audit/audit.ts';
import { loopDetails } from '#domain/audit/audit-loops.ts';
import { idsIn } from '#domain/planning/plan-choice.ts';
import { spanOfDays, type PlanningFacts } from '#domain/planning/planning-facts.ts';
import { faulty, notFound, type Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { dateAt, minuteOf } from '#domain/time/zoned.ts';
import type { RequestKey } from '#store/loops/kept-answers.ts';
import type { Writing } from '#store/store.ts';
import { bookingsOf, newSession } from './booked-session.ts';
import { judge, plannedFrom, type Choice, type Planned } from './choice.ts';
import type { Context } from '#usecases/context.ts';
import { once } from '#usecases/once.ts';
import { planningFacts } from './planning-facts.ts';
import { record } from '#usecases/audit/record.ts';
import type { ApplicationKey } from '#usecases/opening/save-candidate.ts';
import { writing } from '#usecases/scope.ts';
import { loopShown, type LoopShown } from '#usecases/loop/show-loop.ts';
import { takenRefusal } from './taken.ts';
import { tellLoops } from '#usecases/telling/tell-loops.ts';

const MOST_DAYS = 60;

type Confirmed = { readonly loop: string };

/**
 * Stores a plan in one transaction: everyone in it is locked, the plan is judged by today's facts, and every person,
 * room and candidate is booked, or nobody is.
 */
export async function confirmPlan(
  context: Context,
  key: ApplicationKey,
  asked: { readonly choice: Choice; readonly request: Omit<RequestKey, 'action'> },
): Promise<Result<LoopShown, Refusal>> {
  const { organisation } = key;
  const spread = spreadRefusal(asked.choice);
  if (spread !== undefined) return refuse(spread);
  const request = { ...asked.request, action: `confirm ${key.id}` };
  const ids = newLoopIds(context, asked.choice);
  return writing(context, organisation, async (tables) => {
    const confirmed = await once<Confirmed>(tables, { organisation, request, at: context.now() }, () =>
      bookPlan({ tables, context, key, choice: asked.choice, ids }),
    );
    if (!confirmed.ok) return confirmed;
    return loopShown(tables, context, { organisation, id: confirmed.value.loop });
  });
}

export type LoopIds = { readonly loop: string; readonly token: string; readonly sessions: readonly string[] };

/** Made before the transaction, which may run more than once. */
export function newLoopIds(context: Pick<Context, 'newId' | 'newToken'>, { sessions }: Choice): LoopIds {
  return { loop: context.newId(), token: context.newToken(), sessions: sessions.map(() => context.newId()) };
}

type Work = {
  readonly tables: Writing;
  readonly context: Context;
  readonly key: ApplicationKey;
  readonly choice: Choice;
  readonly ids: LoopIds;
  /** Who did it, where that is not whoever asks. */
  readonly by?: Actor;
};

/** The same within a transaction that does more. What was offered to the candidate is over with it. */
export async function bookPlan(work: Work): Promise<Result<Confirmed, Refusal>> {
  const { tables, context, key, choice, ids } = work;
  const { organisation } = key;
  const application = await tables.applications.find(organisation, key.id);
  if (application === undefined) return refuse(notFound('candidate'));
  await tables.bookings.lock(organisation, [application.candidate, ...idsIn(choice)]);
  if ((await tables.loops.confirmedOf(organisation, key.id)) !== undefined) {
    const text = `${application.name} has a confirmed loop already. Cancel it before you confirm another.`;
    return refuse({ code: 'in-use', text });
  }
  await tables.offers.end(organisation, key.id, 'ended');
  await tables.changeRequests.settle(organisation, key.id, context.now());
  const loaded = await planningFacts(tables, key, {
    now: context.now(),
    span: (zone) => spanOfDays(datesOf(choice, zone), zone),
  });
  if (!loaded.ok) return loaded;
  const facts = loaded.value;
  const planned = plannedFrom(choice, facts);
  if (!planned.ok) return planned;
  // By calendars and rules first: what other loops have taken is told by the bookings, with names.
  const alone = judge({ ...facts, engagements: [] }, planned.value);
  if (!alone.ok) return alone;
  const stored = await book(work, facts, planned.value);
  if (!stored.ok) return stored;
  const among = judge(facts, planned.value);
  if (!among.ok) return among;
  await tellLoops(context, tables, { organisation, loops: [ids.loop] });
  return ok({ loop: ids.loop });
}

async function book(
  { tables, context, key: { organisation, id: application }, ids, by }: Work,
  facts: PlanningFacts,
  planned: readonly Planned[],
): Promise<Result<null, Refusal>> {
  const { timeZone } = facts.opening;
  const sessions = planned.map(({ module, session }, index) =>
    newSession(module, session, { id: ids.sessions[index] ?? '', context, timeZone }),
  );
  await tables.loops.insert(organisation, {
    id: ids.loop,
    token: ids.token,
    application,
    templateVersion: facts.opening.templateVersion,
    at: context.now(),
    sessions,
  });
  const candidates = [facts.application];
  const wanted = sessions.flatMap((session) =>
    bookingsOf(organisation, session, [facts.application.candidate]),
  );
  const taken = await tables.bookings.insert(wanted);
  const details = loopDetails(sessions, { openings: [facts.opening.id], applications: [application] });
  const entry = { organisation, action: 'plan-confirmed', id: ids.loop, details } as const;
  record(context, tables, { ...entry, ...(by && { by }) });
  if (taken.length === 0) return ok(null);
  return refuse(await takenRefusal(tables, { organisation, taken, facts, candidates }));
}

/** A plan that reaches over years is no loop, and would have us look through all of them. */
export function spreadRefusal({ sessions }: Choice): Refusal | undefined {
  const starts = sessions.map(({ start }) => minuteOf(start));
  if (Math.max(...starts) - Math.min(...starts) <= MOST_DAYS * 24 * 60) return undefined;
  const fault = { place: 'sessions', found: 'dates far apart', expected: `dates within ${MOST_DAYS} days` };
  return faulty('These sessions lie too far apart for one loop.', [fault]);
}

export function datesOf({ sessions }: Choice, zone: string): string[] {
  return [...new Set(sessions.map(({ start }) => dateAt(minuteOf(start), zone)))].sort();
}
