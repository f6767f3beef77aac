import type { TimeIndexed } from '../models/time-indexed.ts';
import type { Found } from '../reading/found.ts';
import type { PeerProblem } from '../reading/peer-problem.ts';

/** The plan that the values of a time-indexed program stand for; `isOne` tells which variables are 1. */
export function foundIn(
  problem: PeerProblem,
  { starts, sittings }: TimeIndexed,
  isOne: (variable: number) => boolean,
): Found {
  const seated: number[][][] = problem.tasks.map((task) => task.places.map(() => []));
  for (const { variable, task, place, person } of sittings)
    if (isOne(variable)) seated[task]?.[place]?.push(person);
  return {
    starts: problem.tasks.map((task) => {
      const at = (starts[task.index] ?? []).findIndex(isOne);
      return at < 0 ? -1 : (task.starts[at] ?? -1);
    }),
    seated,
  };
}
