/** The sessions of a repaired plan; those that did not change are the very objects of the plan before. */
import type { PlannedSession, Seated } from '#domain/planning/loop-problem.ts';
import { instantText } from '#domain/time/zoned.ts';
import { at } from '#solver/at.ts';
import type { SeatModel, SessionModel } from '#solver/model/model.ts';
import type { Placement, State } from '#solver/search/state.ts';

/** By start, then id. `before` are the sessions of the plan before, by id. */
export function sessionsOf(state: State, before: ReadonlyMap<string, PlannedSession>): PlannedSession[] {
  const { model } = state;
  const standing = state.placed.filter((placement) => placement !== undefined);
  const wanted = standing.filter(({ session }) =>
    at(model.sessions, session).loops.some((loop) => state.active[loop] === true),
  );
  return wanted
    .map((placement) => ({ placement, id: at(model.sessions, placement.session).id }))
    .toSorted((a, b) => a.placement.start - b.placement.start || (a.id < b.id ? -1 : 1))
    .map(({ placement, id }) => sessionOf(state, placement, before.get(id)));
}

function sessionOf(state: State, placement: Placement, was: PlannedSession | undefined): PlannedSession {
  const { model } = state;
  const session = at(model.sessions, placement.session);
  if (was !== undefined && isUntouched(state, placement, was)) return was;
  const loops = session.loops.filter((loop) => state.active[loop]).map((loop) => at(model.loops, loop).id);
  const room = model.rooms[placement.room]?.id;
  const people = peopleOf(state, placement, was);
  const stays =
    was !== undefined &&
    session.previous?.start === placement.start &&
    was.room === room &&
    was.loops.length === loops.length &&
    sameSeats(was.people, people);
  if (stays) return was;
  return {
    session: session.id,
    loops,
    start: instantText(placement.start, model.problem.timeZone),
    end: instantText(placement.end, model.problem.timeZone),
    people,
    ...(room === undefined ? {} : { room }),
  };
}

/** The quick answer for almost all sessions: the same time, room, people and seats, in the same order. */
function isUntouched({ model, active }: State, placement: Placement, was: PlannedSession): boolean {
  const { previous, seats, loops } = at(model.sessions, placement.session);
  return (
    previous?.start === placement.start &&
    previous.room === placement.room &&
    previous.people.length === placement.people.length &&
    was.loops.length === loops.filter((loop) => active[loop] === true).length &&
    placement.people.every((person, place) => {
      const [seat, sat] = [at(placement.seats, place), was.people[place]];
      return person === previous.people[place] && sat?.seat === seat && sat.role === at(seats, seat).role;
    })
  );
}

function sameSeats(one: readonly Seated[], other: readonly Seated[]): boolean {
  return (
    one.length === other.length &&
    one.every((a) => other.some((b) => a.person === b.person && a.seat === b.seat && a.role === b.role))
  );
}

/** By seat, then as the problem lists people. Who sat there before keeps the seat where the others allow it. */
function peopleOf(state: State, placement: Placement, was: PlannedSession | undefined): Seated[] {
  const session = at(state.model.sessions, placement.session);
  const seats = keptSeats(state, placement, was) ?? placement.seats;
  return placement.people
    .map((person, place) => ({ person, seat: at(seats, place) }))
    .toSorted((a, b) => a.seat - b.seat || a.person - b.person)
    .map(({ person, seat }) => ({
      person: at(state.model.people, person).id,
      seat,
      role: at(session.seats, seat).role,
    }));
}

/** The same people on the seats that they had, and the new ones on the seats that are left; undefined if that fails. */
function keptSeats(
  { model }: State,
  { session: index, people, seats }: Placement,
  was: PlannedSession | undefined,
): readonly number[] | undefined {
  const session = at(model.sessions, index);
  if (was === undefined || session.seats.some(({ everyone }) => everyone)) return undefined;
  const left = new Map(session.seats.map(({ seat }) => [seat, seats.filter((one) => one === seat).length]));
  const kept = people.map((person) => {
    const seat = was.people.find((one) => one.person === at(model.people, person).id)?.seat;
    const free = seat === undefined ? 0 : (left.get(seat) ?? 0);
    if (seat === undefined || free === 0 || !mayTake(session, seat, person)) return undefined;
    left.set(seat, free - 1);
    return seat;
  });
  return filled(session, { people, seats: kept, left });
}

function mayTake(session: SessionModel, seat: number, person: number): boolean {
  return session.seats.some((one: SeatModel) => one.seat === seat && one.people.includes(person));
}

type Filling = {
  readonly people: readonly number[];
  readonly seats: readonly (number | undefined)[];
  readonly left: ReadonlyMap<number, number>;
};

/** Each person without a seat on one that is left and open to them. */
function filled(session: SessionModel, { people, seats, left }: Filling): readonly number[] | undefined {
  const place = seats.indexOf(undefined);
  if (place < 0) return seats.flatMap((seat) => seat ?? []);
  for (const [seat, free] of left) {
    if (free === 0 || !mayTake(session, seat, at(people, place))) continue;
    const next = filled(session, {
      people,
      seats: seats.with(place, seat),
      left: new Map(left).set(seat, free - 1),
    });
    if (next !== undefined) return next;
  }
  return undefined;
}
