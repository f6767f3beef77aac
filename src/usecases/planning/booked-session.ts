/** A planned session as it is stored, and what it takes. */
import type { PlannedSession } from '#domain/planning/loop-problem.ts';
import type { InterviewModule } from '#domain/template/loop-template.ts';
import { withCandidate, type NewSession } from '#domain/loop/loop.ts';
import { dateAt, minuteOf, timeAt } from '#domain/time/zoned.ts';
import type { Booking } from '#store/loops/bookings.ts';
import type { Context } from '#usecases/context.ts';

type Given = { readonly id: string; readonly context: Context; readonly timeZone: string };

export function newSession(
  module: InterviewModule,
  session: PlannedSession,
  { id, context, timeZone }: Given,
): NewSession {
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
    people: session.people.map(({ person, seat, role }) => {
      const pool = module.seats[seat]?.pool;
      return { id: person, seat, role, ...(pool === undefined ? {} : { pool }) };
    }),
  };
}

/** Debriefs take people and rooms, but not the candidates. `candidates` are ids of persons, not of applications. */
export function bookingsOf(
  organisationId: string,
  { id, kind, start, end, people, room }: NewSession,
  candidates: readonly string[],
): Booking[] {
  const span = { organisationId, sessionId: id, from: start, to: end };
  const present = withCandidate(kind) ? candidates : [];
  return [
    ...people.map((person): Booking => ({ ...span, resourceKind: 'person', resourceId: person.id })),
    ...present.map((resourceId): Booking => ({ ...span, resourceKind: 'candidate', resourceId })),
    ...(room === undefined ? [] : [{ ...span, resourceKind: 'room', resourceId: room } as const]),
  ];
}
