/** Planned sessions as they are written, and what they take of people, candidate and rooms. */
import { withCandidate, type NewSession } from '#domain/loop.ts';
import type { PlanningFacts } from '#domain/planning-facts.ts';
import { dateAt, minuteOf, timeAt } from '#domain/zoned.ts';
import type { Booking } from '#store/bookings.ts';
import type { Planned } from './choice.ts';
import type { Context } from './context.ts';

export function newSession(
  { module, session }: Planned,
  id: string,
  { context, facts }: { readonly context: Context; readonly facts: PlanningFacts },
): NewSession {
  const { timeZone } = facts.opening;
  const start = minuteOf(session.start);
  return {
    id,
    module: module.id,
    title: module.title,
    kind: module.kind,
    ...(module.purpose === undefined ? {} : { purpose: module.purpose }),
    evaluated: module.evaluated ?? true,
    wallStart: `${dateAt(start, timeZone)}T${timeAt(start, timeZone)}`,
    timeZone,
    start: session.start,
    end: session.end,
    tzVersion: context.tzVersion,
    ...(session.room === undefined ? {} : { room: session.room }),
    people: session.people.map(({ person, seat, role }) => ({ id: person, seat, role })),
  };
}

/** Debriefs take people and rooms, but not the candidate. */
export function bookingsOf(
  organisationId: string,
  facts: PlanningFacts,
  sessions: readonly NewSession[],
): Booking[] {
  return sessions.flatMap(({ id, kind, start, end, people, room }) => {
    const span = { organisationId, sessionId: id, from: start, to: end };
    const candidate = withCandidate(kind) ? [facts.application.candidate] : [];
    return [
      ...people.map((person): Booking => ({ ...span, resourceKind: 'person', resourceId: person.id })),
      ...candidate.map((resourceId): Booking => ({ ...span, resourceKind: 'candidate', resourceId })),
      ...(room === undefined ? [] : [{ ...span, resourceKind: 'room', resourceId: room } as const]),
    ];
  });
}
