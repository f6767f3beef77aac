/** Moving a session on the timeline: from where the pointer or a key goes to the start that is meant. */
import type { SessionView } from '#contract/day-search.ts';
import type { Instant, Interval } from '#domain/planning/loop-problem.ts';
import { clockMinutesAt, minuteOf } from '#domain/time/zoned.ts';
import type { Span } from './timeline-geometry.ts';

/** What a start would mean. */
export type Mark = 'free' | 'more' | 'broken';

export type MarkedStart = { readonly start: Instant; readonly mark: Mark };

/** Lets the sessions of a timeline be moved. */
export type Hand = {
  /** The session in hand, and where it can go. Empty while that is not known yet. */
  readonly module?: string;
  readonly marks: readonly MarkedStart[];
  /** Minutes; sessions start at multiples of it. */
  readonly grid: number;
  /** The zone whose clock the grid is counted by. */
  readonly zone: string;
  /** When sessions may lie on the date of this instant. */
  readonly hoursOf: (start: Instant) => Interval;
  /** It is about to be taken. */
  readonly onNear: (module: string) => void;
  readonly onTake: (module: string) => void;
  readonly onMove: (module: string, start: Instant) => void;
  readonly onOpen: (module: string) => void;
  /** Where a session stands and what that means, for readers. */
  readonly wordsOf: (session: SessionView) => string;
};

type Going = { readonly hours: Interval; readonly grid: number; readonly zone: string };

/** First and last start of a session inside the hours, in minutes. */
export function reachOf(session: Interval, { hours, grid, zone }: Going): Span {
  const minutes = minuteOf(session.end) - minuteOf(session.start);
  const [open, close] = [minuteOf(hours.start), minuteOf(hours.end) - minutes];
  const from = open + ((grid - (clockMinutesAt(open, zone) % grid)) % grid);
  return { from, to: Math.max(from, close - (clockMinutesAt(close, zone) % grid)) };
}

/** The start nearest to so many minutes after where the session was picked up. */
export function draggedTo(from: number, by: number, reach: Span, grid: number): number {
  // Steps count from the reach, so that a session that stood off the grid comes back to it.
  const steps = Math.round((from + by - reach.from) / grid);
  return Math.min(reach.to, Math.max(reach.from, reach.from + steps * grid));
}

const HOUR = 60;

/** Where a key moves a session that starts at this minute; undefined for keys that move nothing. */
export function keyedTo(key: string, from: number, reach: Span, grid: number): number | undefined {
  const by = {
    ArrowLeft: -grid,
    ArrowDown: -grid,
    ArrowRight: grid,
    ArrowUp: grid,
    PageDown: -HOUR,
    PageUp: HOUR,
  }[key];
  if (by !== undefined) return draggedTo(from, by, reach, grid);
  if (key === 'Home') return reach.from;
  return key === 'End' ? reach.to : undefined;
}

export function instantOf(minute: number): Instant {
  return new Date(minute * 60_000).toISOString();
}
