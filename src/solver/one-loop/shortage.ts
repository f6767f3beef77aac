/** Quick tests that no seating can pass, whatever the search would try. */
import { at } from '#solver/at.ts';
import { NEVER } from '#solver/model/model.ts';
import { costAt } from '#solver/search/price.ts';
import { newAssignment, pushPlace } from './assignment.ts';
import type { Times } from './times.ts';
import type { Horizon, Piece, Place, Task } from './pieces.ts';

/** Everyone in a session with the candidate, while nobody may be met twice: no seating can be right. */
export function everyoneMeetsAgain(task: Task): boolean {
  return task.pieces.some((piece) => {
    if (
      piece.everyone === undefined ||
      piece.everyone.optional ||
      !piece.distinct ||
      piece.fixed !== undefined
    )
      return false;
    return task.pieces.some(
      (other) =>
        other !== piece && other.distinct && other.places.some(({ seat }) => !seat.optional && !seat.shadow),
    );
  });
}

/** True when there are too few people, whatever the time: for a session alone, or for all that meet nobody twice. */
export function shortOfPeople(task: Task): boolean {
  const together = task.pieces.filter((piece) => piece.distinct).flatMap(mustFill);
  if (shortFor(task, together)) return true;
  return [...task.pieces, ...task.debriefs].some((piece) => shortFor(task, mustFill(piece)));
}

function mustFill(piece: Piece): Place[] {
  return piece.places.filter((place) => place.column < 0);
}

/** True when the places cannot all be filled with different people. */
function shortFor(task: Task, places: readonly Place[]): boolean {
  if (places.every((place) => place.seat.people.length >= places.length)) return false;
  const assignment = newAssignment(task.columns);
  return places.some((place) => {
    const row = new Int32Array(task.columns).fill(NEVER);
    for (const person of place.seat.people) row[task.columnOf.get(person) ?? 0] = 0;
    return pushPlace(assignment, row) >= NEVER;
  });
}

/**
 * True when there are different people for all places, each place at whatever time suits it. A place that more
 * people could take than there are places can never be short (Hall 1935), so most loops need no matching.
 */
export function enoughPeople(task: Task, times: readonly Times[], horizon: Horizon): boolean {
  const all = task.pieces.reduce((sum, piece) => sum + (piece.distinct ? piece.places.length : 0), 0);
  const together = newAssignment(task.columns);
  return task.pieces.every((piece, index) => {
    // Who may be met again needs to be different people within the session only.
    const assignment = piece.distinct ? together : newAssignment(task.columns);
    const places = piece.distinct ? all : piece.places.length;
    return piece.places.every((place) => {
      if (place.column >= 0) return true;
      const free = somewhereFree(task, { piece, place }, at(times, index), { ...horizon, enough: places });
      if (free.length >= places) return true;
      const row = new Int32Array(task.columns).fill(NEVER);
      for (const person of free) row[task.columnOf.get(person) ?? 0] = 0;
      return pushPlace(assignment, row) < NEVER;
    });
  });
}

function somewhereFree(
  task: Task,
  { piece, place }: { piece: Piece; place: Place },
  { first, least, prices }: Times,
  within: Horizon & { readonly enough: number },
): number[] {
  const { dayOf, firstSlot } = task.model.calendar;
  const [from, to] = [at(firstSlot, within.firstDay), at(firstSlot, within.endDay)];
  const free: number[] = [];
  for (const person of place.seat.people) {
    if (free.length >= within.enough) break;
    if (piece.distinct && task.met.has(person)) continue;
    const column = task.columnOf.get(person) ?? 0;
    const comes = (slot: number): boolean => {
      if (at(least, slot - first) >= NEVER) return false;
      const { minutes } = piece.session;
      if (costAt(task.state, person, { minutes, slot, price: task.soft }) >= NEVER) return false;
      return place.seat.shadow || (prices?.[at(dayOf, slot) * task.columns + column] ?? 0) < NEVER;
    };
    let slot = from;
    while (slot < to && !comes(slot)) slot += 1;
    if (slot < to) free.push(person);
  }
  return free;
}

/** True when each piece can stand somewhere in the horizon and end by `until`. */
export function everyPieceStands(
  task: Task,
  times: readonly Times[],
  horizon: Horizon,
  until: number,
): boolean {
  const { firstSlot, start } = task.model.calendar;
  const [from, to] = [at(firstSlot, horizon.firstDay), at(firstSlot, horizon.endDay)];
  return times.every(({ first, least }, index) => {
    const { minutes } = at(task.pieces, index).session;
    for (let slot = from; slot < to; slot += 1) {
      if (at(least, slot - first) < NEVER && at(start, slot) + minutes <= until) return true;
    }
    return false;
  });
}
