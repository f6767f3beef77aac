import { loopDetails } from '#domain/audit/audit-loops.ts';
import type { Instant } from '#domain/planning/loop-problem.ts';
import { spanOfDays } from '#domain/planning/planning-facts.ts';
import { faulty, type Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { SuperdayFacts } from '#domain/planning/superday.ts';
import { dateAt, minuteOf } from '#domain/time/zoned.ts';
import type { RequestKey } from '#store/loops/kept-answers.ts';
import type { Writing } from '#store/store.ts';
import { bookingsOf, newSession } from './booked-session.ts';
import type { Context } from '#usecases/context.ts';
import { once } from '#usecases/once.ts';
import { record } from '#usecases/audit/record.ts';
import { writing } from '#usecases/scope.ts';
import type { OpeningKey } from '#usecases/opening/show-opening.ts';
import { superdayShown, type SuperdayShown } from './show-superday.ts';
import { judgeSuperday, superdayPlanned, type SuperdayPlanned } from './superday-choice.ts';
import { superdayFacts } from './superday-facts.ts';
import { takenRefusal } from './taken.ts';
import { tellLoops } from '#usecases/telling/tell-loops.ts';

/** `candidates` are ids of applications: one, or several of a group session. */
export type ChosenSession = {
  readonly module: string;
  readonly candidates: readonly string[];
  readonly start: Instant;
  readonly end: Instant;
  readonly people: readonly { readonly id: string; readonly seat: number }[];
  readonly room?: string;
};
export type SuperdayChoice = { readonly sessions: readonly ChosenSession[] };

const MOST_DAYS = 60;

type Confirmed = { readonly superday: string };

/**
 * Stores the loops of all these candidates in one transaction: everyone is locked, the plan is judged by today's
 * facts, and all of it is booked, or nothing is.
 */
export async function confirmSuperday(
  context: Context,
  key: OpeningKey,
  asked: { readonly choice: SuperdayChoice; readonly request: Omit<RequestKey, 'action'> },
): Promise<Result<SuperdayShown, Refusal>> {
  const { organisation } = key;
  const spread = spreadRefusal(asked.choice);
  if (spread !== undefined) return refuse(spread);
  const request = { ...asked.request, action: `confirm superday ${key.id}` };
  const ids = newIds(context, asked.choice);
  return writing(context, organisation, async (tables) => {
    const confirmed = await once<Confirmed>(tables, { organisation, request, at: context.now() }, () =>
      confirm({ tables, context, key, choice: asked.choice, ids }),
    );
    if (!confirmed.ok) return confirmed;
    return superdayShown(tables, context, { organisation, id: confirmed.value.superday });
  });
}

type Ids = {
  readonly superday: string;
  /** By application. */
  readonly loops: ReadonlyMap<string, { readonly id: string; readonly token: string }>;
  readonly sessions: readonly string[];
};

/** Made before the transaction, which may run more than once. */
function newIds(context: Context, { sessions }: SuperdayChoice): Ids {
  const candidates = [...new Set(sessions.flatMap((session) => session.candidates))];
  return {
    superday: context.newId(),
    loops: new Map(candidates.map((id) => [id, { id: context.newId(), token: context.newToken() }])),
    sessions: sessions.map(() => context.newId()),
  };
}

type Work = {
  readonly tables: Writing;
  readonly context: Context;
  readonly key: OpeningKey;
  readonly choice: SuperdayChoice;
  readonly ids: Ids;
};

async function confirm(work: Work): Promise<Result<Confirmed, Refusal>> {
  const { tables, context, key, choice, ids } = work;
  const { organisation } = key;
  const known = await tables.applications.ofOpening(organisation, key.id);
  const persons = known.filter(({ id }) => ids.loops.has(id)).map(({ candidate }) => candidate);
  const wanted = choice.sessions.flatMap(({ people, room }) => [
    ...people.map(({ id }) => id),
    ...(room === undefined ? [] : [room]),
  ]);
  await tables.bookings.lock(organisation, [...new Set([...persons, ...wanted])]);
  for (const application of ids.loops.keys()) await tables.offers.end(organisation, application, 'ended');
  const loaded = await superdayFacts(tables, key, {
    now: context.now(),
    span: (zone) => spanOfDays(datesOf(choice, zone), zone),
    candidates: [...ids.loops.keys()],
  });
  if (!loaded.ok) return loaded;
  const facts = loaded.value;
  const already = await plannedAlready(tables, key, facts);
  if (already !== undefined) return refuse(already);
  const planned = superdayPlanned(choice, facts);
  if (!planned.ok) return planned;
  // By calendars and rules first: what other loops have taken is told by the bookings, with names.
  const alone = judgeSuperday({ ...facts, engagements: [] }, planned.value);
  if (!alone.ok) return alone;
  const stored = await book(work, facts, planned.value);
  if (!stored.ok) return stored;
  const among = judgeSuperday(facts, planned.value);
  if (!among.ok) return among;
  const loops = [...ids.loops.values()].map(({ id }) => id);
  await tellLoops(context, tables, { organisation, loops });
  return ok({ superday: ids.superday });
}

async function plannedAlready(
  tables: Writing,
  { organisation, id }: OpeningKey,
  { applications }: SuperdayFacts,
): Promise<Refusal | undefined> {
  const loops = await tables.applications.confirmedLoops(organisation, id);
  const names = applications.filter((one) => loops.has(one.id)).map(({ name }) => name);
  const [first] = names;
  if (first === undefined) return undefined;
  const whose = names.length === 1 ? `${first} has` : `${names.join(', ')} have`;
  const text = `${whose} a confirmed loop already, so nothing was booked. Plan the others without them.`;
  return { code: 'in-use', text };
}

async function book(
  { tables, context, key: { organisation, id: opening }, ids }: Work,
  facts: SuperdayFacts,
  planned: readonly SuperdayPlanned[],
): Promise<Result<null, Refusal>> {
  const at = context.now();
  const loopOf = (application: string): string => ids.loops.get(application)?.id ?? '';
  const sessions = planned.map(({ module, session, candidates }, index) => ({
    ...newSession(module, session, {
      id: ids.sessions[index] ?? '',
      context,
      timeZone: facts.opening.timeZone,
    }),
    candidates,
    loops: candidates.map(loopOf),
  }));
  await tables.superdays.insert(organisation, {
    id: ids.superday,
    opening,
    at,
    loops: [...ids.loops].map(([application, { id, token }]) => ({
      id,
      token,
      application,
      templateVersion: facts.opening.templateVersion,
      at,
    })),
    sessions,
  });
  const personOf = new Map(facts.applications.map(({ id, candidate }) => [id, candidate]));
  const wanted = sessions.flatMap((session) =>
    bookingsOf(
      organisation,
      session,
      session.candidates.flatMap((id) => personOf.get(id) ?? []),
    ),
  );
  const taken = await tables.bookings.insert(wanted);
  const about = { openings: [opening], applications: [...ids.loops.keys()] };
  const details = { ...loopDetails(sessions, about), loops: [...ids.loops.values()].map(({ id }) => id) };
  record(context, tables, { organisation, action: 'superday-confirmed', id: ids.superday, details });
  if (taken.length === 0) return ok(null);
  return refuse(await takenRefusal(tables, { organisation, taken, facts, candidates: facts.applications }));
}

/** A plan that reaches over years is no superday, and would have us look through all of them. */
function spreadRefusal({ sessions }: SuperdayChoice): Refusal | undefined {
  const starts = sessions.map(({ start }) => minuteOf(start));
  if (Math.max(...starts) - Math.min(...starts) <= MOST_DAYS * 24 * 60) return undefined;
  const fault = { place: 'sessions', found: 'dates far apart', expected: `dates within ${MOST_DAYS} days` };
  return faulty('These sessions lie too far apart for one superday.', [fault]);
}

function datesOf({ sessions }: SuperdayChoice, zone: string): string[] {
  return [...new Set(sessions.map(({ start }) => dateAt(minuteOf(start), zone)))].sort();
}
