import type { Interval } from '#domain/planning/loop-problem.ts';
import { dateAt, minuteOf } from './zoned.ts';

type Day = { readonly from: number; readonly to: number; readonly inside: number };

/** For each date of the zone the minutes between the first start and the last end that no session fills. */
export function dailyWaits(sessions: readonly Interval[], zone: string): number[] {
  const days = new Map<string, Day>();
  for (const { start, end } of sessions) {
    const [from, to] = [minuteOf(start), minuteOf(end)];
    const date = dateAt(from, zone);
    const day = days.get(date) ?? { from, to, inside: 0 };
    days.set(date, {
      from: Math.min(day.from, from),
      to: Math.max(day.to, to),
      inside: day.inside + to - from,
    });
  }
  return [...days.values()].map(({ from, to, inside }) => to - from - inside);
}
