/** A single change to a problem, in words and made. */
import type { LoopProblem, ProblemLoop, ProblemSession } from '#domain/planning/loop-problem.ts';
import type { Alone } from './alone.ts';

/** `parts`: smaller changes within it, one of which may do where the whole does. */
export type Change = {
  readonly say: string;
  readonly alone: Alone;
  readonly parts?: readonly Change[];
};

export function changed(
  alone: Alone,
  say: string,
  what: { problem?: Partial<LoopProblem>; loop?: Partial<ProblemLoop>; session?: ProblemSession },
): Change {
  const { session } = what;
  const sessions =
    session === undefined
      ? alone.loop.sessions
      : alone.loop.sessions.map((one) => (one.id === session.id ? session : one));
  const loop: ProblemLoop = { ...alone.loop, sessions, ...what.loop };
  const groups = (alone.problem.groups ?? []).map((group) =>
    session !== undefined && group.id === session.id ? { ...group, ...session } : group,
  );
  return {
    say,
    alone: { ...alone, loop, problem: { ...alone.problem, groups, ...what.problem, loops: [loop] } },
  };
}
