/** Quick tests that no seating can pass, whatever the search would try. */
import { at } from '#solver/at.ts';
import { NEVER } from '#solver/model/model.ts';
import { costsOf } from '#solver/search/cost-table.ts';
import { newAssignment, pushPlace } from './assignment.ts';
import type { Options } from './options.ts';
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
export function enoughPeople(task: Task, options: readonly Options[], horizon: Horizon): boolean {
  const all = task.pieces.reduce((sum, piece) => sum + (piece.distinct ? piece.places.length : 0), 0);
  const together = newAssignment(task.columns);
  return task.pieces.every((piece, index) => {
    // Who may be met again needs to be different people within the session only.
    const assignment = piece.distinct ? together : newAssignment(task.columns);
    const places = piece.distinct ? all : piece.places.length;
    return piece.places.every((place) => {
      if (place.column >= 0) return true;
      const free = somewhereFree(task, { piece, place }, at(options, index), { ...horizon, enough: places });
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
  options: Options,
  within: Horizon & { readonly enough: number },
): number[] {
  const { firstSlot } = task.model.calendar;
  const [from, to] = [at(firstSlot, within.firstDay), at(firstSlot, within.endDay)];
  const free: number[] = [];
  for (const person of place.seat.people) {
    if (free.length >= within.enough) break;
    if (piece.distinct && task.met.has(person)) continue;
    const { minutes } = piece.session;
    const column = task.columnOf.get(person) ?? 0;
    const comes = (slot: number): boolean => {
      const option = options[slot]?.[0];
      if (option === undefined) return false;
      const costs = costsOf(task.state, person, minutes, option.day);
      if ((costs[slot] as number) >= NEVER) return false;
      return place.seat.shadow || (option.prices?.[option.day * task.columns + column] ?? 0) < NEVER;
    };
    let slot = from;
    while (slot < to && !comes(slot)) slot += 1;
    if (slot < to) free.push(person);
  }
  return free;
}

export function everyPieceStands(
  task: Task,
  options: readonly Options[],
  horizon: Horizon,
  until: number,
): boolean {
  const { firstSlot } = task.model.calendar;
  const [from, to] = [at(firstSlot, horizon.firstDay), at(firstSlot, horizon.endDay)];
  return options.every((of) => {
    for (let slot = from; slot < to; slot += 1) if ((of[slot]?.[0]?.end ?? Infinity) <= until) return true;
    return false;
  });
}
