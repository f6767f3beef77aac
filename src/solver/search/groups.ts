/**
 * Group sessions as a whole: a time for the group first, then its loops around it.
 *
 * A loop inserted alone puts its group where that loop likes it best; ten loops want a time that leaves room for
 * all of them. So a group is tried at several times, each judged by the plan that its loops then make.
 */
import { at } from '#solver/at.ts';
import { NEVER, siteOf } from '#solver/model/model.ts';
import type { SessionModel } from '#solver/model/model.ts';
import { assignedColumns, newAssignment, pushPlace } from '#solver/one-loop/assignment.ts';
import { roomFreeAt } from './free.ts';
import { costAt } from './price.ts';
import { planCost } from './cost.ts';
import { insertBest } from './insert.ts';
import { restore, snapshotOf } from './snapshot.ts';
import { personClear, put, removeLoop, take } from './state.ts';
import type { Placement, State } from './state.ts';

/** Groups of several loops whose session is free to move and whose people do not depend on the loops. */
export function movableGroups(state: State, loops: readonly number[]): SessionModel[] {
  const movable = new Set(loops);
  return state.model.sessions.filter(
    (session) =>
      session.group &&
      !session.frozen &&
      !session.debrief &&
      session.loops.filter((loop) => movable.has(loop)).length > 1 &&
      session.seats.every((seat) => !seat.everyone) &&
      session.slots.length > 0,
  );
}

/** Ruins all loops of the group and recreates them around the group session at the slot. */
export function moveGroup(
  state: State,
  group: SessionModel,
  to: { readonly slot: number; readonly order: readonly number[]; readonly stop: () => boolean },
): void {
  const { slot, order, stop } = to;
  for (const loop of order) removeLoop(state, loop);
  const placement = state.placed[group.index] === undefined ? placeGroup(state, group, slot) : undefined;
  if (placement !== undefined) put(state, placement);
  for (const loop of order) insertBest(state, loop, { stop });
  if (group.loops.every((loop) => state.active[loop] !== true)) take(state, group.index);
}

/** The cheapest people and the first room that holds everybody; undefined where it cannot stand. */
function placeGroup(state: State, group: SessionModel, slot: number): Placement | undefined {
  const { model } = state;
  const start = at(model.calendar.start, slot);
  const day = at(model.calendar.dayOf, slot);
  const seats = group.seats.flatMap((seat) =>
    seat.optional ? [] : Array.from({ length: seat.count }, () => seat),
  );
  const needed = seats.length + group.loops.length;
  const room = group.needsRoom
    ? group.rooms.findLast(
        (one) => at(model.rooms, one).seats >= needed && roomFreeAt(state, one, group.minutes, slot),
      )
    : -1;
  if (room === undefined) return undefined;
  const span = { day, start, end: start + group.minutes, site: siteOf(model, room) };
  const people = [...new Set(seats.flatMap((seat) => seat.people))];
  const assignment = newAssignment(people.length);
  for (const seat of seats) {
    const row = Int32Array.from(people, (person) => {
      if (!seat.people.includes(person) || !personClear(state, person, span)) return NEVER;
      return costAt(state, person, { minutes: group.minutes, slot });
    });
    if (pushPlace(assignment, row) >= NEVER) return undefined;
  }
  const chosen = assignedColumns(assignment).map((column) => at(people, column));
  return { session: group.index, slot, ...span, room, people: chosen, seats: seats.map((seat) => seat.seat) };
}

/** Places the group and its loops at the best of a few times spread over each day. */
export function settleGroup(
  state: State,
  group: SessionModel,
  loops: readonly number[],
  stop: () => boolean,
): void {
  const before = snapshotOf(state, loops);
  let best: { readonly cost: number; readonly slot: number } | undefined;
  for (const slot of spreadSlots(state, group)) {
    moveGroup(state, group, { slot, order: loops, stop });
    const { total: cost } = planCost(state);
    if (best === undefined || cost < best.cost) best = { cost, slot };
    if (loops.every((loop) => state.active[loop] === true)) return;
    restore(state, before);
    if (stop()) break;
  }
  if (best !== undefined) moveGroup(state, group, { slot: best.slot, order: loops, stop });
}

function spreadSlots(state: State, group: SessionModel): number[] {
  const { dayOf } = state.model.calendar;
  const byDay = new Map<number, number[]>();
  for (const slot of group.slots) {
    const day = at(dayOf, slot);
    byDay.set(day, [...(byDay.get(day) ?? []), slot]);
  }
  return [...byDay.values()].flatMap((slots) =>
    [0, 0.2, 0.4, 0.6].map((share) => at(slots, Math.floor(share * slots.length))),
  );
}
