/** What a repair must know of the day so far: which sessions have begun, and who and what is held up by those that run late. */
import { sessionId } from '#domain/template/loop-template.ts';
import type { DaySoFar } from '#domain/repair/loop-repair.ts';
import type { Happening } from '#domain/repair/repair.ts';
import { withCandidate } from '#domain/loop/loop.ts';
import type { Interval, Kind, LoopProblem, Role } from '#domain/planning/loop-problem.ts';
import { instantText, minuteOf } from '#domain/time/zoned.ts';
import { IN_TIME, type ExpectedTimes, type SessionMarks } from './expected-times.ts';

/** A session around now, of whichever loop. */
export type SessionNow = Interval & {
  readonly id: string;
  readonly kind: Kind;
  readonly people: readonly { readonly id: string; readonly role: Role }[];
  readonly room?: { readonly id: string };
  /** Ids of those candidates as persons who come. */
  readonly candidates: readonly string[];
  readonly marks: SessionMarks;
};

/** `modules`: by id of the session, for the loop's own; `candidate`: the person. */
export type LoopNow = {
  readonly application: string;
  readonly candidate: string;
  readonly modules: ReadonlyMap<string, string>;
};

export function daySoFar(
  sessions: readonly SessionNow[],
  times: ExpectedTimes,
  { application, candidate, modules }: LoopNow,
): DaySoFar {
  const begun = sessions.flatMap(({ id, marks: { started, ended, more } }) => {
    const module = modules.get(id);
    return module === undefined || (started ?? ended ?? more) === undefined
      ? []
      : [sessionId(application, module)];
  });
  const late = sessions.flatMap((session): Happening[] => {
    const time = times.get(session.id);
    // The loop's own that are still to come are what the repair moves.
    const moves = modules.has(session.id) && time?.state !== 'running';
    if (time === undefined || moves || time.state === 'unmarked') return [];
    if (time.end - minuteOf(session.end) < IN_TIME) return [];
    const span = { from: instantText(minuteOf(session.end), 'UTC'), to: instantText(time.end, 'UTC') };
    const working = session.people.filter(({ role }) => role !== 'shadow' && role !== 'observer');
    const here = withCandidate(session.kind) && session.candidates.includes(candidate);
    return [
      ...(here ? [{ kind: 'held-up' as const, candidate: application, ...span }] : []),
      ...working.map(({ id }) => ({ kind: 'away' as const, person: id, ...span })),
      ...(session.room === undefined ? [] : [{ kind: 'lost' as const, room: session.room.id, ...span }]),
    ];
  });
  return { begun, late };
}

/** Of what is late, what the problem knows: others are not needed for this loop. */
export function lateIn({ people, rooms = [] }: LoopProblem, { begun, late }: DaySoFar): DaySoFar {
  const knows = (of: readonly { readonly id: string }[], id: string): boolean =>
    of.some((one) => one.id === id);
  return {
    begun,
    late: late.filter((one) => {
      if (one.kind === 'away') return knows(people, one.person);
      return one.kind !== 'lost' || knows(rooms, one.room);
    }),
  };
}
