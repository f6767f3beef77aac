import { loopDetails } from '#domain/audit/audit-loops.ts';
import { NO_COST } from '#domain/planning/loop-problem.ts';
import type { NewSession } from '#domain/loop/loop.ts';
import { declinesFrom, type LoopHappening } from '#domain/repair/loop-repair.ts';
import { sessionId } from '#domain/template/loop-template.ts';
import { changesBetween } from '#domain/repair/repair-changes.ts';
import { changedMeanwhile, type Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { inWords } from '#domain/planning/why-not.ts';
import { checkPlan } from '#solver/check.ts';
import type { RequestKey } from '#store/loops/kept-answers.ts';
import type { Writing } from '#store/store.ts';
import { bookingsOf, newSession } from '#usecases/planning/booked-session.ts';
import { plannedFrom, type Choice, type Planned } from '#usecases/planning/choice.ts';
import type { Context } from '#usecases/context.ts';
import { once } from '#usecases/once.ts';
import { record } from '#usecases/audit/record.ts';
import { repairFacts, struckBy, type RepairFacts } from './repair-facts.ts';
import { writing } from '#usecases/scope.ts';
import { loopShown, type LoopKey, type LoopShown } from './show-loop.ts';
import { takenRefusal } from '#usecases/planning/taken.ts';
import { tellLoops } from '#usecases/telling/tell-loops.ts';

/** `sequence` is the state of the loop that the repair was found for. */
export type AcceptedRepair = {
  readonly event: LoopHappening;
  readonly sequence: number;
  readonly choice: Choice;
  readonly request: Omit<RequestKey, 'action'>;
};

/**
 * Books a repair in one transaction: everyone in the old and the new plan is locked, the repair is judged by today's
 * facts and by what happened, and people, rooms and candidate are booked anew, or everything stays as it was.
 */
export function acceptRepair(
  context: Context,
  key: LoopKey,
  accepted: AcceptedRepair,
): Promise<Result<LoopShown, Refusal>> {
  const { organisation, id } = key;
  const request = { ...accepted.request, action: `repair ${id}` };
  return writing(context, organisation, async (tables) => {
    const done = await once(tables, { organisation, request, at: context.now() }, () =>
      acceptAndTell({ tables, context, key, accepted }),
    );
    return done.ok ? loopShown(tables, context, key) : done;
  });
}

export type RepairWork = {
  readonly tables: Writing;
  readonly context: Context;
  readonly key: LoopKey;
  readonly accepted: Omit<AcceptedRepair, 'request'>;
};
type Work = RepairWork;

async function acceptAndTell(work: Work): Promise<Result<{ readonly loop: string }, Refusal>> {
  const done = await accept(work);
  const { context, tables, key } = work;
  if (done.ok) await tellLoops(context, tables, { organisation: key.organisation, loops: [key.id] });
  return done;
}

/** The same within a transaction that does more, and tells everybody at its end. */
export async function accept(work: Work): Promise<Result<{ readonly loop: string }, Refusal>> {
  const { tables, context, key, accepted } = work;
  const { organisation, id } = key;
  await tables.bookings.lock(organisation, await idsToLock(work));
  const loaded = await repairFacts(tables, context, { key, event: accepted.event });
  if (!loaded.ok) return loaded;
  const { loop, facts } = loaded.value;
  if (loop.sequence !== accepted.sequence) return refuse(changedMeanwhile('loop'));
  const planned = plannedFrom(accepted.choice, facts);
  if (!planned.ok) return planned;
  // By calendars and rules first: what other loops have taken is told by the bookings, with names.
  const alone = struckBy(accepted.event, {
    ...loaded.value,
    facts: { ...facts, engagements: [] },
  });
  const right = alone.ok ? judged(alone.value, planned.value) : alone;
  if (!right.ok) return right;
  const sessions = newSessions(work, loaded.value, planned.value);
  const at = context.now();
  await tables.loops.change(organisation, id, { at, sessions });
  const booked = await book(work, loaded.value, sessions);
  if (!booked.ok) return booked;
  const among = judged(loaded.value, planned.value);
  if (!among.ok) return among;
  await tables.declines.add(organisation, newDeclines(accepted, loaded.value), at);
  recordRepair(work, loaded.value, sessions);
  return ok({ loop: id });
}

/** The loop, its candidate, and all people and rooms of the old and the new plan. */
export async function idsToLock({
  tables,
  key: { organisation, id },
  accepted,
}: Work): Promise<readonly string[]> {
  const loop = await tables.loops.find(organisation, id);
  const application =
    loop === undefined ? undefined : await tables.applications.find(organisation, loop.application);
  const old = (loop?.sessions ?? []).flatMap(({ people, room }) => [
    ...people.map((person) => person.id),
    ...(room === undefined ? [] : [room.id]),
  ]);
  const wanted = accepted.choice.sessions.flatMap(({ people, room }) => [
    ...people.map((person) => person.id),
    ...(room === undefined ? [] : [room]),
  ]);
  const candidate = application === undefined ? [] : [application.candidate];
  return [...new Set([id, ...candidate, ...old, ...wanted])];
}

/** In the judge's own sentences, with names: the problem after the event, with what has begun as it was. */
function judged({ struck, facts }: RepairFacts, planned: readonly Planned[]): Result<null, Refusal> {
  const sessions = planned.map(({ session }) => session);
  const told = inWords(facts);
  const { broken } = checkPlan(struck.problem, { sessions, unplaced: [], cost: NO_COST });
  const faults = broken.map(({ session, text }) => ({
    place: told(session ?? facts.application.id),
    found: told(text),
    expected: 'a plan that keeps every rule as of now',
  }));
  const [first] = faults;
  if (first === undefined) return ok(null);
  const text = `This repair does not hold any more. ${first.place}: ${first.found}. Look for repairs again.`;
  return refuse({ code: 'rules-broken', text, faults });
}

/** Only those that differ; they keep their ids, so that calendars know them again. */
function newSessions(
  { context }: Work,
  { loop, facts, sessions }: RepairFacts,
  planned: readonly Planned[],
): NewSession[] {
  const after = planned.map(({ session }) => session);
  const changed = new Set(changesBetween(sessions, after).map(({ session }) => session));
  const ids = new Map(loop.sessions.map(({ id, module }) => [sessionId(facts.application.id, module), id]));
  return planned
    .filter(({ session }) => changed.has(session.session))
    .map(({ module, session }) =>
      newSession(module, session, {
        id: ids.get(session.session) ?? '',
        context,
        timeZone: facts.opening.timeZone,
      }),
    );
}

async function book(
  { tables, key: { organisation } }: Work,
  { facts }: RepairFacts,
  sessions: readonly NewSession[],
): Promise<Result<null, Refusal>> {
  await tables.bookings.remove(
    organisation,
    sessions.map((session) => session.id),
  );
  const taken = await tables.bookings.insert(
    sessions.flatMap((session) => bookingsOf(organisation, session, [facts.application.candidate])),
  );
  return taken.length === 0
    ? ok(null)
    : refuse(await takenRefusal(tables, { organisation, taken, facts, candidates: [facts.application] }));
}

/** People are those who had a part in the changed sessions, and those who have one now. */
function recordRepair(
  { tables, context, key, accepted }: Work,
  { loop, facts }: RepairFacts,
  sessions: readonly NewSession[],
): void {
  const before = loop.sessions.filter(({ id }) => sessions.some((session) => session.id === id));
  const told = loopDetails([...before, ...sessions], {
    openings: [facts.opening.id],
    applications: [facts.application.id],
  });
  const { openings = [], applications = [], people = [] } = told;
  const event = accepted.event.what;
  const details = { openings, applications, people, event, sessions: sessions.length };
  record(context, tables, { ...key, action: 'repair-accepted', details });
}

function newDeclines(
  { event, choice }: Work['accepted'],
  { loop }: RepairFacts,
): ReturnType<typeof declinesFrom> {
  return declinesFrom(event, loop, ({ module }) => {
    const now = choice.sessions.find((session) => session.module === module);
    return now?.people.map(({ id }) => id) ?? [];
  });
}
