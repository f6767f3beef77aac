/** An alternative while somebody changes it by hand: what was found, and each change since. */
import type { SessionView } from '#contract/day-search.ts';
import type { Verdict } from '#contract/plan-change.ts';

type Sessions = readonly SessionView[];

/** `moves`: it only moved this session, so the next move of the same one takes its place. */
type Step = { readonly sessions: Sessions; readonly verdict?: Verdict; readonly moves?: string };

export type Draft = { readonly found: Sessions; readonly steps: readonly Step[] };

export function newDraft(found: Sessions): Draft {
  return { found, steps: [] };
}

export function sessionsOf({ found, steps }: Draft): Sessions {
  return steps.at(-1)?.sessions ?? found;
}

/** The plan before the session was last picked up: what its moves are compared with. */
export function beforeMoving({ found, steps }: Draft, module: string | undefined): Sessions {
  const settled = module !== undefined && steps.at(-1)?.moves === module ? steps.slice(0, -1) : steps;
  return settled.at(-1)?.sessions ?? found;
}

/** A session that is dragged on and on is one change; back where it was picked up it is none. */
export function moved(draft: Draft, module: string, step: Omit<Step, 'moves'>): Draft {
  const { found, steps } = draft;
  const settled = steps.at(-1)?.moves === module ? steps.slice(0, -1) : steps;
  const before = beforeMoving(draft, module);
  const start = (sessions: Sessions): string | undefined =>
    sessions.find((session) => session.module === module)?.start;
  if (start(before) === start(step.sessions)) return { found, steps: settled };
  return { found, steps: [...settled, { ...step, moves: module }] };
}

export function changed({ found, steps }: Draft, step: Omit<Step, 'moves'>): Draft {
  return { found, steps: [...steps, step] };
}

export function undone({ found, steps }: Draft): Draft {
  return { found, steps: steps.slice(0, -1) };
}
