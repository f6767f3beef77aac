/**
 * A lower bound on the cost of any plan: every loop placed alone in an empty world, or given up if that is cheaper.
 *
 * This is valid because other loops only take people, rooms and time away, and because overload is convex in the
 * load: what a session adds to an idle person's overload it adds at least to a busy one's. What a group session
 * costs is counted once for all its loops, so it is left out of each of them. Null where a loop alone is no
 * relaxation (a group session with an `everyone` seat that the previous plan holds fixed).
 *
 * Where people are short, that counts too little: each loop alone finds them free. A second bound takes each loop
 * alone without any overload, and the overload that no plan avoids (load.ts) once for all; a loop left out spares at
 * most one session of overload for each of its places. The larger of the two holds.
 */
import { at } from '#solver/at.ts';
import { NEVER } from '#solver/model/model.ts';
import type { LoopModel, Model } from '#solver/model/model.ts';
import { newEffort } from '#solver/one-loop/effort.ts';
import { ONE_CLASS, placeLoop } from '#solver/one-loop/one-loop.ts';
import { newRanking, ranked } from '#solver/one-loop/ranking.ts';
import { planCost } from './cost.ts';
import { leastShipped, sessionsPerDay } from './day-room.ts';
import type { Shipment } from './day-room.ts';
import { leastOverload, placesOf } from './load.ts';
import { putFrozen } from './frozen.ts';
import { emptyState } from './state.ts';
import type { State } from './state.ts';

const NODES = 20_000;

export function lowerBound(
  model: Model,
  alone: readonly number[] | null,
  stop: () => boolean,
): number | null {
  if (alone === null) return null;
  const held = planCost(emptyState(model)).overload;
  const plain = held + sum(alone);
  const short = leastOverload(model) * model.weights.overload;
  const bare = { ...model, weights: { ...model.weights, overload: 0 } };
  const easy = aloneCosts(bare, stop);
  if (easy === null) return plain;
  const spared = model.loops.map((loop) => {
    const places = placesOf(model, loop.sessions);
    return model.weights.unplaced - places * model.weights.overload;
  });
  const together = held + short + sum(easy.map((cost, loop) => Math.min(cost, at(spared, loop))));
  const known = Math.max(plain, together);
  const spread = spreadCost(bare, { easy, spared }, stop);
  return spread === null ? known : Math.max(known, held + short + spread);
}

/** What the loops cost at least without overload, where dates hold only so many sessions; null where nothing is known. */
function spreadCost(
  bare: Model,
  { easy, spared }: { readonly easy: readonly number[]; readonly spared: readonly number[] },
  stop: () => boolean,
): number | null {
  const room = sessionsPerDay(bare);
  // A debrief may be on another date, and a loop of several dates anywhere.
  const places = bare.loops.map(({ maxDays, sessions }) =>
    maxDays > 1
      ? 0
      : placesOf(
          bare,
          sessions.filter((index) => !at(bare.sessions, index).debrief),
        ),
  );
  const few = Math.min(...room) >= sum(places);
  if (few || bare.loops.length < 2) return null;
  const state = emptyState(withoutGroupSeats(bare));
  putFrozen(state);
  let fixed = 0;
  const shipments: Shipment[] = [];
  for (const loop of bare.loops) {
    if (stop()) return null;
    const least = Math.min(at(easy, loop.index), at(spared, loop.index));
    const costs = at(places, loop.index) === 0 ? undefined : costsByDay(state, loop, stop);
    if (costs === undefined) fixed += least;
    else shipments.push({ places: at(places, loop.index), costs: [...costs, at(spared, loop.index)] });
  }
  return fixed + leastShipped(shipments, room);
}

/** What the loop costs at least on each date; undefined where something of it is frozen or stood before. */
function costsByDay(state: State, loop: LoopModel, stop: () => boolean): number[] | undefined {
  const own = loop.sessions.map((index) => at(state.model.sessions, index));
  if (own.some(({ frozen, previous }) => frozen || previous !== undefined)) return undefined;
  return state.model.calendar.days.map((_, day) => {
    if (day < loop.dayFrom || day >= loop.dayTo) return Infinity;
    const effort = newEffort(NODES, stop);
    const on = { ...loop, dayFrom: day, dayTo: day + 1 };
    const least = placeLoop(state, on, newRanking(1), { effort, classOf: ONE_CLASS });
    return least >= NEVER ? Infinity : least;
  });
}

function sum(costs: readonly number[]): number {
  return costs.reduce((total, cost) => total + cost, 0);
}

/** What each loop costs at least, whatever the others do; null where that cannot be said, or `stop` came first. */
export function aloneCosts(model: Model, stop: () => boolean): number[] | null {
  const entangled = model.sessions.some(
    (session) => session.group && (session.frozen || session.seats.some((seat) => seat.everyone)),
  );
  if (entangled) return null;
  const state = emptyState(withoutGroupSeats(model));
  putFrozen(state);
  const costs: number[] = [];
  for (const loop of model.loops) {
    if (stop()) return null;
    costs.push(aloneCost(state, loop, stop));
  }
  return costs;
}

function aloneCost(state: State, loop: LoopModel, stop: () => boolean): number {
  const own = loop.sessions.map((index) => at(state.model.sessions, index));
  // A frozen loop's own cost is what stands; leaving it out of the bound is safe.
  if (own.some((session) => session.frozen)) return 0;
  const { unplaced, moved } = state.model.weights;
  const gone = own.filter((session) => !session.group && session.previous !== undefined).length * moved;
  const ranking = newRanking(1);
  const effort = newEffort(NODES, stop);
  const least = placeLoop(state, loop, ranking, { effort, classOf: ONE_CLASS });
  const best = ranked(ranking)[0]?.cost ?? NEVER;
  return Math.min(unplaced + gone, Math.max(0, effort.cut ? Math.min(least, best) : best));
}

/** Group sessions cost nothing here, whoever sits and wherever they stand. */
function withoutGroupSeats(model: Model): Model {
  if (!model.sessions.some((session) => session.group)) return model;
  return {
    ...model,
    sessions: model.sessions.map((session) =>
      session.group ? { ...session, seats: [], needsRoom: false, rooms: [], previous: undefined } : session,
    ),
  };
}
