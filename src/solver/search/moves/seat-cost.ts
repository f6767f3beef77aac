import { at } from '#solver/at.ts';
import type { Placement, State } from '#solver/search/state.ts';

/** What one person costs in the session, whatever else the person sits in. */
export function sittingCosts({ model }: State, placement: Placement, person: number): number {
  const { session, slot, start, end } = placement;
  const outside = (model.preferred[person]?.[slot] ?? 0) < end - start ? model.weights.preference : 0;
  const back = at(model.sessions, session).previous?.people.includes(person) === true;
  return back ? outside - model.weights.replaced : outside;
}

/** What the plan saves when the person leaves the session. */
export function leavingSaves(state: State, placement: Placement, person: number): number {
  const { recent, fair } = at(state.model.people, person);
  const over = recent + at(state.held, person) > fair ? state.model.weights.overload : 0;
  return over + sittingCosts(state, placement, person);
}
