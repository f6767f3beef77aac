/** The touched loops placed again one after the other, each where it costs least beside all that stands. */
import { at } from '#solver/at.ts';
import { fork, insertLoop } from '#solver/search/state.ts';
import { NEVER } from '#solver/model/model.ts';
import type { State } from '#solver/search/state.ts';
import type { Insertion } from '#solver/one-loop/ranking.ts';
import type { Found } from './conflict-search.ts';
import { cheapest, type Demands, type Spending } from './demands.ts';
import { ownSessions } from './standing.ts';
import { costOfLeaving, costWith, costWithout } from './worlds.ts';
import type { Priced } from './worlds.ts';

/** So many loops are tried in every order, more only forwards and backwards. */
const EVERY_ORDER = 3;

export function placeOneByOne(plan: Priced, touched: readonly number[], how: Placing): Found {
  let best = how.known;
  for (const order of ordersOf(touched)) {
    const found = placeInOrder(plan, order, how);
    if (best === undefined || found.cost < best.cost) best = found;
    if (how.spending.left <= 0) break;
  }
  return best ?? { cost: plan.cost, plans: new Map() };
}

export type Placing = {
  readonly demands: Demands;
  readonly spending: Spending;
  /** Only what costs less is wanted. */
  readonly known?: Found | undefined;
  /** Only the days on which the loop stood are of interest. */
  readonly near?: boolean;
};

function placeInOrder(before: Priced, order: readonly number[], how: Placing): Found {
  const state = fork(before.full);
  const spare = (how.known?.cost ?? NEVER) - costWithout(before, order);
  const plans = new Map<number, Insertion | undefined>();
  for (const loop of order) {
    const limit = Math.min(costOfLeaving(state, loop), order.length === 1 ? spare : NEVER);
    const plan = nearestFirst(state, loop, { ...how, limit });
    plans.set(loop, plan);
    if (plan !== undefined) insertLoop(state, loop, plan.placements);
  }
  return { cost: costWith(before, state, order), plans };
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

type Looking = Placing & { readonly limit: number };

/**
 * First on the days on which the loop stood. What is found there tells on which other days there is no point in
 * looking: each session that has to move there costs already.
 */
function nearestFirst(state: State, loop: number, how: Looking): Insertion | undefined {
  const before = daysBefore(state, loop);
  const all = state.model.calendar.days.length;
  if (before.size === 0 || before.size === all || !hasDebrief(state, loop)) return cheapest(state, loop, how);
  const near = nearby(state, loop, { ...how, before });
  if (how.near === true) return near;
  const limit = near?.cost ?? how.limit;
  const days = new Set([...before, ...daysWorth(state, loop, limit)]);
  if (days.size === before.size) return near;
  return cheapest(state, loop, { ...how, limit, demands: { ...how.demands, days } }) ?? near;
}

/** On the days before: first with the debriefs where they were, then also elsewhere if that is cheaper. */
function nearby(
  state: State,
  loop: number,
  how: Looking & { readonly before: ReadonlySet<number> },
): Insertion | undefined {
  const where = { ...how.demands, days: how.before };
  const still = cheapest(state, loop, { ...how, demands: { ...where, keepDebriefs: true } });
  if (still !== undefined && how.near === true) return still;
  const limit = still?.cost ?? how.limit;
  return cheapest(state, loop, { ...how, limit, demands: where }) ?? still;
}

/** With debriefs there are many more places to look at than without. */
function hasDebrief({ model }: State, loop: number): boolean {
  return at(model.loops, loop).sessions.some((session) => at(model.sessions, session).debrief);
}

function daysBefore(state: State, loop: number): Set<number> {
  return new Set(startsBefore(state, loop).flatMap(({ day }) => (day === undefined ? [] : [day])));
}

/** Days on which the loop's sessions with the candidate may all be held for less than the limit. */
function daysWorth(state: State, loop: number, limit: number): number[] {
  const { model } = state;
  const { maxDays } = at(model.loops, loop);
  const { moved } = model.weights;
  const days = model.calendar.days.map((_, day) => day);
  if (maxDays > 1) return days;
  const starts = startsBefore(state, loop).filter(({ debrief }) => !debrief);
  return days.filter((day) => {
    const elsewhere = starts.filter((start) => start.day !== day).length;
    return elsewhere * moved < limit;
  });
}

/** On which day each session of the loop stood, frozen and group sessions aside. */
function startsBefore(
  state: State,
  loop: number,
): { readonly day: number | undefined; readonly debrief: boolean }[] {
  const { calendar, sessions } = state.model;
  return ownSessions(state, loop).flatMap((index) => {
    const { previous, debrief } = at(sessions, index);
    if (previous === undefined) return [];
    const slot = calendar.start.indexOf(previous.start);
    return [{ day: slot < 0 ? undefined : calendar.dayOf[slot], debrief }];
  });
}
