import type { PlanBody, PlannedSession } from '#domain/planning/loop-problem.ts';
import { at } from '#solver/at.ts';
import type { Model } from '#solver/model/model.ts';
import { planCost } from './cost.ts';
import type { Placement, State } from './state.ts';

/** How a minute is written in the problem's zone. */
type TextOf = (minute: number) => string;

/** The plan as its file shows it: sessions by start, then id. */
export function writePlan(
  state: State,
  textOf: TextOf,
  { bound, unplaced }: Pick<PlanBody, 'bound' | 'unplaced'>,
): PlanBody {
  const { model } = state;
  const wanted = withoutLeftovers(state);
  const standing = wanted.placed.filter((placement) => placement !== undefined);
  const sessions = standing
    .toSorted((a, b) => a.start - b.start || compareText(idOf(model, a), idOf(model, b)))
    .map((placement) => writeSession(state, placement, textOf));
  const placedLoops = state.active.filter(Boolean).length;
  const partial = placedLoops === 0 && model.loops.length > 0 ? 'empty' : 'partial';
  return {
    status: placedLoops === model.loops.length ? 'complete' : partial,
    cost: planCost(wanted),
    bound,
    sessions,
    unplaced,
  };
}

/** Frozen sessions stand from the beginning; those of loops that are not placed are no part of the plan. */
function withoutLeftovers(state: State): State {
  const held = [...state.held];
  const placed = state.placed.map((placement) => {
    if (placement === undefined || isWanted(state, placement.session)) return placement;
    for (const person of placement.people) held[person] = at(held, person) - 1;
    return undefined;
  });
  return { ...state, placed, held };
}

function isWanted(state: State, session: number): boolean {
  return at(state.model.sessions, session).loops.some((loop) => state.active[loop] === true);
}

function idOf(model: Model, placement: Placement): string {
  return at(model.sessions, placement.session).id;
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function writeSession(state: State, placement: Placement, textOf: TextOf): PlannedSession {
  const { model } = state;
  const session = at(model.sessions, placement.session);
  const people = placement.people
    .map((person, place) => ({ person, seat: at(placement.seats, place) }))
    .toSorted((a, b) => a.seat - b.seat || a.person - b.person)
    .map(({ person, seat }) => ({
      person: at(model.people, person).id,
      seat,
      role: at(session.seats, seat).role,
    }));
  const room = model.rooms[placement.room]?.id;
  return {
    session: session.id,
    loops: session.loops.filter((loop) => state.active[loop]).map((loop) => at(model.loops, loop).id),
    start: textOf(placement.start),
    end: textOf(placement.end),
    people,
    ...(room === undefined ? {} : { room }),
  };
}
