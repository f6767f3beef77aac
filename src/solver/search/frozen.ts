/** Frozen sessions stand before anything else is placed, exactly as in the previous plan. */
import { at } from '#solver/at.ts';
import { NEVER, siteOf } from '#solver/model/model.ts';
import type { Model, SessionModel } from '#solver/model/model.ts';
import { assignedColumns, newAssignment, pushPlace } from '#solver/one-loop/assignment.ts';
import { isAtWork } from './free.ts';
import { personClear, put, roomClear } from './state.ts';
import type { Placement, State } from './state.ts';

/** Puts every frozen session that can stand by itself; returns the sessions that cannot. */
export function putFrozen(state: State): SessionModel[] {
  const refused: SessionModel[] = [];
  for (const session of state.model.sessions) {
    if (!session.frozen) continue;
    const placement = frozenPlacement(state.model, session);
    if (placement === undefined || !stands(state, session, placement)) refused.push(session);
    else put(state, placement);
  }
  return refused;
}

/** Puts the session exactly as in the previous plan; false when it cannot stand so. */
export function putAsBefore(state: State, session: SessionModel): boolean {
  const placement = frozenPlacement(state.model, session);
  if (placement === undefined || !stands(state, session, placement)) return false;
  put(state, placement);
  return true;
}

function frozenPlacement(model: Model, session: SessionModel): Placement | undefined {
  const was = session.previous;
  const planned = model.problem.previous?.sessions.find((entry) => entry.session === session.id);
  if (was === undefined || planned === undefined) return undefined;
  const slot = session.slots.find((one) => model.calendar.start[one] === was.start);
  if (slot === undefined || was.people.includes(-1) || was.room === -2) return undefined;
  return {
    session: session.index,
    slot,
    start: was.start,
    end: was.start + session.minutes,
    day: at(model.calendar.dayOf, slot),
    room: was.room,
    people: was.people,
    seats: seatsOf(
      session,
      was.people,
      planned.people.map((seated) => seated.seat),
    ),
  };
}

/** The seats of the previous plan where they are right; else the same people on other seats of the session. */
function seatsOf(
  session: SessionModel,
  people: readonly number[],
  before: readonly number[],
): readonly number[] {
  if (seatsFilled(session, people, before)) return before;
  const places = session.seats.flatMap((seat) =>
    Array.from({ length: seat.everyone ? 0 : seat.count }, () => seat),
  );
  const assignment = newAssignment(places.length);
  for (const person of people) {
    // Places that must be filled come first.
    const row = Int32Array.from(places, (seat) =>
      seat.people.includes(person) ? Number(seat.optional) : NEVER,
    );
    if (pushPlace(assignment, row) >= NEVER) return before;
  }
  return assignedColumns(assignment).map((column) => at(places, column).seat);
}

function stands(state: State, session: SessionModel, placement: Placement): boolean {
  const { model } = state;
  const span = { ...placement, site: siteOf(model, placement.room) };
  const free = placement.people.every(
    (person) =>
      isAtWork(model, person, placement) &&
      !session.declined.has(person) &&
      personClear(state, person, span) &&
      withinLoad(state, person, placement.day),
  );
  return (
    free && seatsFilled(session, placement.people, placement.seats) && roomStands(state, session, placement)
  );
}

function withinLoad(state: State, person: number, day: number): boolean {
  const { calendar, people } = state.model;
  const { maxPerDay, maxPerWeek } = at(people, person);
  const week = person * calendar.weeks + at(calendar.weekOf, day);
  const held = at(state.ofPerson, person * calendar.days.length + day).length;
  return held < maxPerDay && at(state.weekly, week) < maxPerWeek;
}

function seatsFilled(session: SessionModel, people: readonly number[], seats: readonly number[]): boolean {
  if (new Set(people).size < people.length) return false;
  if (seats.some((seat) => session.seats[seat] === undefined)) return false;
  return session.seats.every((seat) => {
    const here = people.filter((_, place) => seats[place] === seat.seat);
    if (seat.everyone) return true;
    const enough = here.length === seat.count || (seat.optional && here.length < seat.count);
    return enough && here.every((person) => seat.people.includes(person));
  });
}

function roomStands(state: State, session: SessionModel, placement: Placement): boolean {
  if (!session.needsRoom) return placement.room === -1;
  const span = { ...placement, site: -1 };
  if (!session.rooms.includes(placement.room) || !roomClear(state, placement.room, placement.slot, span))
    return false;
  const guests = session.debrief ? 0 : 1;
  return at(state.model.rooms, placement.room).seats >= placement.people.length + guests;
}
