/** What the record says of a loop or a superday: who, how many sessions, and when the candidate's part is. */
import type { AuditDetails } from './audit.ts';
import type { Instant, Kind } from '#domain/planning/loop-problem.ts';
import { withCandidate } from '#domain/loop/loop.ts';
import { instantText, minuteOf } from '#domain/time/zoned.ts';

type Told = {
  readonly kind: Kind;
  readonly start: Instant;
  readonly end: Instant;
  readonly people: readonly { readonly id: string }[];
};

export function loopDetails(
  sessions: readonly Told[],
  of: { readonly openings: readonly string[]; readonly applications: readonly string[] },
): AuditDetails {
  const people = new Set(sessions.flatMap((session) => session.people.map(({ id }) => id)));
  const own = sessions.filter(({ kind }) => withCandidate(kind));
  const starts = own.map(({ start }) => minuteOf(start));
  const ends = own.map(({ end }) => minuteOf(end));
  return {
    ...of,
    people: [...people],
    sessions: own.length,
    ...(own.length === 0
      ? {}
      : {
          start: instantText(Math.min(...starts), 'UTC'),
          end: instantText(Math.max(...ends), 'UTC'),
        }),
  };
}
