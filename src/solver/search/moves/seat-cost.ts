import { at } from '#solver/at.ts';
import { prefersOtherwise } from '#solver/search/cost.ts';
import { lastOverload } from '#solver/search/price.ts';
import type { Placement, State } from '#solver/search/state.ts';

/** What one person costs in the session, whatever else the person sits in. */
export function sittingCosts({ model }: State, placement: Placement, person: number): number {
  const outside = prefersOtherwise(model, person, placement) ? model.weights.preference : 0;
  const back = at(model.sessions, placement.session).previous?.people.includes(person) === true;
  return back ? outside - model.weights.replaced : outside;
}

/** What the plan saves when the person leaves the session. */
export function leavingSaves(state: State, placement: Placement, person: number): number {
  return lastOverload(state, person) + sittingCosts(state, placement, person);
}
