/**
 * What was promised is a time on the wall of a zone; the instant was worked out from it with the zone data of then. When
 * a country changes its clocks otherwise, the promise stands and the instant moves.
 */
import type { Instant } from '#domain/planning/loop-problem.ts';
import { dateAt, instantText, minuteAt, minuteFrom, minuteOf, timeAt, zoneExists } from './zoned.ts';

/** A session to come of confirmed loops. `wallStart` is `2026-12-15T10:00` on the clocks of `timeZone`. */
export type PromisedSession = {
  readonly organisation: string;
  readonly session: string;
  readonly title: string;
  readonly wallStart: string;
  readonly timeZone: string;
  readonly start: Instant;
  readonly end: Instant;
  /** Version of the zone data with which `start` was worked out, like `2026c`. */
  readonly tzVersion: string;
  readonly loops: readonly PromisedTo[];
};
/** One of the loops that the session is part of. */
export type PromisedTo = { readonly id: string; readonly candidate: string; readonly opening: string };

/** `to` is where it belongs by today's zone data; absent where these know the zone no more. */
export type MovedSession = PromisedSession & {
  readonly to?: { readonly start: Instant; readonly end: Instant };
};

/**
 * Those whose instant shows another time on the wall than the promised one. A time that comes twice, when clocks are set
 * back, is both of its instants; one that a clock change skips is where it was planned for.
 */
export function movedSessions(promised: readonly PromisedSession[]): MovedSession[] {
  return promised.flatMap((session): MovedSession[] => {
    if (!zoneExists(session.timeZone)) return [session];
    const wanted = promisedMinute(session);
    const start = minuteOf(session.start);
    if (wanted === start || wallAt(start, session.timeZone) === session.wallStart) return [];
    const minutes = minuteFrom(session.end) - start;
    const to = { start: instantText(wanted, 'UTC'), end: instantText(wanted + minutes, 'UTC') };
    return [{ ...session, to }];
  });
}

function promisedMinute({ wallStart, timeZone }: PromisedSession): number {
  const [date = '', time = ''] = wallStart.split('T');
  return minuteAt(date, time, timeZone);
}

function wallAt(minute: number, zone: string): string {
  return `${dateAt(minute, zone)}T${timeAt(minute, zone)}`;
}

/** The newest zone data that anything was worked out with, where this server's are older. `2026c` is after `2026b`. */
export function newerZoneData(promised: readonly PromisedSession[], own: string): string | undefined {
  const versions = promised.map(({ tzVersion }) => tzVersion).filter((version) => VERSION.test(version));
  const newest = versions.toSorted().at(-1);
  return newest !== undefined && VERSION.test(own) && newest > own ? newest : undefined;
}

const VERSION = /^\d{4}[a-z]+$/;
