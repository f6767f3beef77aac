/** Frozen sessions stand before anything else is placed, exactly as in the previous plan. */
import { at } from '#solver/at.ts';
import { siteOf } from '#solver/model/model.ts';
import type { Model, SessionModel } from '#solver/model/model.ts';
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
    seats: planned.people.map((seated) => seated.seat),
  };
}

function stands(state: State, session: SessionModel, placement: Placement): boolean {
  const { model } = state;
  const span = { ...placement, site: siteOf(model, placement.room) };
  const free = placement.people.every(
    (person) =>
      (model.free[person]?.[placement.slot] ?? 0) >= session.minutes &&
      !session.declined.has(person) &&
      personClear(state, person, span) &&
      withinLoad(state, person, placement.day),
  );
  return free && seatsFilled(session, placement) && roomStands(state, session, placement);
}

function withinLoad(state: State, person: number, day: number): boolean {
  const { calendar, people } = state.model;
  const { maxPerDay, maxPerWeek } = at(people, person);
  const week = person * calendar.weeks + at(calendar.weekOf, day);
  const held = at(state.ofPerson, person * calendar.days.length + day).length;
  return held < maxPerDay && at(state.weekly, week) < maxPerWeek;
}

function seatsFilled(session: SessionModel, placement: Placement): boolean {
  if (new Set(placement.people).size < placement.people.length) return false;
  if (placement.seats.some((seat) => session.seats[seat] === undefined)) return false;
  return session.seats.every((seat) => {
    const here = placement.people.filter((_, place) => placement.seats[place] === seat.seat);
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
