/**
 * A lower bound on the cost of any plan: every loop placed alone in an empty world, or given up if that is cheaper.
 *
 * This is valid because other loops only take people, rooms and time away, and because overload is convex in the
 * load: what a session adds to an idle person's overload it adds at least to a busy one's. What a group session
 * costs is counted once for all its loops, so it is left out of each of them. Null where a loop alone is no
 * relaxation (a group session with an `everyone` seat that the previous plan holds fixed).
 */
import { at } from '#solver/at.ts';
import { NEVER } from '#solver/model/model.ts';
import type { LoopModel, Model } from '#solver/model/model.ts';
import { newEffort } from '#solver/one-loop/effort.ts';
import { ONE_CLASS, placeLoop } from '#solver/one-loop/one-loop.ts';
import { newRanking, ranked } from '#solver/one-loop/ranking.ts';
import { planCost } from './cost.ts';
import { putFrozen } from './frozen.ts';
import { emptyState } from './state.ts';
import type { State } from './state.ts';

const NODES = 20_000;

export function lowerBound(model: Model, alone: readonly number[] | null): number | null {
  if (alone === null) return null;
  return alone.reduce((total, cost) => total + cost, planCost(emptyState(model)).overload);
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
