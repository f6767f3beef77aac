/** Days offered to a candidate: everybody in them is held until the answer, all of it or nothing. */
import { heldTimes, timesBeside, type Offer, type TakenTime } from '#domain/loop/offer.ts';
import { withCandidate } from '#domain/loop/loop.ts';
import { idsIn, type PlanChoice } from '#domain/planning/plan-choice.ts';
import { spanOfDays, type PlanningFacts } from '#domain/planning/planning-facts.ts';
import { notFound, type Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { Booking } from '#store/loops/bookings.ts';
import type { RequestKey } from '#store/loops/kept-answers.ts';
import type { Writing } from '#store/store.ts';
import { tellOfDays } from '#usecases/self-service/tell-candidate.ts';
import { bookingsOf, newSession } from '#usecases/planning/booked-session.ts';
import { judge, plannedFrom } from '#usecases/planning/choice.ts';
import { datesOf, spreadRefusal } from '#usecases/planning/confirm-plan.ts';
import type { Context } from '#usecases/context.ts';
import { once } from '#usecases/once.ts';
import { factsForAnotherDay } from '#usecases/planning/planning-facts.ts';
import { record } from '#usecases/audit/record.ts';
import type { ApplicationKey } from '#usecases/opening/save-candidate.ts';
import { writing } from '#usecases/scope.ts';
import { takenRefusal } from '#usecases/planning/taken.ts';

export type NewOffer = {
  readonly plans: readonly PlanChoice[];
  /** How long it holds. */
  readonly hours: number;
  readonly note?: string;
  /** Under which this server was asked: links begin with it. */
  readonly origin: string;
  readonly request: Omit<RequestKey, 'action'>;
};

/** In the place of an earlier offer. `mailed`: the candidate is being told. */
export type Offered = { readonly mailed: boolean };

export async function offerDays(
  context: Context,
  key: ApplicationKey,
  asked: NewOffer,
): Promise<Result<Offered, Refusal>> {
  const spread = asked.plans.map(spreadRefusal).find((one) => one !== undefined);
  if (spread !== undefined) return refuse(spread);
  const { organisation, id: application } = key;
  const request = { ...asked.request, action: `offer ${application}` };
  const [id, letter, token] = [context.newId(), context.newId(), context.newToken()];
  const done = await writing(context, organisation, (tables) =>
    once<Offered>(tables, { organisation, request, at: context.now() }, async () => {
      await tables.bookings.lock(organisation, await idsToLock(tables, key, asked.plans));
      if ((await tables.applications.find(organisation, application)) === undefined) {
        return refuse(notFound('candidate'));
      }
      await tables.offers.end(organisation, application, 'ended');
      const { plans, hours, note } = asked;
      const at = context.now();
      await tables.offers.insert(organisation, {
        id,
        application,
        plans,
        hours,
        at,
        ...(note === undefined ? {} : { note }),
      });
      const held = await hold(context, tables, { key, id, plans });
      if (!held.ok) return held;
      await tables.changeRequests.settle(organisation, application, at);
      const details = { openings: [held.value.opening.id], sessions: plans.length };
      record(context, tables, { ...key, action: 'offer-made', details });
      const told = { facts: held.value, token, letter, origin: asked.origin };
      return ok({ mailed: await tellOfDays(context, tables, { organisation, ...told }) });
    }),
  );
  if (done.ok) context.mail?.wake();
  return done;
}

/** Holds it so many hours from now; what was swept away meanwhile is held again, if it is free. */
export function prolongOffer(
  context: Context,
  key: ApplicationKey,
  hours: number,
): Promise<Result<null, Refusal>> {
  const { organisation } = key;
  return writing(context, organisation, async (tables) => {
    const offer = await lockedOffer(tables, key);
    if (!offer.ok) return offer;
    const { id, days } = offer.value;
    await tables.offers.free(organisation, id);
    await tables.offers.prolong(organisation, id, hours);
    const held = await hold(context, tables, { key, id, plans: days.map(({ plan }) => plan) });
    if (!held.ok) return held;
    const details = { openings: [held.value.opening.id] };
    record(context, tables, { ...key, action: 'offer-prolonged', details });
    return ok(null);
  });
}

/** Withdrawing twice is the same as once. */
export function withdrawOffer(context: Context, key: ApplicationKey): Promise<Result<null, Refusal>> {
  const { organisation, id } = key;
  return writing(context, organisation, async (tables) => {
    const application = await tables.applications.find(organisation, id);
    if (application === undefined) return refuse(notFound('candidate'));
    await tables.bookings.lock(organisation, [application.candidate]);
    if (!(await tables.offers.end(organisation, id, 'ended'))) return ok(null);
    await tables.outbox.withdraw(`offer ${id}`);
    const details = { openings: [application.opening] };
    record(context, tables, { ...key, action: 'offer-withdrawn', details });
    return ok(null);
  });
}

/** The offer that stands, with everybody in it locked: by the candidate first, whom all that is done to it locks. */
async function lockedOffer(tables: Writing, key: ApplicationKey): Promise<Result<Offer, Refusal>> {
  const { organisation, id } = key;
  if ((await tables.applications.find(organisation, id)) === undefined) return refuse(notFound('candidate'));
  const before = await tables.offers.open(organisation, id);
  const plans = (before?.days ?? []).map(({ plan }) => plan);
  await tables.bookings.lock(organisation, await idsToLock(tables, key, plans));
  const offer = await tables.offers.open(organisation, id);
  if (offer === undefined || offer.id !== before?.id) {
    return refuse({ code: 'in-use', text: 'There is no offer that waits for an answer any more.' });
  }
  return ok(offer);
}

async function idsToLock(
  tables: Writing,
  { organisation, id }: ApplicationKey,
  plans: readonly PlanChoice[],
): Promise<readonly string[]> {
  const application = await tables.applications.find(organisation, id);
  const candidate = application === undefined ? [] : [application.candidate];
  return [...new Set([...candidate, ...plans.flatMap(idsIn)])];
}

type Holding = {
  readonly key: ApplicationKey;
  readonly id: string;
  readonly plans: readonly PlanChoice[];
};

/** What the loop that the candidate has takes: it is theirs already. */
async function ownTimes(
  tables: Writing,
  { organisation, id }: ApplicationKey,
  candidate: string,
): Promise<readonly TakenTime[]> {
  const confirmed = await tables.loops.confirmedOf(organisation, id);
  const loop = confirmed === undefined ? undefined : await tables.loops.find(organisation, confirmed);
  return (loop?.sessions ?? []).flatMap(({ start: from, end: to, people, room, kind }): TakenTime[] => [
    ...people.map((person) => ({ resourceKind: 'person', resourceId: person.id, from, to }) as const),
    ...(room === undefined ? [] : [{ resourceKind: 'room', resourceId: room.id, from, to } as const]),
    ...(withCandidate(kind) ? [{ resourceKind: 'candidate', resourceId: candidate, from, to } as const] : []),
  ]);
}

/** Each day is judged by today's facts, then all are held at once. */
async function hold(
  context: Context,
  tables: Writing,
  { key, id, plans }: Holding,
): Promise<Result<PlanningFacts, Refusal>> {
  const { organisation } = key;
  const loaded = await factsForAnotherDay(tables, key, {
    now: context.now(),
    span: (zone) => spanOfDays([...new Set(plans.flatMap((plan) => datesOf(plan, zone)))].sort(), zone),
  });
  if (!loaded.ok) return loaded;
  const facts = loaded.value;
  const wanted: Booking[] = [];
  for (const plan of plans) {
    const planned = plannedFrom(plan, facts);
    if (!planned.ok) return planned;
    const alone = judge({ ...facts, engagements: [] }, planned.value);
    if (!alone.ok) return alone;
    const sessions = planned.value.map(({ module, session }) =>
      newSession(module, session, { id, context, timeZone: facts.opening.timeZone }),
    );
    wanted.push(
      ...sessions.flatMap((session) => bookingsOf(organisation, session, [facts.application.candidate])),
    );
  }
  const own = await ownTimes(tables, key, facts.application.candidate);
  const holds = timesBeside(heldTimes(wanted), own).map((time): Booking => {
    const { resourceKind, resourceId, from, to } = time;
    const hold = { organisationId: organisation, sessionId: context.newId(), offerId: id };
    return { ...hold, resourceKind, resourceId, from, to };
  });
  const taken = await tables.bookings.insert(holds);
  if (taken.length > 0) {
    const candidates = [facts.application];
    return refuse(await takenRefusal(tables, { organisation, taken, facts, candidates }));
  }
  for (const plan of plans) {
    const planned = plannedFrom(plan, facts);
    const among = planned.ok ? judge(facts, planned.value) : planned;
    if (!among.ok) return among;
  }
  return ok(facts);
}
