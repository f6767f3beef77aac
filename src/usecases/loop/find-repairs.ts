import { sessionView } from '#domain/planning/day-search.ts';
import type { PlannedSession } from '#domain/planning/loop-problem.ts';
import type { LoopEvent, LoopRepairs, RepairView } from '#domain/repair/loop-repair.ts';
import { sessionId } from '#domain/template/loop-template.ts';
import type { Loop } from '#domain/loop/loop.ts';
import type { PlanningFacts } from '#domain/planning/planning-facts.ts';
import type { Refusal } from '#domain/refusal.ts';
import { summaryOf, toldViews, type Names } from '#domain/repair/repair-words.ts';
import { WISHES, type Repair, type Wish } from '#domain/repair/repair.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { timelineRows } from '#domain/planning/timeline.ts';
import { wholeText, whyNotOf } from '#domain/planning/why-not.ts';
import { dateAt, minuteOf } from '#domain/time/zoned.ts';
import type { Context } from '#usecases/context.ts';
import { repairFacts, type RepairFacts } from './repair-facts.ts';
import { reading } from '#usecases/scope.ts';
import type { LoopKey } from './show-loop.ts';

/** Repairs shown for each wish. */
const MOST = 3;

/** The ways to mend the loop after what happened, for each wish the best first. Nothing is written. */
export async function findRepairs(
  context: Context,
  key: LoopKey,
  event: LoopEvent,
): Promise<Result<LoopRepairs, Refusal>> {
  const loaded = await reading(context, key.organisation, (tables) =>
    repairFacts(tables, context, { key, event }),
  );
  if (!loaded.ok) return loaded;
  return repairsFrom(context, loaded.value);
}

/** The same from facts that were read before. */
export async function repairsFrom(
  context: Context,
  facts: RepairFacts,
): Promise<Result<LoopRepairs, Refusal>> {
  const { problem, sessions, event } = facts;
  const found = await context.repair({ problem, sessions, event, most: MOST });
  if (!found.ok) return refuse({ code: 'busy', text: `No repair was possible: ${found.problem.cause}.` });
  return ok(repairsShown(context, facts, found.value));
}

function repairsShown(
  context: Context,
  { loop, facts, sessions }: RepairFacts,
  found: Readonly<Record<Wish, readonly Repair[]>>,
): LoopRepairs {
  const names = namesOf(loop, facts);
  const keys = new Map<string, string>();
  // The same repair has one key, whichever wish it comes first for.
  const keyFor = (repair: Repair): string => {
    const print = JSON.stringify(repair.sessions);
    const key = keys.get(print) ?? context.newId();
    keys.set(print, key);
    return key;
  };
  const viewsFor = (wish: Wish): RepairView[] =>
    found[wish]
      .filter(({ unplaced }) => unplaced.length === 0)
      .map((repair) => viewOf(repair, keyFor(repair), names));
  const rankings = { times: viewsFor('times'), people: viewsFor('people'), told: viewsFor('told') };
  const none = WISHES.every((wish) => rankings[wish].length === 0);
  const [unplaced] = found.times.flatMap((repair) => repair.unplaced);
  const whyNot = none && unplaced !== undefined ? { none: wholeText(whyNotOf(unplaced, facts)) } : {};
  const all = [...sessions, ...WISHES.flatMap((wish) => found[wish].flatMap((repair) => repair.sessions))];
  return { sequence: loop.sequence, rankings, rows: rowsFor(all, facts), ...whyNot };
}

function viewOf(repair: Repair, key: string, names: Names): RepairView {
  const { facts } = names;
  return {
    key,
    summary: summaryOf(repair, names),
    sessions: repair.sessions.map((session) => sessionView(session, facts)),
    changed: repair.changes.map(({ session }) => session.slice(sessionId(facts.application.id, '').length)),
    cost: repair.cost,
    told: toldViews(repair, names),
  };
}

/** Whoever has left since is still named by the loop. */
function namesOf(loop: Loop, facts: PlanningFacts): Names {
  const people = new Map([
    ...loop.sessions.flatMap((session) => session.people.map(({ id, name }) => [id, name] as const)),
    ...facts.people.map(({ id, name }) => [id, name] as const),
  ]);
  const rooms = new Map(facts.rooms.map(({ id, name }) => [id, name]));
  return {
    facts,
    nameOf: (person) => people.get(person) ?? 'somebody',
    roomOf: (room) => rooms.get(room) ?? 'another room',
  };
}

function rowsFor(sessions: readonly PlannedSession[], facts: PlanningFacts): LoopRepairs['rows'] {
  const zone = facts.opening.timeZone;
  return timelineRows(facts, {
    days: [...new Set(sessions.map(({ start }) => dateAt(minuteOf(start), zone)))].sort(),
    people: sessions.flatMap(({ people }) => people.map(({ person }) => person)),
    rooms: sessions.flatMap(({ room }) => room ?? []),
  });
}
