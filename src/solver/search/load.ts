/**
 * How much overload no plan can avoid: places that must be filled, matched to what people have free up to their fair
 * load, whatever the times. Each place that finds nobody free costs one session of overload.
 *
 * A maximum flow from places that ask for the same people to those people, found by augmenting paths, breadth first
 * (Edmonds and Karp 1972).
 */
import { at } from '#solver/at.ts';
import type { Model } from '#solver/model/model.ts';

/** Places that the same people may fill. */
type Demand = { readonly people: readonly number[]; places: number };

/** Beyond so much work the matching is left out: then nothing is known of the load. */
const MOST_WORK = 50_000_000;

/** Sessions of overload beyond what people have already, if every loop is placed; 0 where it is not worth knowing. */
export function leastOverload(model: Model): number {
  const demands = demandsOf(model);
  const places = demands.reduce((sum, demand) => sum + demand.places, 0);
  const edges = demands.reduce((sum, demand) => sum + demand.people.length, 0);
  if (places * edges > MOST_WORK) return 0;
  return (
    places -
    mostMatched(
      demands,
      model.people.map((_, person) => freeOf(model, person)),
    )
  );
}

/** The loop's own places that a plan with it has to fill. */
export function placesOf(model: Model, sessions: readonly number[]): number {
  return sessions
    .map((index) => at(model.sessions, index))
    .filter((session) => !session.group)
    .flatMap((session) => session.seats)
    .reduce((sum, seat) => sum + (seat.optional || seat.everyone ? 0 : seat.count), 0);
}

function demandsOf(model: Model): Demand[] {
  const found = new Map<string, Demand>();
  for (const session of model.sessions) {
    if (session.group) continue;
    for (const seat of session.seats) {
      if (seat.optional || seat.everyone) continue;
      const key = seat.people.join(' ');
      const demand = found.get(key) ?? { people: seat.people, places: 0 };
      demand.places += seat.count;
      found.set(key, demand);
    }
  }
  return [...found.values()];
}

/** Sessions that a person may hold before any of them is overload. */
function freeOf({ calendar, people }: Model, person: number): number {
  const { fair, recent, maxPerDay, maxPerWeek } = at(people, person);
  return Math.max(0, Math.min(fair - recent, maxPerDay * calendar.days.length, maxPerWeek * calendar.weeks));
}

/** How many places find somebody with a session free. */
export function mostMatched(demands: readonly Demand[], free: readonly number[]): number {
  const left = [...free];
  const flow = demands.map(() => new Map<number, number>());
  let matched = 0;
  demands.forEach((demand, index) => {
    let open = demand.places;
    while (open > 0) {
      const path = findPath(demands, flow, left, index);
      if (path === undefined) return;
      const amount = Math.min(open, roomOn(path, flow, left));
      push(path, flow, left, amount);
      open -= amount;
      matched += amount;
    }
  });
  return matched;
}

/** Demand, person, demand, person, …: each demand takes the person, who gives up a place of the next demand. */
type Path = readonly { readonly demand: number; readonly person: number }[];
type Flow = readonly Map<number, number>[];

function findPath(
  demands: readonly Demand[],
  flow: Flow,
  left: readonly number[],
  from: number,
): Path | undefined {
  const reachedBy = new Map<number, { readonly demand: number; readonly person: number }>();
  const seen = new Set([from]);
  const takenBy = new Map<number, { readonly demand: number; readonly person: number } | undefined>([
    [from, undefined],
  ]);
  for (const demand of seen) {
    for (const person of at(demands, demand).people) {
      if (reachedBy.has(person)) continue;
      reachedBy.set(person, { demand, person });
      if (at(left, person) > 0) return pathTo(person, reachedBy, takenBy);
      flow.forEach((holds, other) => {
        if (seen.has(other) || (holds.get(person) ?? 0) === 0) return;
        seen.add(other);
        takenBy.set(other, { demand, person });
      });
    }
  }
  return undefined;
}

function pathTo(
  person: number,
  reachedBy: ReadonlyMap<number, Path[number]>,
  takenBy: ReadonlyMap<number, Path[number] | undefined>,
): Path {
  const path: Path[number][] = [];
  let step = reachedBy.get(person);
  while (step !== undefined) {
    path.unshift(step);
    step = takenBy.get(step.demand);
  }
  return path;
}

function roomOn(path: Path, flow: Flow, left: readonly number[]): number {
  let room = Infinity;
  path.forEach(({ person }, index) => {
    const next = path[index + 1];
    room = Math.min(room, next === undefined ? at(left, person) : (at(flow, next.demand).get(person) ?? 0));
  });
  return room;
}

function push(path: Path, flow: Flow, left: number[], amount: number): void {
  path.forEach(({ demand, person }, index) => {
    const next = path[index + 1];
    at(flow, demand).set(person, (at(flow, demand).get(person) ?? 0) + amount);
    if (next === undefined) left[person] = at(left, person) - amount;
    else at(flow, next.demand).set(person, (at(flow, next.demand).get(person) ?? 0) - amount);
  });
}
