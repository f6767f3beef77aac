import { z } from 'zod';
import type { Chair } from '../models/minizinc-data.ts';
import type { Found } from '../reading/found.ts';
import type { PeerProblem } from '../reading/peer-problem.ts';

const outputSchema = z.object({ start: z.array(z.int()), who: z.array(z.int()) });

/** The plan in a line that `loops.mzn` prints. */
export function foundInLine(problem: PeerProblem, chairs: readonly Chair[], line: string): Found {
  const { start, who } = outputSchema.parse(JSON.parse(line));
  const seated: number[][][] = problem.tasks.map((task) => task.places.map(() => []));
  for (const [index, chair] of chairs.entries())
    seated[chair.task]?.[chair.place]?.push((who[index] ?? 0) - 1);
  return { starts: start, seated };
}
