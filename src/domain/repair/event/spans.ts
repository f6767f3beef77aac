/** Times as minutes since 1970-01-01T00:00Z, half open: `[from, to)`. */
import type { Interval, LoopProblem } from '#domain/planning/loop-problem.ts';
import { instantText, minuteAt, minuteFrom, minuteOf } from '#domain/time/zoned.ts';

export type Span = { readonly from: number; readonly to: number };

export const ALWAYS: Span = { from: -Infinity, to: Infinity };
export const DAY: number = 24 * 60;

/** Whole minutes that the interval touches. */
export function spanOf({ start, end }: Interval): Span {
  return { from: minuteOf(start), to: minuteFrom(end) };
}

export function intervalOf({ from, to }: Span): Interval {
  return { start: instantText(from, 'UTC'), end: instantText(to, 'UTC') };
}

export function meets(one: Span, other: Span): boolean {
  return one.from < other.to && other.from < one.to;
}

/** The parts of the span outside all holes. */
export function without(span: Span, holes: readonly Span[]): Span[] {
  return holes
    .reduce<readonly Span[]>((parts, hole) => parts.flatMap((part) => cut(part, hole)), [span])
    .slice();
}

function cut(span: Span, hole: Span): Span[] {
  if (!meets(span, hole)) return [span];
  const parts = [
    { from: span.from, to: hole.from },
    { from: hole.to, to: span.to },
  ];
  return parts.filter(({ from, to }) => from < to);
}

/** The days of the problem, and one day around them for other zones. */
export function wholeTime({ days, timeZone }: LoopProblem): Span {
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return { from: 0, to: 0 };
  return {
    from: minuteAt(first, '00:00', timeZone) - DAY,
    to: minuteAt(last, '24:00', timeZone) + DAY,
  };
}
