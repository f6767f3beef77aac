/** The touched loops placed again one after the other, each where it costs least beside all that stands. */
import { planCost } from '#solver/search/cost.ts';
import { fork, insertLoop } from '#solver/search/state.ts';
import { NEVER } from '#solver/model/model.ts';
import type { State } from '#solver/search/state.ts';
import type { Insertion } from '#solver/one-loop/ranking.ts';
import type { Found } from './conflict-search.ts';
import { cheapest, type Demands, type Spending } from './demands.ts';
import { costOfLeaving, costWithout } from './worlds.ts';

/** So many loops are tried in every order, more only forwards and backwards. */
const EVERY_ORDER = 3;

export function placeOneByOne(full: State, touched: readonly number[], how: Placing): Found {
  let best = how.known;
  for (const order of ordersOf(touched)) {
    const found = placeInOrder(full, order, how);
    if (best === undefined || found.cost < best.cost) best = found;
    if (how.spending.left <= 0) break;
  }
  return best ?? { cost: planCost(full).total, plans: new Map() };
}

export type Placing = {
  readonly demands: Demands;
  readonly spending: Spending;
  /** Only what costs less is wanted. */
  readonly known?: Found | undefined;
};

function placeInOrder(full: State, order: readonly number[], how: Placing): Found {
  const state = fork(full);
  const spare = (how.known?.cost ?? NEVER) - costWithout(full, order);
  const plans = new Map<number, Insertion | undefined>();
  for (const loop of order) {
    const limit = Math.min(costOfLeaving(state, loop), order.length === 1 ? spare : NEVER);
    const plan = cheapest(state, loop, { ...how, limit });
    plans.set(loop, plan);
    if (plan !== undefined) insertLoop(state, loop, plan.placements);
  }
  return { cost: planCost(state).total, plans };
}

function ordersOf(loops: readonly number[]): readonly (readonly number[])[] {
  if (loops.length <= EVERY_ORDER) return permutations(loops);
  return [loops, loops.toReversed()];
}

function permutations(loops: readonly number[]): readonly (readonly number[])[] {
  if (loops.length <= 1) return [loops];
  return loops.flatMap((first) =>
    permutations(loops.filter((loop) => loop !== first)).map((rest) => [first, ...rest]),
  );
}
