/**
 * A group session at another time, with its loops around it. Ten loops rebuilt one after the other are seldom well
 * built at once, so they and their neighbours are settled by small moves before the new time is judged.
 */
import { at } from '#solver/at.ts';
import type { SessionModel } from '#solver/model/model.ts';
import { shareOf } from '#solver/search/cost.ts';
import { moveGroup } from '#solver/search/groups.ts';
import { draw, shuffled } from '#solver/search/random.ts';
import { restore, snapshotOf } from '#solver/search/snapshot.ts';
import { reseatableOf } from './reseatable.ts';
import { placementsOf } from './move.ts';
import type { Costs, Field, Move } from './move.ts';

/** Small moves that the loops get to settle. */
const SETTLING = 120;
/** Neighbours that may give way, beside the group's own loops. */
const NEIGHBOURS = 10;
/** Minutes from the group's start within which other loops are its neighbours. */
const NEAR = 300;

export function regroup(field: Field, group: SessionModel, costs: Costs, settle: Move): number | undefined {
  const { state, random, stop } = field;
  const loops = loopsAround(field, group);
  // The earlier of two draws, because later costs more.
  const drawn = (): number => draw(random, group.slots.length);
  const slot = at(group.slots, Math.min(drawn(), drawn()));
  const circle = [...loops, ...neighbours(field, loops, at(state.model.calendar.start, slot))];
  const before = snapshotOf(state, circle);
  const others = costs.current - shareOf(state, circle);
  moveGroup(state, group, { slot, order: loops, stop });
  let cost = others + shareOf(state, circle);
  const hopeless = costs.allowed + state.model.weights.preference * loops.length;
  const within = { ...field, movable: circle, reseatable: reseatableOf(state.model, circle) };
  for (let step = 0; step < SETTLING && cost <= hopeless && !stop(); step += 1)
    cost = settle(within, { current: cost, allowed: cost }) ?? cost;
  if (cost <= costs.allowed) return cost;
  restore(state, before);
  return undefined;
}

/** The loops of the group, and a few that are not placed. */
function loopsAround({ state, movable, random }: Field, group: SessionModel): number[] {
  const missing = movable.filter((loop) => state.active[loop] !== true).slice(0, 5);
  const own = group.loops.filter((loop) => movable.includes(loop));
  return shuffled(random, [...new Set([...own, ...missing])]);
}

function neighbours({ state, movable, random }: Field, loops: readonly number[], start: number): number[] {
  const near = (loop: number): boolean =>
    placementsOf(state, loop).some((one) => one.start < start + NEAR && start < one.end);
  return shuffled(random, movable)
    .filter((loop) => !loops.includes(loop) && near(loop))
    .slice(0, NEIGHBOURS);
}
