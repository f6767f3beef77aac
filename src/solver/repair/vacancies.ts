/** A touched loop put back as it was, but for the people who cannot sit there any more. */
import { at } from '#solver/at.ts';
import { siteOf } from '#solver/model/model.ts';
import type { Model, SeatModel, SessionModel } from '#solver/model/model.ts';
import { isAtWork } from '#solver/search/free.ts';
import { personClear, put, roomClear } from '#solver/search/state.ts';
import type { Placement, State } from '#solver/search/state.ts';
import { ownSessions } from './standing.ts';

/** A seat with one person too few. */
export type Vacancy = { readonly session: number; readonly seat: SeatModel };

/**
 * Puts the loop's sessions where they were and answers the seats that became empty; undefined where it cannot stand
 * there, or where everybody of the loop meets in one of its sessions, so that one change brings others.
 */
export function reseat(state: State, loop: number): Vacancy[] | undefined {
  const vacancies: Vacancy[] = [];
  for (const index of ownSessions(state, loop)) {
    const session = at(state.model.sessions, index);
    const placement = placementBefore(state.model, session);
    if (placement === undefined || !standsWithout(state, session, placement)) return undefined;
    const kept = placement.people.map((person) => canSit(state, session, placement, person));
    placement.people.forEach((_, place) => {
      const seat = at(session.seats, at(placement.seats, place));
      if (kept[place] !== true && !seat.optional) vacancies.push({ session: index, seat });
    });
    put(state, {
      ...placement,
      people: placement.people.filter((_, place) => kept[place]),
      seats: placement.seats.filter((_, place) => kept[place]),
    });
  }
  state.active[loop] = true;
  return vacancies;
}

function placementBefore({ problem, calendar }: Model, session: SessionModel): Placement | undefined {
  const { previous: was, minutes } = session;
  const planned = problem.previous?.sessions.find((entry) => entry.session === session.id);
  if (was === undefined || planned === undefined || session.seats.some(({ everyone }) => everyone)) {
    return undefined;
  }
  const slot = session.slots.find((one) => calendar.start[one] === was.start);
  const seats = planned.people.map(({ seat }) => seat);
  if (
    slot === undefined ||
    was.people.includes(-1) ||
    seats.some((seat) => session.seats[seat] === undefined)
  ) {
    return undefined;
  }
  const end = was.start + minutes;
  const day = at(calendar.dayOf, slot);
  return {
    session: session.index,
    slot,
    start: was.start,
    end,
    day,
    room: was.room,
    people: was.people,
    seats,
  };
}

/** The room and the candidate are there. */
function standsWithout(state: State, session: SessionModel, placement: Placement): boolean {
  const { model } = state;
  const { room, slot, start, end } = placement;
  const open = session.loops.every((loop) => {
    const { available } = at(model.candidates, at(model.loops, loop).candidate);
    return (
      session.debrief || available === undefined || available.some(([from, to]) => from <= start && end <= to)
    );
  });
  if (!session.needsRoom) return open && room === -1;
  return open && session.rooms.includes(room) && roomClear(state, room, slot, { ...placement, site: -1 });
}

function canSit(state: State, session: SessionModel, placement: Placement, person: number): boolean {
  const { model } = state;
  const seat = at(session.seats, at(placement.seats, placement.people.indexOf(person)));
  const free = isAtWork(model, person, placement);
  const span = { ...placement, site: siteOf(model, placement.room) };
  return free && seat.people.includes(person) && personClear(state, person, span);
}
