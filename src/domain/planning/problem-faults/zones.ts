import { type Fault, faultAt, type Path } from '#domain/fault.ts';
import type { LoopProblem } from '#domain/planning/loop-problem.ts';
import { nearestZone, zoneExists } from '#domain/time/zoned.ts';

/** Time zones that no zone database knows, with the nearest name where one is plainly meant. */
export function zoneFaults(problem: LoopProblem): readonly Fault[] {
  const inLists = (['people', 'candidates'] as const).flatMap((list) =>
    problem[list].flatMap(({ timeZone }, at) =>
      timeZone === undefined ? [] : zoneFault([list, at, 'timeZone'], timeZone),
    ),
  );
  return [...zoneFault(['timeZone'], problem.timeZone), ...inLists];
}

function zoneFault(path: Path, zone: string): readonly Fault[] {
  if (zoneExists(zone)) return [];
  const nearest = nearestZone(zone);
  const remedy = nearest === undefined ? undefined : `Is ${nearest} meant?`;
  return [faultAt(path, zone, 'the name of a time zone, like Europe/Berlin', remedy)];
}
