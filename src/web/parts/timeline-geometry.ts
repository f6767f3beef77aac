/** Where things lie on a timeline: spans of whole minutes, placed in percent of what is shown. */
import type { Instant, Interval } from '#domain/planning/loop-problem.ts';
import { clockMinutesAt, dateAt, minuteFrom, minuteOf, type EpochMinutes } from '#domain/time/zoned.ts';

export type Span = { readonly from: EpochMinutes; readonly to: EpochMinutes };

/** Both in percent of the width shown. */
export type Place = { readonly left: number; readonly width: number };

/** `midnight` marks the first hour of a date of the zone. */
export type Tick = { readonly at: number; readonly hour: number; readonly midnight: boolean };

const QUARTER = 15;

/** Whole quarters of an hour around all the intervals, with a margin before and after. */
export function spanAround(intervals: readonly Interval[], margin = 30): Span {
  const from = Math.min(...intervals.map((interval) => minuteOf(interval.start)));
  const to = Math.max(...intervals.map((interval) => minuteFrom(interval.end)));
  return {
    from: Math.floor((from - margin) / QUARTER) * QUARTER,
    to: Math.ceil((to + margin) / QUARTER) * QUARTER,
  };
}

/** Where the interval lies in the span, cut at its ends; undefined when it lies outside. */
export function placeOf(interval: Interval, span: Span): Place | undefined {
  const from = Math.max(minuteOf(interval.start), span.from);
  const to = Math.min(minuteFrom(interval.end), span.to);
  if (from >= to) return undefined;
  const whole = span.to - span.from;
  return { left: (100 * (from - span.from)) / whole, width: (100 * (to - from)) / whole };
}

/** As the style of what lies there. */
export function styleOf({ left, width }: Place): { readonly left: string; readonly width: string } {
  return { left: `${left}%`, width: `${width}%` };
}

/** The full hours of the zone's own clock inside the span; in Kolkata they lie between those of Berlin. */
export function hourTicks(span: Span, zone: string): readonly Tick[] {
  const ticks: Tick[] = [];
  const first = Math.ceil(span.from / QUARTER) * QUARTER;
  for (let minute = first; minute < span.to; minute += QUARTER) {
    const clock = clockMinutesAt(minute, zone);
    if (clock % 60 !== 0) continue;
    const at = (100 * (minute - span.from)) / (span.to - span.from);
    ticks.push({ at, hour: clock / 60, midnight: clock === 0 });
  }
  return ticks;
}

/** The items by the date on which each begins in the zone, in order of time. */
export function byDate<T extends { readonly start: Instant }>(
  items: readonly T[],
  zone: string,
): readonly { readonly date: string; readonly items: readonly T[] }[] {
  const dates = new Map<string, T[]>();
  for (const item of items.toSorted((a, b) => minuteOf(a.start) - minuteOf(b.start))) {
    const date = dateAt(minuteOf(item.start), zone);
    const sofar = dates.get(date);
    if (sofar === undefined) dates.set(date, [item]);
    else sofar.push(item);
  }
  return [...dates].map(([date, of]) => ({ date, items: of }));
}
