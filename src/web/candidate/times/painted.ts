/** Times as a candidate paints them: spans of milliseconds, merged and in order. */
import type { Interval } from '#domain/planning/loop-problem.ts';

export type Span = { readonly from: number; readonly to: number };
export type Painted = readonly Span[];

export function paintedFrom(available: readonly Interval[]): Painted {
  return available.reduce<Painted>(
    (painted, { start, end }) => withSpan(painted, { from: Date.parse(start), to: Date.parse(end) }),
    [],
  );
}

export function intervalsOf(painted: Painted): readonly Interval[] {
  const instant = (at: number): string => new Date(at).toISOString().replace('.000Z', 'Z');
  return painted.map(({ from, to }) => ({ start: instant(from), end: instant(to) }));
}

/** Spans that touch become one. */
export function withSpan(painted: Painted, { from, to }: Span): Painted {
  if (from >= to) return painted;
  const touching = painted.filter((span) => span.from <= to && span.to >= from);
  const whole = {
    from: Math.min(from, ...touching.map((span) => span.from)),
    to: Math.max(to, ...touching.map((span) => span.to)),
  };
  return [...painted.filter((span) => !touching.includes(span)), whole].toSorted((a, b) => a.from - b.from);
}

export function withoutSpan(painted: Painted, { from, to }: Span): Painted {
  return painted.flatMap((span) =>
    [
      { from: span.from, to: Math.min(span.to, from) },
      { from: Math.max(span.from, to), to: span.to },
    ].filter((piece) => piece.from < piece.to),
  );
}

export function covers(painted: Painted, { from, to }: Span): boolean {
  return painted.some((span) => span.from <= from && span.to >= to);
}

export function touches(painted: Painted, { from, to }: Span): boolean {
  return painted.some((span) => span.from < to && span.to > from);
}
