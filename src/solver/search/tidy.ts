/**
 * Among plans of equal cost the one that a coordinator would rather have: the debrief soon after the last session,
 * an early start, and few changes of room. Nothing here may cost anything.
 */
import { at } from '#solver/at.ts';
import { BY_START } from '#solver/one-loop/alternatives.ts';
import { earliestGatherings } from '#solver/one-loop/debrief.ts';
import type { Gathering } from '#solver/one-loop/debrief.ts';
import { newEffort } from '#solver/one-loop/effort.ts';
import { ONE_CLASS, placeLoop } from '#solver/one-loop/one-loop.ts';
import type { Task } from '#solver/one-loop/pieces.ts';
import { newRanking, ranked } from '#solver/one-loop/ranking.ts';
import type { Insertion } from '#solver/one-loop/ranking.ts';
import type { LoopModel, SessionModel } from '#solver/model/model.ts';
import { planCost } from './cost.ts';
import { restore, snapshotOf } from './snapshot.ts';
import { activeLoops, insertLoop, put, roomClear, take } from './state.ts';
import type { Placement, State } from './state.ts';

/** Nodes that the wish for an equal but pleasanter plan may cost. */
const NODES = 4000;
/** First starts that are compared. */
const STARTS = 64;

/**
 * An insertion of the same cost, for a loop that is not placed: the earliest debrief, then the earliest start. Without
 * a debrief the insertion is kept: of equals the search tries early starts first.
 */
export function pleasanter(state: State, loop: LoopModel, insertion: Insertion): Insertion {
  if (!insertion.placements.some((placement) => isDebrief(state, placement))) return insertion;
  const ranking = newRanking(STARTS, insertion.cost + 1);
  function* untilFound(task: Task): Iterable<Gathering> {
    for (const gathering of earliestGatherings(task)) {
      if (ranking.best.size > 0) return;
      yield gathering;
    }
  }
  const effort = newEffort(NODES, () => false);
  placeLoop(state, loop, ranking, { effort, classOf: BY_START, gatherings: untilFound });
  const found = ranked(ranking).filter((one) => one.cost === insertion.cost);
  return [insertion, ...found].reduce((best, one) => (isPleasanter(state, one, best) ? one : best));
}

function isPleasanter(state: State, one: Insertion, than: Insertion): boolean {
  const [a, b] = [one, than].map(({ placements }) => ({
    debriefs: placements
      .filter((placement) => isDebrief(state, placement))
      .reduce((sum, { start }) => sum + start, 0),
    start: Math.min(
      ...placements.filter((placement) => !isDebrief(state, placement)).map(({ start }) => start),
    ),
  }));
  if (a === undefined || b === undefined) return false;
  return a.debriefs < b.debriefs || (a.debriefs === b.debriefs && a.start < b.start);
}

function isDebrief(state: State, placement: Placement): boolean {
  return at(state.model.sessions, placement.session).debrief;
}

/** Tidies every placed loop of the plan in turn; what else stands, stays. */
export function tidy(state: State, loops: readonly number[]): void {
  for (const index of loops) {
    if (state.active[index] !== true) continue;
    const loop = at(state.model.loops, index);
    const before = snapshotOf(state, [index]);
    const { total } = planCost(state);
    settleDebriefs(state, loop);
    stayInRoom(state, loop);
    if (planCost(state).total > total) restore(state, before);
  }
}

/** The loop's debriefs as early as they cost no more, its other sessions as they are. */
function settleDebriefs(state: State, loop: LoopModel): void {
  const debriefs = loop.sessions.filter((index) => {
    const { debrief, frozen, group } = at(state.model.sessions, index);
    return debrief && !frozen && !group;
  });
  if (debriefs.length === 0) return;
  const before = snapshotOf(state, [loop.index]);
  for (const index of debriefs) take(state, index);
  state.active[loop.index] = false;
  const cheapest = newRanking(1);
  placeLoop(state, loop, cheapest, { effort: newEffort(NODES, () => false), classOf: ONE_CLASS });
  const [best] = ranked(cheapest);
  if (best === undefined) restore(state, before);
  else insertLoop(state, loop.index, pleasanter(state, loop, best).placements);
}

/** Where the room of the session before would do as well, nobody has to change it. */
function stayInRoom(state: State, loop: LoopModel): void {
  const inOrder = loop.sessions
    .flatMap((index) => state.placed[index] ?? [])
    .filter((placement) => placement.room >= 0)
    .toSorted((a, b) => a.start - b.start);
  for (const [index, placement] of inOrder.entries()) {
    const before = inOrder[index - 1];
    if (before === undefined || before.room === placement.room || before.day !== placement.day) continue;
    const moved = { ...placement, room: before.room };
    const following = inOrder[index + 1];
    // Leaving the room of the next session would only put the change off.
    if (following?.room === placement.room && following.day === placement.day) continue;
    if (!canMoveTo(state, at(state.model.sessions, placement.session), moved)) continue;
    take(state, placement.session);
    put(state, moved);
    inOrder[index] = moved;
  }
}

function canMoveTo(state: State, session: SessionModel, moved: Placement): boolean {
  const { rooms, walk } = state.model;
  const movable = !session.frozen && !session.group && session.previous === undefined && walk.length === 0;
  if (!movable || !session.rooms.includes(moved.room)) return false;
  const guests = session.debrief ? 0 : activeLoops(state, session.index);
  return (
    at(rooms, moved.room).seats >= moved.people.length + guests &&
    roomClear(state, moved.room, moved.slot, { ...moved, site: -1 })
  );
}
