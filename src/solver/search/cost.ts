import { at } from '#solver/at.ts';
import { NO_COST, type CostPart, type PlanCost } from '#domain/planning/loop-problem.ts';
import type { LoopModel, Model, SessionModel } from '#solver/model/model.ts';
import type { Placement, State } from './state.ts';

type Parts = Record<CostPart, number>;

/** What differs from the previous plan. */
function addPrevious(
  parts: Parts,
  { weights }: Model,
  { previous }: SessionModel,
  placement: Placement | undefined,
): void {
  if (previous === undefined) return;
  if (placement === undefined || placement.start !== previous.start) parts.moved += weights.moved;
  if (placement === undefined) return;
  const gone = previous.people.filter((person) => !placement.people.includes(person)).length;
  parts.replaced += gone * weights.replaced;
  if (placement.room !== previous.room) parts.rerouted += weights.rerouted;
}

/** Whether not all of the session lies inside what the person prefers. */
export function prefersOtherwise(model: Model, person: number, placement: Placement): boolean {
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
  const parts = nothing();
  for (const loop of model.loops) addLoop(parts, state, loop);
  for (const session of model.sessions) addSession(parts, state, session);
  parts.moved += model.weights.moved * forgotten(model);
  parts.overload += overloadOf(state);
  return { total: sum(parts), ...parts };
}

/**
 * What these loops, their sessions and everybody's load cost: all of the plan's cost that can change while the other
 * loops stand still. The difference between two states is the difference between their plans' costs.
 */
export function shareOf(state: State, loops: readonly number[]): number {
  const { model } = state;
  const parts = nothing();
  const groups = new Set<number>();
  for (const loop of loops) {
    addLoop(parts, state, at(model.loops, loop));
    for (const index of at(model.loops, loop).sessions) {
      const session = at(model.sessions, index);
      if (session.group) groups.add(index);
      else addSession(parts, state, session);
    }
  }
  for (const index of groups) addSession(parts, state, at(model.sessions, index));
  return sum(parts) + overloadOf(state);
}

/** What one loop and its own sessions cost, whoever else shares the people. */
export function ownCost(state: State, index: number): number {
  const { model } = state;
  const parts = nothing();
  const loop = at(model.loops, index);
  addLoop(parts, state, loop);
  for (const session of loop.sessions) {
    if (!at(model.sessions, session).group) addSession(parts, state, at(model.sessions, session));
  }
  return sum(parts);
}

function nothing(): Parts {
  const { total: _total, ...parts } = NO_COST;
  return parts;
}

function addLoop(parts: Parts, state: State, loop: LoopModel): void {
  const { weights } = state.model;
  if (state.active[loop.index] !== true) {
    parts.unplaced += weights.unplaced;
    return;
  }
  const pace = paceAmounts(state.model, loop, state.placed);
  parts.waiting += pace.waiting * weights.waiting;
  parts.delay += pace.delay * weights.delay;
}

function addSession(parts: Parts, state: State, session: SessionModel): void {
  const { model } = state;
  const placement = state.placed[session.index];
  addPrevious(parts, model, session, placement);
  if (placement === undefined) return;
  parts.unfilled += unfilledPlaces(state, session, placement) * model.weights.unfilled;
  for (const person of placement.people) {
    if (prefersOtherwise(model, person, placement)) parts.preference += model.weights.preference;
  }
}

function overloadOf({ model, held }: State): number {
  let over = 0;
  for (const person of model.people)
    over += Math.max(0, person.recent + at(held, person.index) - person.fair);
  return over * model.weights.overload;
}

/** Sessions of the previous plan that the problem does not know any more: gone, whatever is planned. */
function forgotten(model: Model): number {
  const remembered = model.sessions.filter(({ previous }) => previous !== undefined).length;
  if (remembered === (model.problem.previous?.sessions.length ?? 0)) return 0;
  const known = new Set(model.sessions.map((session) => session.id));
  return (model.problem.previous?.sessions ?? []).filter((was) => !known.has(was.session)).length;
}

function sum(parts: Parts): number {
  return Object.values(parts).reduce((total, part) => total + part, 0);
}
