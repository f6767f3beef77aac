/**
 * Repair: a plan that stands and an event in, the ways to mend the plan out, ranked by a wish.
 *
 * Plain data in and out, and deterministic: what bounds the search is a number of insertions, never a clock. See
 * `repair/conflict-search.ts` for the method.
 */
import type { Fault } from '#domain/fault.ts';
import type { LoopProblem, PlannedSession } from '#domain/planning/loop-problem.ts';
import { afterEvent } from '#domain/repair/repair-event.ts';
import type { Repair, RepairEvent, Wish } from '#domain/repair/repair.ts';
import { ok, type Result } from '#domain/result.ts';
import { compile } from '#solver/model/compile.ts';
import { rankedRepairs, type Memory } from '#solver/repair/ranked-repairs.ts';
import { standingBefore, standingOf } from '#solver/repair/standing.ts';
import { at } from './at.ts';

export type RepairOptions = {
  /** What to rank by; without a wish by the problem's own cost. */
  readonly wish?: Wish;
  /** How many repairs are wanted at most, the best first; 1 if absent. */
  readonly most?: number;
};

/** A plan that an event broke: the problem that it leaves, and the repairs. */
export type Broken = {
  readonly problem: LoopProblem;
  /** Ids of the loops that cannot stay as they are. */
  readonly touched: readonly string[];
  /** The best first; never none: the last resort is to give a loop up. */
  readonly repairs: (options?: RepairOptions) => readonly Repair[];
};

export type Repairing = {
  /** The faults are those of the event. */
  readonly after: (event: RepairEvent) => Result<Broken, readonly Fault[]>;
};

/** Keeps what all repairs of one plan have in common, so that each event is answered at once. */
export function openRepair(
  problem: LoopProblem,
  plan: { readonly sessions: readonly PlannedSession[] },
): Repairing {
  const before = standingBefore(compile({ ...problem, previous: { sessions: plan.sessions } }));
  return {
    after: (event) => {
      const struck = afterEvent(before.problem, plan, event);
      if (!struck.ok) return struck;
      const standing = standingOf(struck.value, before);
      const memory: Memory = new Map();
      return ok({
        problem: struck.value.problem,
        touched: standing.touched.map((loop) => at(standing.model.loops, loop).id),
        repairs: (options = {}) =>
          rankedRepairs(standing, { wish: options.wish, most: options.most ?? 1, memory }),
      });
    },
  };
}
