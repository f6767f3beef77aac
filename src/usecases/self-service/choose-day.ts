/** A day of an offer is chosen: it is booked whole as any plan is, and everything else that was held is free. */
import type { Actor } from '#domain/audit/audit.ts';
import { idsIn, type PlanChoice } from '#domain/planning/plan-choice.ts';
import type { Application } from '#domain/organisation/opening.ts';
import { spanOf } from '#domain/telling/ledger.ts';
import { notFound, type Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { byCandidate, type ByLink } from '#usecases/self-service/candidate-link.ts';
import { candidatePart, tellBooked } from '#usecases/self-service/tell-candidate.ts';
import { withCandidate } from '#domain/loop/loop.ts';
import type { Writing } from '#store/store.ts';
import { bookPlan, newLoopIds, type LoopIds } from '#usecases/planning/confirm-plan.ts';
import type { Context } from '#usecases/context.ts';
import { record } from '#usecases/audit/record.ts';
import { idsOfLoop, moveLoop } from '#usecases/loop/reschedule-loop.ts';
import type { ApplicationKey } from '#usecases/opening/save-candidate.ts';
import { writing } from '#usecases/scope.ts';

/** `offer` is the one that was seen; `day` its number. `origin`: links of mails begin with it. */
export type DayChosen = { readonly offer: string; readonly day: number; readonly origin: string };

type Done = { readonly loop: string };

/** By whoever plans, when the candidate has answered in another way. */
export async function chooseForCandidate(
  context: Context,
  { organisation, id }: ApplicationKey,
  chosen: DayChosen,
): Promise<Result<Done, Refusal>> {
  const ids = idsFor(context);
  const done = await writing(context, organisation, async (tables) => {
    const application = await tables.applications.find(organisation, id);
    if (application === undefined) return refuse(notFound('candidate'));
    return choose({ context, tables, organisation, application, chosen, ids });
  });
  if (done.ok) context.mail?.wake();
  return done;
}

/** By the candidate, in words that are for them: nothing is said of who is busy. */
export function chooseByLink(
  context: Context,
  link: ByLink,
  chosen: DayChosen,
): Promise<Result<Done, Refusal>> {
  const ids = idsFor(context);
  return byCandidate(context, link, async (tables, { organisation, application }) => {
    const by = { kind: 'candidate' } as const;
    const done = await choose({ context, tables, organisation, application, chosen, ids, by });
    return done.ok ? done : refuse(forCandidate(done.problem));
  });
}

type Ids = { readonly loop: Omit<LoopIds, 'sessions'>; readonly letter: string; readonly request: string };

function idsFor(context: Context): Ids {
  const { loop, token } = newLoopIds(context, { sessions: [] });
  return { loop: { loop, token }, letter: context.newId(), request: context.newId() };
}

type Work = {
  readonly context: Context;
  readonly tables: Writing;
  readonly organisation: string;
  readonly application: Application;
  readonly chosen: DayChosen;
  readonly ids: Ids;
  readonly by?: Actor;
};

async function choose(work: Work): Promise<Result<Done, Refusal>> {
  const { context, tables, organisation, application, by } = work;
  const found = await dayToBook(work);
  if (!found.ok) return found;
  await comesThen(work, found.value.plan);
  await tables.offers.end(organisation, application.id, 'chosen');
  const booked = await bookDay(work, found.value);
  if (!booked.ok) return booked;
  const details = { openings: [application.opening] };
  const entry = { organisation, action: 'offer-chosen', id: application.id, details } as const;
  record(context, tables, { ...entry, ...(by && { by }) });
  await told(work, booked.value.loop);
  return booked;
}

/** Whoever has a day chosen can come then, whatever they said before; that they said it now is not true. */
async function comesThen(
  { tables, organisation, application: { id, available, opening: of } }: Work,
  plan: PlanChoice,
): Promise<void> {
  const opening = await tables.openings.find(organisation, of);
  if (available.length === 0 || opening === undefined) return;
  await tables.applications.timesSaid(organisation, id, {
    available: [...available, candidatePart(plan, { opening })],
  });
}

/** `standing`: the loop that moves to the day. */
type ToBook = { readonly plan: PlanChoice; readonly standing?: string };

/** Whoever books, offers, prolongs or withdraws waits for the candidate; the offer is looked at after that. */
async function dayToBook({
  tables,
  organisation,
  application,
  chosen,
}: Work): Promise<Result<ToBook, Refusal>> {
  const seen = await tables.offers.open(organisation, application.id);
  const before = await tables.loops.confirmedOf(organisation, application.id);
  await tables.bookings.lock(organisation, [
    application.candidate,
    ...(seen?.days ?? []).flatMap(({ plan }) => idsIn(plan)),
    ...(before === undefined ? [] : await idsOfLoop(tables, { organisation, id: before })),
  ]);
  const standing = await tables.loops.confirmedOf(organisation, application.id);
  const offer = await tables.offers.open(organisation, application.id);
  if (offer?.id !== chosen.offer) {
    const made = await tables.offers.made(organisation, application.id, chosen.offer);
    if (!made) return refuse(notFound('offer'));
    return refuse(standing === undefined ? NOT_OFFERED : ALREADY_BOOKED);
  }
  if (offer.over) return refuse(TOO_LATE);
  const plan = offer.days.find(({ number }) => number === chosen.day)?.plan;
  if (plan === undefined) return refuse(NOT_OFFERED);
  return ok({ plan, ...(standing !== undefined && { standing }) });
}

function bookDay(
  { context, tables, organisation, application, ids, by }: Work,
  { plan, standing }: ToBook,
): Promise<Result<Done, Refusal>> {
  const work = { context, tables, ...(by && { by }) };
  if (standing === undefined) {
    return bookPlan({
      ...work,
      key: { organisation, id: application.id },
      choice: plan,
      ids: { ...ids.loop, sessions: plan.sessions.map(() => context.newId()) },
    });
  }
  return moveLoop({
    ...work,
    key: { organisation, id: standing },
    rescheduling: { choice: plan, reason: 'asked-by-candidate' },
    requestId: ids.request,
  });
}

/** That it is booked; what calendars need comes with the invitation. */
async function told(
  { context, tables, organisation, application, chosen, ids }: Work,
  id: string,
): Promise<void> {
  const loop = await tables.loops.find(organisation, id);
  const opening = await tables.openings.find(organisation, application.opening);
  const own = (loop?.sessions ?? []).filter(({ kind }) => withCandidate(kind));
  if (loop?.token === undefined || own.length === 0) return;
  await tellBooked(context, tables, {
    organisation,
    application,
    openingTitle: opening?.title ?? '',
    letter: ids.letter,
    origin: chosen.origin,
    day: spanOf({ sessions: own }),
    agenda: `/agenda#${loop.token}`,
  });
}

const NOT_OFFERED: Refusal = {
  code: 'in-use',
  text: 'This day is not offered any more. Load the page again to see what can be chosen now.',
};
const ALREADY_BOOKED: Refusal = {
  code: 'in-use',
  text: 'A day is booked already. Load the page again to see it.',
};
const TOO_LATE: Refusal = {
  code: 'in-use',
  text: 'The time to choose is over, so nothing was booked and the days are no longer held. Ask for another day, or ask whoever invited you.',
};

const TAKEN_MEANWHILE =
  'This day is not possible any more: something changed on our side, and nothing was booked. We are sorry. Choose another day, or ask for one.';

/** What a plan breaks or who is busy is no matter of anybody outside. */
function forCandidate(problem: Refusal): Refusal {
  const ours: readonly Refusal['code'][] = ['taken', 'rules-broken', 'changed-meanwhile', 'faults'];
  return ours.includes(problem.code) ? { code: 'changed-meanwhile', text: TAKEN_MEANWHILE } : problem;
}
