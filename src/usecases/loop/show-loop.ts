import type { TimelineRow } from '#domain/planning/day-search.ts';
import type { Loop } from '#domain/loop/loop.ts';
import type { Needs } from '#domain/loop/needs.ts';
import type { OutsideSeat } from '#domain/loop/panel.ts';
import { spanOfDays, type PlanningFacts } from '#domain/planning/planning-facts.ts';
import { notFound, type Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { movedSessions } from '#domain/time/promised-time.ts';
import { timelineRows } from '#domain/planning/timeline.ts';
import { dateAt, minuteOf } from '#domain/time/zoned.ts';
import type { CalendarConflict } from '#store/calendars/calendar-conflicts.ts';
import type { Reading } from '#store/store.ts';
import type { Context } from '#usecases/context.ts';
import { END_OF_TIME } from '#usecases/people/list-people.ts';
import { planningFacts } from '#usecases/planning/planning-facts.ts';
import { reading } from '#usecases/scope.ts';

export type LoopKey = { readonly organisation: string; readonly id: string };
export type LoopShown = {
  readonly loop: Loop;
  readonly facts: PlanningFacts;
  readonly rows: readonly TimelineRow[];
  /** Seats of people from outside. */
  readonly outside: readonly OutsideSeat[];
  /** People in sessions to come whose calendars say otherwise since. */
  readonly conflicts: readonly CalendarConflict[];
  /** How many of its sessions clocks have moved. */
  readonly moved: number;
  /** What the candidate needs: for those only who may see it. */
  readonly needs?: Needs;
};

export function showLoop(context: Context, key: LoopKey): Promise<Result<LoopShown, Refusal>> {
  return reading(context, key.organisation, (tables) => loopShown(tables, context, key));
}

export async function loopShown(
  tables: Reading,
  context: Context,
  { organisation, id }: LoopKey,
): Promise<Result<LoopShown, Refusal>> {
  const loop = await tables.loops.find(organisation, id);
  if (loop === undefined) return refuse(notFound('loop'));
  const datesIn = (zone: string): string[] =>
    [...new Set(loop.sessions.map(({ start }) => dateAt(minuteOf(start), zone)))].sort();
  const loaded = await planningFacts(
    tables,
    { organisation, id: loop.application },
    { now: context.now(), span: (zone) => spanOfDays(datesIn(zone), zone) },
  );
  if (!loaded.ok) return loaded;
  const facts = loaded.value;
  const rows = timelineRows(facts, {
    days: datesIn(facts.opening.timeZone),
    people: loop.sessions.flatMap(({ people }) => people.map((person) => person.id)),
    rooms: loop.sessions.flatMap(({ room }) => (room === undefined ? [] : [room.id])),
    loop: id,
  });
  const later = await laterChanges(tables, context, loop, organisation);
  const outside = await tables.panelLinks.seats(organisation, id);
  const kept = await tables.needs.find(organisation, facts.application.candidate);
  return ok({ loop, facts, rows, outside, ...later, ...(kept && { needs: kept.needs }) });
}

/** What is different by now from what was confirmed, in sessions to come. */
async function laterChanges(
  tables: Reading,
  context: Context,
  { id, status }: Loop,
  organisation: string,
): Promise<Pick<LoopShown, 'conflicts' | 'moved'>> {
  if (status !== 'confirmed') return { conflicts: [], moved: 0 };
  const now = context.now();
  const isOf = ({ loops }: { readonly loops: readonly { readonly id: string }[] }): boolean =>
    loops.some((loop) => loop.id === id);
  const conflicts = await tables.calendars.conflicts(organisation, { start: now, end: END_OF_TIME });
  const promised = await tables.promised.sessions(now, organisation);
  return { conflicts: conflicts.filter(isOf), moved: movedSessions(promised.filter(isOf)).length };
}
