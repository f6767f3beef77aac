/** The parts of a problem that several themes look at, each with its place. */
import type { Path } from '#domain/fault.ts';
import type { GroupSession, Interval, LoopProblem, ProblemSession } from '#domain/planning/loop-problem.ts';

export type PlacedAt<T> = { readonly path: Path; readonly item: T };

/** All sessions of the problem: those of the loops, then the group sessions. */
export function everySession(problem: LoopProblem): readonly PlacedAt<ProblemSession | GroupSession>[] {
  const own = problem.loops.flatMap(({ sessions }, loop) =>
    sessions.map((item, index) => ({ path: ['loops', loop, 'sessions', index], item })),
  );
  return [...own, ...(problem.groups ?? []).map((item, index) => ({ path: ['groups', index], item }))];
}

/** All intervals of people, rooms and candidates. */
export function everyInterval(problem: LoopProblem): readonly PlacedAt<Interval>[] {
  const among = (
    list: string,
    field: string,
    intervals: readonly (readonly Interval[] | undefined)[],
  ): readonly PlacedAt<Interval>[] =>
    intervals.flatMap((own, owner) =>
      (own ?? []).map((item, index) => ({ path: [list, owner, field, index], item })),
    );
  return [
    ...among(
      'people',
      'busy',
      problem.people.map(({ busy }) => busy),
    ),
    ...among(
      'rooms',
      'busy',
      (problem.rooms ?? []).map(({ busy }) => busy),
    ),
    ...among(
      'candidates',
      'available',
      problem.candidates.map(({ available }) => available),
    ),
  ];
}
