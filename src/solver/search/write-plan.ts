import { instantText } from '#domain/zoned.ts';
import type { PlanBody, PlannedSession, Unplaced } from '#domain/loop-problem.ts';
import { at } from '#solver/at.ts';
import type { Model } from '#solver/model/model.ts';
import { planCost } from './cost.ts';
import type { Placement, State } from './state.ts';

/** The plan as its file shows it: sessions by start, then id. */
export function writePlan(state: State, bound: number | null, unplaced: readonly Unplaced[]): PlanBody {
  const { model } = state;
  const standing = state.placed.filter((placement): placement is Placement => {
    return placement !== undefined && isWanted(state, placement.session);
  });
  const sessions = standing
    .toSorted((a, b) => a.start - b.start || compareText(idOf(model, a), idOf(model, b)))
    .map((placement) => writeSession(state, placement));
  const placedLoops = state.active.filter(Boolean).length;
  const partial = placedLoops === 0 && model.loops.length > 0 ? 'empty' : 'partial';
  return {
    status: placedLoops === model.loops.length ? 'complete' : partial,
    cost: planCost(state),
    bound,
    sessions,
    unplaced,
  };
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

function writeSession(state: State, placement: Placement): PlannedSession {
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
    start: instantText(placement.start, model.problem.timeZone),
    end: instantText(placement.end, model.problem.timeZone),
    people,
    ...(room === undefined ? {} : { room }),
  };
}
