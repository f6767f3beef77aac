/**
 * What it costs at least that a date holds only so many sessions: people take few a day, so of many loops some must
 * come on a later date than they could alone.
 *
 * A transportation problem (Hitchcock 1941): each loop sends its places to dates, in parts if need be, a date takes
 * no more than its people can hold. Solved by moving loops along cheapest paths from dates that hold too much
 * (successive shortest paths over the few dates).
 */
import { at } from '#solver/at.ts';
import type { Model } from '#solver/model/model.ts';

/** A loop's places, and what it costs on each date (Infinity where it cannot be); the last entry: not placed. */
export type Shipment = { readonly places: number; readonly costs: readonly number[] };

/** Sessions that all people together can hold on each date. */
export function sessionsPerDay(model: Model): number[] {
  const { calendar, people, sessions } = model;
  const shortest = Math.max(1, Math.min(...sessions.map(({ minutes }) => minutes)));
  const grid = model.problem.grid ?? 15;
  return calendar.days.map((_, day) => {
    const [from, to] = [at(calendar.firstSlot, day), at(calendar.firstSlot, day + 1)];
    return people.reduce((sum, { index, maxPerDay, maxPerWeek }) => {
      const free = at(model.free, index);
      let slots = 0;
      for (let slot = from; slot < to; slot += 1) if (at(free, slot) > 0) slots += 1;
      // A session covers each slot from its start to its end; so many fit, however they lie.
      return sum + Math.min(maxPerDay, maxPerWeek, Math.floor(slots / Math.ceil(shortest / grid)));
    }, 0);
  });
}

/** The least that the shipments cost together, rounded up to a whole number. */
export function leastShipped(shipments: readonly Shipment[], room: readonly number[]): number {
  const loads = shipments.map(({ places, costs }) => {
    const held = costs.map(() => 0);
    held[cheapestOf(costs)] = places;
    return held;
  });
  const capacity = [...room, Infinity];
  const total = capacity.map((_, day) => loads.reduce((sum, held) => sum + at(held, day), 0));
  for (let full = 0; full < room.length; full += 1) {
    while (at(total, full) > at(capacity, full) + EPSILON) {
      if (!moveOne(shipments, { loads, total, capacity }, full)) return Infinity;
    }
  }
  const cost = shipments.reduce(
    (sum, { places, costs }, index) =>
      sum +
      costs.reduce((own, one, day) => {
        const held = at(at(loads, index), day);
        return held === 0 ? own : own + (one * held) / places;
      }, 0),
    0,
  );
  // Adding zero makes a zero of -0.
  return Math.ceil(cost - 1e-6) + 0;
}

const EPSILON = 1e-9;

function cheapestOf(costs: readonly number[]): number {
  return costs.reduce((best, cost, day) => (cost < at(costs, best) ? day : best), 0);
}

type Loads = {
  readonly loads: readonly number[][];
  readonly total: number[];
  readonly capacity: readonly number[];
};
type Step = { readonly from: number; readonly loop: number };

/** Moves as much as one path can from the full date to one with room; false where no path leads there. */
function moveOne(shipments: readonly Shipment[], state: Loads, full: number): boolean {
  const { loads, total, capacity } = state;
  const { distance, step } = pathsFrom(shipments, state, full);
  const ends = distance
    .map((cost, day) => ({ cost, day }))
    .filter(
      ({ cost, day }) => cost < Infinity && day !== full && at(total, day) < at(capacity, day) - EPSILON,
    )
    .toSorted((a, b) => a.cost - b.cost);
  const [end] = ends;
  if (end === undefined) return false;
  let amount = Math.min(at(total, full) - at(capacity, full), at(capacity, end.day) - at(total, end.day));
  for (let day = end.day; day !== full; day = at(step, day).from)
    amount = Math.min(amount, at(at(loads, at(step, day).loop), at(step, day).from));
  for (let day = end.day; day !== full; day = at(step, day).from) {
    const held = at(loads, at(step, day).loop);
    const { from } = at(step, day);
    held[from] = at(held, from) - amount;
    held[day] = at(held, day) + amount;
  }
  total[full] = at(total, full) - amount;
  total[end.day] = at(total, end.day) + amount;
  return true;
}

/** Cheapest ways from a date to each other, a place at a time (Bellman 1958). */
function pathsFrom(
  shipments: readonly Shipment[],
  { loads, capacity }: Loads,
  full: number,
): { readonly distance: number[]; readonly step: Step[] } {
  const days = capacity.length;
  const edges = cheapestEdges(shipments, loads, days);
  const distance = capacity.map((_, day) => (day === full ? 0 : Infinity));
  const step: Step[] = capacity.map(() => ({ from: full, loop: 0 }));
  for (let round = 0; round < days; round += 1) {
    for (const { from, to, loop, cost } of edges) {
      if (at(distance, from) + cost >= at(distance, to) - EPSILON) continue;
      distance[to] = at(distance, from) + cost;
      step[to] = { from, loop };
    }
  }
  return { distance, step };
}

type Edge = { readonly from: number; readonly to: number; readonly loop: number; readonly cost: number };

function cheapestEdges(
  shipments: readonly Shipment[],
  loads: readonly (readonly number[])[],
  days: number,
): Edge[] {
  const best = new Map<number, Edge>();
  shipments.forEach(({ places, costs }, loop) => {
    for (let from = 0; from < days; from += 1) {
      if (at(at(loads, loop), from) <= EPSILON) continue;
      for (let to = 0; to < days; to += 1) {
        const cost = (at(costs, to) - at(costs, from)) / places;
        if (to === from || cost >= (best.get(from * days + to)?.cost ?? Infinity)) continue;
        best.set(from * days + to, { from, to, loop, cost });
      }
    }
  });
  return [...best.values()];
}
