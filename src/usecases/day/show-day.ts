import type { DayFacts } from '#domain/day/day-facts.ts';
import type { Instant, LocalDate } from '#domain/planning/loop-problem.ts';
import type { Refusal } from '#domain/refusal.ts';
import { ok, type Result } from '#domain/result.ts';
import { dateAt, minuteOf } from '#domain/time/zoned.ts';
import { daysFrom, loadAround } from './load-day.ts';
import type { Context } from '#usecases/context.ts';
import { reading } from '#usecases/scope.ts';

/** Everybody's; who may see which is for the door to ask. */
export type DayShown = { readonly date: LocalDate; readonly at: Instant; readonly days: readonly DayFacts[] };

/** When there is something next, for whoever has nothing on the sheet; in days. */
const AHEAD = 60;

export type SessionAhead = {
  readonly loop: string;
  readonly opening: string;
  readonly date: LocalDate;
  readonly people: readonly { readonly id: string }[];
};

/** Sessions after that date, the nearest first. */
export function sessionsAfter(
  context: Context,
  organisation: string,
  date: LocalDate,
): Promise<Result<readonly SessionAhead[], Refusal>> {
  return reading(context, organisation, async (tables) => {
    const first = Temporal.PlainDate.from(date);
    const midnight = (days: number): Instant => `${first.add({ days }).toString()}T00:00:00Z`;
    const sessions = await tables.day.sessions(organisation, { start: midnight(0), end: midnight(AHEAD) });
    return ok(
      sessions.flatMap(({ start, opening, people, loops }) => {
        const on = dateAt(minuteOf(start), opening.timeZone);
        return on <= date ? [] : loops.map(({ id }) => ({ loop: id, opening: opening.id, date: on, people }));
      }),
    );
  });
}

/** All loops of a date in their openings' zones; without one of each opening's own today. */
export function showDay(
  context: Context,
  organisation: string,
  date: LocalDate | undefined,
): Promise<Result<DayShown, Refusal>> {
  return reading(context, organisation, async (tables, { timeZone }) => {
    const now = context.now();
    const around = await loadAround(tables, organisation, { now, date });
    const today = (zone: string): LocalDate => date ?? dateAt(minuteOf(now), zone);
    const days = await daysFrom(tables, { organisation, around }, ({ timeZone: zone }) => today(zone));
    return ok({ date: today(timeZone), at: now, days });
  });
}
