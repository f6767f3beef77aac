import { at } from '#solver/at.ts';
import type { CostPart, PlanCost } from '#domain/loop-problem.ts';
import type { LoopModel, Model, SessionModel } from '#solver/model/model.ts';
import type { Placement, State } from './state.ts';

/** What differs from the previous plan. */
function previousParts(model: Model, session: SessionModel, placement: Placement | undefined): Parts {
  const parts: Parts = {};
  const was = session.previous;
  if (was === undefined) return parts;
  if (placement === undefined || placement.start !== was.start) parts.moved = model.weights.moved;
  if (placement === undefined) return parts;
  const gone = was.people.filter((person) => !placement.people.includes(person)).length;
  parts.replaced = gone * model.weights.replaced;
  if (placement.room !== was.room) parts.rerouted = model.weights.rerouted;
  return parts;
}

type Parts = Partial<Record<CostPart, number>>;

function prefersOtherwise(model: Model, person: number, placement: Placement): boolean {
  return (model.preferred[person]?.[placement.slot] ?? 0) < placement.end - placement.start;
}

/** People that `everyone` stands for in this session: non-shadow seats of the loops' other sessions, no debriefs. */
export function everyoneOf(
  model: Model,
  session: SessionModel,
  loops: readonly number[],
  placed: readonly (Placement | undefined)[],
): Set<number> {
  const found = new Set<number>();
  for (const loop of loops) {
    for (const index of at(model.loops, loop).sessions) {
      const other = at(model.sessions, index);
      if (index === session.index || other.debrief) continue;
      const placement = placed[index];
      placement?.people.forEach((person, place) => {
        if (!at(other.seats, at(placement.seats, place)).shadow) found.add(person);
      });
    }
  }
  return found;
}

function unfilledPlaces(state: State, session: SessionModel, placement: Placement): number {
  let places = 0;
  for (const seat of session.seats) {
    if (!seat.optional) continue;
    const active = session.loops.filter((loop) => state.active[loop]);
    const need = seat.everyone ? everyoneOf(state.model, session, active, state.placed).size : seat.count;
    const here = placement.seats.filter((index) => index === seat.seat).length;
    places += Math.max(0, need - here);
  }
  return places;
}

/** Waiting minutes and delay days of a placed loop. */
function paceAmounts(
  model: Model,
  loop: LoopModel,
  placed: readonly (Placement | undefined)[],
): {
  waiting: number;
  delay: number;
} {
  const spans = new Map<number, { from: number; to: number; inside: number }>();
  for (const index of loop.sessions) {
    const placement = placed[index];
    if (placement === undefined || at(model.sessions, index).debrief) continue;
    const span = spans.get(placement.day) ?? { from: placement.start, to: placement.end, inside: 0 };
    span.from = Math.min(span.from, placement.start);
    span.to = Math.max(span.to, placement.end);
    span.inside += placement.end - placement.start;
    spans.set(placement.day, span);
  }
  let waiting = 0;
  for (const span of spans.values()) waiting += span.to - span.from - span.inside;
  return { waiting, delay: spans.size === 0 ? 0 : Math.min(...spans.keys()) };
}

/** The cost of the whole plan from nothing but the placements; each part is amount × weight. */
export function planCost(state: State): PlanCost {
  const { model } = state;
  const amount: Record<CostPart, number> = {
    unplaced: 0,
    waiting: 0,
    preference: 0,
    overload: 0,
    delay: 0,
    unfilled: 0,
    moved: 0,
    replaced: 0,
    rerouted: 0,
  };
  const w = model.weights;
  for (const loop of model.loops) {
    if (state.active[loop.index] !== true) {
      amount.unplaced += w.unplaced;
      continue;
    }
    const pace = paceAmounts(model, loop, state.placed);
    amount.waiting += pace.waiting * w.waiting;
    amount.delay += pace.delay * w.delay;
  }
  for (const session of model.sessions) {
    const placement = state.placed[session.index];
    const parts = previousParts(model, session, placement);
    for (const part of ['moved', 'replaced', 'rerouted'] as const) amount[part] += parts[part] ?? 0;
    if (placement === undefined) continue;
    amount.unfilled += unfilledPlaces(state, session, placement) * w.unfilled;
    const unhappy = placement.people.filter((person) => prefersOtherwise(model, person, placement)).length;
    amount.preference += unhappy * w.preference;
  }
  amount.moved += w.moved * forgotten(model);
  for (const person of model.people) {
    amount.overload += w.overload * Math.max(0, person.recent + at(state.held, person.index) - person.fair);
  }
  return { total: sum(amount), ...amount };
}

/** Sessions of the previous plan that the problem does not know any more: gone, whatever is planned. */
function forgotten(model: Model): number {
  const known = new Set(model.sessions.map((session) => session.id));
  return (model.problem.previous?.sessions ?? []).filter((was) => !known.has(was.session)).length;
}

function sum(parts: Parts): number {
  return Object.values(parts).reduce((total, part) => total + part, 0);
}
