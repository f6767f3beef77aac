/** A repaired plan in names: what it changes of the plan before, what it costs, and who must be told. */
import type { Unplaced } from '#domain/planning/loop-problem.ts';
import { changesBetween } from '#domain/repair/repair-changes.ts';
import { tellingsOf } from '#domain/repair/repair-told.ts';
import type { Repair } from '#domain/repair/repair.ts';
import { explain, notFound } from '#solver/explain/explain.ts';
import { planCost } from '#solver/search/cost.ts';
import { fork, take } from '#solver/search/state.ts';
import type { State } from '#solver/search/state.ts';
import { sessionsOf } from './sessions.ts';
import type { Standing } from './standing.ts';

const NEVER_STOPS = { stop: (): boolean => false, over: (): boolean => false };

/** The cost is by the problem's own weights, whatever the plan was searched by; `reasons`: whether to look for them. */
export function describe(
  standing: Standing,
  searched: State,
  { reasons }: { readonly reasons: boolean },
): Repair {
  const { problem, model } = standing;
  const state = withoutLeftovers({ ...searched, model });
  const before = problem.previous?.sessions ?? [];
  const sessions = sessionsOf(state, new Map(before.map((session) => [session.session, session])));
  const changes = changesBetween(before, sessions);
  return {
    sessions,
    unplaced: unplacedIn(standing, state, reasons),
    cost: planCost(state),
    changes,
    told: tellingsOf(problem, changes),
  };
}

/** Frozen sessions of loops that are given up are no part of the plan. */
function withoutLeftovers(searched: State): State {
  const left = searched.model.sessions.filter(
    ({ index, loops }) =>
      searched.placed[index] !== undefined && loops.every((loop) => searched.active[loop] !== true),
  );
  if (left.length === 0) return searched;
  const state = fork(searched);
  for (const { index } of left) take(state, index);
  return state;
}

/** Why a touched loop does not fit any more; loops that were not placed before are none of a repair's business. */
function unplacedIn({ model, touched }: Standing, state: State, reasons: boolean): Unplaced[] {
  return model.loops
    .filter(({ index }) => state.active[index] !== true)
    .map(({ id, index }) =>
      reasons && touched.includes(index) ? explain(state, index, NEVER_STOPS) : notFound(id),
    );
}
