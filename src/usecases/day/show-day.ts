import type { DayFacts } from '#domain/day/day-facts.ts';
import type { Instant, LocalDate } from '#domain/planning/loop-problem.ts';
import type { Refusal } from '#domain/refusal.ts';
import { ok, type Result } from '#domain/result.ts';
import { dateAt, minuteOf } from '#domain/time/zoned.ts';
import type { SessionAhead } from '#store/day/day-sessions.ts';
import { daysFrom, loadAround } from './load-day.ts';
import type { Context } from '#usecases/context.ts';
import { reading } from '#usecases/scope.ts';

/** Everybody's; who may see which is for the door to ask. */
export type DayShown = { readonly date: LocalDate; readonly at: Instant; readonly days: readonly DayFacts[] };

/** Looked at of what comes next, for whoever has nothing on the sheet. */
const MOST_AHEAD = 1000;

/** Sessions after that date, the nearest first. */
export function sessionsAfter(
  context: Context,
  organisation: string,
  date: LocalDate,
): Promise<Result<readonly (SessionAhead & { readonly date: LocalDate })[], Refusal>> {
  return reading(context, organisation, async (tables) => {
    const ahead = await tables.day.ahead(organisation, { from: `${date}T00:00:00Z`, most: MOST_AHEAD });
    const dated = ahead.map((one) => ({ ...one, date: dateAt(minuteOf(one.start), one.timeZone) }));
    return ok(dated.filter((one) => one.date > date));
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
