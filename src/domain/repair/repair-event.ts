/**
 * What an event makes of a loop problem: a pure function from the problem, the plan that stands and the event to the
 * problem that a repair must solve. Everything is said in the problem's own fields, so that planning it again and
 * repairing it agree about what is allowed.
 */
import { eventFaults } from '#domain/repair/event/event-faults.ts';
import { effectOf, withoutThePast } from '#domain/repair/event/effects.ts';
import { sceneOf, withBegun, type Scene } from '#domain/repair/event/scene.ts';
import type { Fault } from '#domain/fault.ts';
import { DEFAULT_WEIGHTS, type LoopProblem, type PlannedSession } from '#domain/planning/loop-problem.ts';
import type { RepairEvent, Wish } from './repair.ts';
import { ok, refuse, type Result } from '#domain/result.ts';

/** `hit`: ids of the sessions of the plan that cannot stay as they are. */
export type Struck = { readonly problem: LoopProblem; readonly hit: readonly string[] };

/**
 * The problem after the event, with the plan as `previous` and what has begun `frozen`. A session that the event hits
 * is frozen no longer, unless it has begun. Time before `now` is taken from everybody, so that nothing is planned
 * there. The faults are those of the event: names that the plan does not know, times that do not fit.
 */
export function afterEvent(
  problem: LoopProblem,
  plan: { readonly sessions: readonly PlannedSession[] },
  event: RepairEvent,
): Result<Struck, readonly Fault[]> {
  const known = sceneOf(problem, plan.sessions, event);
  const faults = eventFaults(known, event);
  if (faults.length > 0) return refuse(faults);
  const scene = event.begun === undefined ? known : withBegun(known, hitIn(known, event));
  const effects = event.happened.map((happening) => effectOf(happening, scene));
  const hit = plan.sessions
    .filter((session) => !scene.begun.has(session.session) && effects.some(({ hits }) => hits(session)))
    .map(({ session }) => session);
  const frozen = (problem.frozen ?? []).filter((session) => !hit.includes(session));
  const changed = effects.reduce((so, { change }) => change(so), withoutThePast(problem, scene));
  return ok({
    problem: {
      ...changed,
      previous: problem.previous?.sessions === plan.sessions ? problem.previous : { sessions: plan.sessions },
      frozen: [...new Set([...frozen, ...scene.begun])],
    },
    hit,
  });
}

/** Of sessions that may or may not have begun, those that cannot have: what happened kept them. */
function hitIn(scene: Scene, { happened }: RepairEvent): (session: PlannedSession) => boolean {
  const effects = happened.map((happening) => effectOf(happening, scene));
  return (session) => effects.some(({ hits }) => hits(session));
}

/** How much more a wish weighs than what it is weighed against. */
const OUTWEIGHS = 100;

/** The same problem, in which what the wish counts outweighs all else that a repair usually costs. */
export function wishedFor(problem: LoopProblem, wish: Wish | undefined): LoopProblem {
  if (wish === undefined) return problem;
  const { moved, replaced, rerouted } = { ...DEFAULT_WEIGHTS, ...problem.weights };
  const most = OUTWEIGHS * Math.max(1, moved, replaced);
  const weights = {
    times: { moved: most },
    people: { replaced: most },
    // Whom a change tells depends on the other changes, which no weight can say; but few changes tell few people.
    told: { moved: most, replaced: most, rerouted: OUTWEIGHS * Math.max(1, rerouted) },
  }[wish];
  return { ...problem, weights: { ...problem.weights, ...weights } };
}
