/** The cheapest repair of a plan, under the weights of its model: loops first, and the group sessions around them. */
import { at } from '#solver/at.ts';
import type { SessionModel } from '#solver/model/model.ts';
import { planCost } from '#solver/search/cost.ts';
import { fork, put, take } from '#solver/search/state.ts';
import type { State } from '#solver/search/state.ts';
import { searchConflicts, type Found } from './conflict-search.ts';
import { NO_DEMANDS, type Demands, type Forbidden, type Spending } from './demands.ts';
import { canBeChosen, groupOptions } from './groups.ts';
import { placeOneByOne } from './one-by-one.ts';
import { cheapestChain } from './seat-chains.ts';
import { clearLoop, type Standing } from './standing.ts';
import { costWithout, priced, stateWith, worldsOf } from './worlds.ts';

export type Bounds = {
  /** How many loops more than those touched may move. */
  readonly chain: number;
  readonly spending: Spending;
  /** True where only the days on which the loops stood are of interest. */
  readonly near: boolean;
  /** Changes that are not wanted. */
  readonly forbidden: readonly Forbidden[];
};

/** What stands while a repair is searched: group sessions may have been chosen for it. */
type Scene = {
  readonly state: State;
  readonly touched: readonly number[];
  readonly movable: readonly number[];
};

/** The whole plan as the cheapest repair found leaves it; loops that do not fit any more are not placed in it. */
export function bestRepair(standing: Standing, bounds: Bounds): State {
  const scene: Scene = standing;
  const hit = standing.groups.filter(canBeChosen);
  const [group] = hit;
  const found = group === undefined ? repaired(scene, bounds) : around(scene, hit, bounds);
  const groups = groupsToMove(standing);
  return groups.reduce((best, one) => cheaper(best, movingGroup(standing, one, { best, bounds })), found)
    .state;
}

type Repaired = { readonly cost: number; readonly state: State };

function cheaper(one: Repaired, other: Repaired | undefined): Repaired {
  return other !== undefined && other.cost < one.cost ? other : one;
}

/** With every group session where it stands. */
function repaired({ state, touched, movable }: Scene, bounds: Bounds): Repaired {
  const before = priced(state);
  const demands: Demands = { ...NO_DEMANDS, forbidden: bounds.forbidden };
  const { spending, chain } = bounds;
  const gives = new Set(movable);
  const [loop] = touched;
  const chained =
    loop !== undefined && touched.length === 1
      ? cheapestChain({ before, loop, movable: chain > 0 ? gives : new Set(), demands })
      : undefined;
  const known = placeOneByOne(before, touched, { demands, spending, known: chained, near: bounds.near });
  // One loop alone, with nothing that could give way, is placed exactly already.
  const settled = touched.length === 0 || (touched.length === 1 && (gives.size === 0 || chain === 0));
  if (settled || entangled(state, touched)) return finished(state, known);
  const question = { worlds: worldsOf(before, gives), touched, demands, spending, chain };
  return finished(state, searchConflicts(question, known));
}

/** Loops that share a group session which nobody has placed depend on each other in more than times and people. */
function entangled(state: State, touched: readonly number[]): boolean {
  return touched.some((loop) =>
    at(state.model.loops, loop).sessions.some(
      (session) => at(state.model.sessions, session).group && state.placed[session] === undefined,
    ),
  );
}

function finished(full: State, { cost, plans }: Found): Repaired {
  const state = stateWith(full, plans);
  const empty = state.model.sessions.filter(
    ({ group, frozen, loops, index }) =>
      group &&
      !frozen &&
      state.placed[index] !== undefined &&
      loops.every((loop) => state.active[loop] !== true),
  );
  for (const { index } of empty) take(state, index);
  return { cost: empty.length === 0 ? cost : planCost(state).total, state };
}

/** The first group at each of its options, and the others likewise; the cheapest of all. */
function around(scene: Scene, groups: readonly SessionModel[], bounds: Bounds): Repaired {
  const [group, ...rest] = groups;
  if (group === undefined) return repaired(scene, bounds);
  let best: Repaired | undefined;
  for (const { placement } of groupOptions(scene.state, group, bounds.forbidden)) {
    if (best !== undefined && bounds.spending.left <= 0) break;
    const state = fork(scene.state);
    put(state, placement);
    if (best !== undefined && costWithout(priced(state), scene.touched) >= best.cost) continue;
    const found = around({ ...scene, state }, rest, bounds);
    best = best === undefined ? found : cheaper(best, found);
  }
  return best ?? around(scene, rest, bounds);
}

/** Groups of touched loops that stand and may be better elsewhere. */
function groupsToMove({ model, state, touched, groups }: Standing): SessionModel[] {
  return model.sessions.filter(
    (session) =>
      canBeChosen(session) &&
      !groups.includes(session) &&
      state.placed[session.index] !== undefined &&
      session.loops.some((loop) => touched.includes(loop)),
  );
}

/** The group and all its loops taken out and placed again. */
function movingGroup(
  standing: Standing,
  group: SessionModel,
  { best, bounds }: { readonly best: Repaired; readonly bounds: Bounds },
): Repaired | undefined {
  const state = fork(standing.state);
  const members = group.loops.filter((loop) => state.active[loop] === true);
  for (const loop of members) clearLoop(state, loop);
  take(state, group.index);
  const touched = [...new Set([...standing.touched, ...members])];
  const movable = standing.movable.filter((loop) => !touched.includes(loop));
  // The group's own session counts as gone here, which it will not be.
  const gone = group.previous === undefined ? 0 : state.model.weights.moved;
  if (costWithout(priced(state), touched) - gone >= best.cost) return undefined;
  return around({ state, touched, movable }, [group], bounds);
}
