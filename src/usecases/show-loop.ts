import type { TimelineRow } from '#domain/day-search.ts';
import type { Loop } from '#domain/loop.ts';
import type { Needs } from '#domain/needs.ts';
import type { OutsideSeat } from '#domain/panel.ts';
import { spanOfDays, type PlanningFacts } from '#domain/planning-facts.ts';
import { notFound, type Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { timelineRows } from '#domain/timeline.ts';
import { dateAt, minuteOf } from '#domain/zoned.ts';
import type { Reading } from '#store/store.ts';
import type { Context } from './context.ts';
import { planningFacts } from './planning-facts.ts';
import { reading } from './scope.ts';

export type LoopKey = { readonly organisation: string; readonly id: string };
export type LoopShown = {
  readonly loop: Loop;
  readonly facts: PlanningFacts;
  readonly rows: readonly TimelineRow[];
  /** Seats of people from outside. */
  readonly outside: readonly OutsideSeat[];
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
  const outside = await tables.panelLinks.seats(organisation, id);
  const kept = await tables.needs.find(organisation, facts.application.candidate);
  return ok({ loop, facts, rows, outside, ...(kept && { needs: kept.needs }) });
}
