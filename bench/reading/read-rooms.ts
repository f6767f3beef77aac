import type { LoopProblem, ProblemRoom, ProblemSession } from '#domain/planning/loop-problem.ts';

export type RoomsRead = {
  readonly alike: readonly (readonly string[])[];
  /** Index into `alike`; -1 where the session asks for no room. */
  readonly ofSession: (session: ProblemSession) => number;
};

/**
 * The rooms that each session may have, as sets of rooms that may stand for each other. The models count rooms and
 * do not name them, so two sessions must ask for the same set or for sets that share no room, none of them busy.
 */
export function readRooms(problem: LoopProblem): RoomsRead {
  const alike: string[][] = [];
  const known = new Map<string, number>();
  const ofSession = (session: ProblemSession): number => {
    if (session.room === undefined) return -1;
    const rooms = (problem.rooms ?? []).filter((room) => suits(room, session)).map(({ id }) => id);
    const key = rooms.join(' ');
    const index = known.get(key) ?? alike.push(rooms) - 1;
    known.set(key, index);
    if (alike.some((other, at) => at !== index && other.some((id) => rooms.includes(id))))
      throw new RangeError("the peers' models do not hold rooms that several kinds of sessions compete for");
    return index;
  };
  if ((problem.rooms ?? []).some(({ busy = [] }) => busy.length > 0))
    throw new RangeError("the peers' models do not hold busy rooms");
  return { alike, ofSession };
}

function suits(room: ProblemRoom, session: ProblemSession): boolean {
  const { seats = 0, features = [], oneOf } = session.room ?? {};
  const people = session.seats.reduce((sum, seat) => sum + (seat.count ?? 1), 0);
  const guests = 'loops' in session && Array.isArray(session.loops) ? session.loops.length : 1;
  return (
    (room.seats ?? Infinity) >= Math.max(seats, people + guests) &&
    features.every((feature) => room.features?.includes(feature)) &&
    (oneOf === undefined || oneOf.includes(room.id))
  );
}
