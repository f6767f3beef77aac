/** What the candidate sees by their link before there is a loop: what they said, the days that are offered, what is booked. */
import { placeText, roleShown } from '#domain/loop/held-session.ts';
import { spanOf } from '#domain/telling/ledger.ts';
import { withCandidate } from '#domain/loop/loop.ts';
import type { Acting, Scheduling, SeenSession, WhomToAsk } from '#domain/loop/seen-by-link.ts';
import type { Offer } from '#domain/loop/offer.ts';
import type { Application, Opening } from '#domain/organisation/opening.ts';
import type { Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { Reading } from '#store/store.ts';
import { actingOf } from '#usecases/self-service/acting.ts';
import { plannedFrom } from '#usecases/planning/choice.ts';
import type { Context } from '#usecases/context.ts';
import { record } from '#usecases/audit/record.ts';
import { whomToAsk } from '#usecases/telling/whom-to-ask.ts';

export type SchedulingShown = Scheduling | ({ readonly is: 'ended' } & WhomToAsk);

type Looking = { readonly token: string; readonly sitting: string | undefined };

/** That an offer was looked at is noted the first time. */
export async function showScheduling(
  context: Context,
  looking: Looking,
): Promise<Result<SchedulingShown, Refusal>> {
  const seen = await context.store.read((tables) => look(context, tables, looking));
  if (!seen.ok) return seen;
  const { shown, unseen } = seen.value;
  if (unseen !== undefined) await noteSeen(context, unseen);
  return ok(shown);
}

type Unseen = { readonly organisation: string; readonly offer: string; readonly application: Application };
type Seen = { readonly shown: SchedulingShown; readonly unseen?: Unseen };

async function look(
  context: Context,
  tables: Reading,
  { token, sitting }: Looking,
): Promise<Result<Seen, Refusal>> {
  const link = await tables.links.applicationOf(token);
  if (link === undefined) {
    const ended = await tables.links.ended(context.tokenHash(token));
    if (ended === undefined) return refuse(NO_LINK);
    return ok({ shown: { is: 'ended', ...(await whomToAsk(tables, ended)) } });
  }
  const { organisation } = link;
  const application = await tables.applications.find(organisation, link.application);
  const opening = application && (await tables.openings.find(organisation, application.opening));
  if (application === undefined || opening === undefined) return refuse(NO_LINK);
  const offer = await tables.offers.open(organisation, application.id);
  const shown = await shownOf(context, tables, { organisation, application, opening, offer, sitting });
  const unseen = offer !== undefined && offer.seenAt === undefined;
  return ok({ shown, ...(unseen && { unseen: { organisation, offer: offer.id, application } }) });
}

const NO_LINK: Refusal = {
  code: 'not-found',
  text: 'This link is not known here. Perhaps a part of it is missing: ask whoever sent it to you.',
};

type At = {
  readonly organisation: string;
  readonly application: Application;
  readonly opening: Opening;
  readonly offer: Offer | undefined;
  readonly sitting: string | undefined;
};

async function shownOf(context: Context, tables: Reading, at: At): Promise<Scheduling> {
  const { organisation, application, opening, offer, sitting } = at;
  const acting = await actingOf(context, tables, { organisation, application, sitting });
  const { template } = opening;
  const own = template.modules.filter(({ kind }) => withCandidate(kind));
  const booked = await bookedOf(tables, at, acting);
  const asked = (await tables.changeRequests.told(organisation, [application.id])).findLast(
    ({ what }) => what === 'another-day',
  );
  return {
    is: 'open',
    ...(await whomToAsk(tables, { organisation, opening: opening.id })),
    opening: opening.title,
    candidate: application.name,
    timeZone: application.timeZone,
    acting,
    minutes: own.reduce((sum, { minutes }) => sum + minutes, 0),
    within: { hours: template.hours, weekdays: template.weekdays, zone: opening.timeZone },
    available: application.available,
    ...(application.timesSaidAt === undefined ? {} : { saidAt: application.timesSaidAt }),
    ...(offer === undefined ? {} : { offer: await offerShown(tables, at, offer) }),
    ...(booked && { booked }),
    ...(asked && { askedAt: asked.madeAt }),
  };
}

/** Days of which a session, a person or a room is gone cannot be chosen any more. */
async function offerShown(
  tables: Reading,
  { organisation, application, opening }: At,
  { id, heldUntil, over, note, days }: Offer,
): Promise<NonNullable<Scheduling['offer']>> {
  const people = await tables.people.list(organisation);
  const rooms = await tables.rooms.list(organisation);
  const shown = days.flatMap(({ number, plan }) => {
    const planned = plannedFrom(plan, { application, opening, people, rooms });
    if (!planned.ok) return [];
    const own = planned.value.filter(({ module }) => withCandidate(module.kind));
    const sessions = own.map(({ module, session }): SeenSession => {
      const room = rooms.find((one) => one.id === session.room);
      return {
        title: module.title,
        kind: module.kind,
        ...(module.purpose === undefined ? {} : { purpose: module.purpose }),
        evaluated: module.evaluated ?? true,
        start: session.start,
        end: session.end,
        people: session.people.flatMap(({ person, role }) => {
          const one = people.find((known) => known.id === person);
          if (one === undefined) return [];
          const title = one.title === undefined ? {} : { title: one.title };
          return [{ name: one.name, ...title, role: roleShown(role) }];
        }),
        ...(room === undefined ? {} : { place: placeText(room) }),
      };
    });
    return [{ number, sessions: sessions.toSorted((a, b) => (a.start < b.start ? -1 : 1)) }];
  });
  return {
    id,
    until: heldUntil,
    over: over || shown.length === 0,
    ...(note === undefined ? {} : { note }),
    days: shown,
  };
}

async function bookedOf(
  tables: Reading,
  { organisation, application }: At,
  acting: Acting,
): Promise<Scheduling['booked']> {
  const confirmed = await tables.loops.confirmedOf(organisation, application.id);
  const loop = confirmed === undefined ? undefined : await tables.loops.find(organisation, confirmed);
  const own = (loop?.sessions ?? []).filter(({ kind }) => withCandidate(kind));
  if (loop === undefined || own.length === 0) return undefined;
  const opens = acting === 'sitting' && loop.token !== undefined;
  return { ...spanOf({ sessions: own }), ...(opens && { agenda: `/agenda#${loop.token}` }) };
}

async function noteSeen(context: Context, { organisation, offer, application }: Unseen): Promise<void> {
  // Where that cannot be written just now, the next look notes it.
  await context.store.write(async (tables): Promise<Result<null, Refusal>> => {
    await tables.offers.seen(organisation, offer, context.now());
    const details = { openings: [application.opening] };
    const by = { kind: 'agenda' } as const;
    record(context, tables, { organisation, action: 'offer-seen', id: application.id, details, by });
    return ok(null);
  });
}
