import { type Fault, faultAt } from '#domain/fault.ts';
import type { LoopProblem } from '#domain/planning/loop-problem.ts';
import { everySession } from '#domain/planning/problem-faults/walk.ts';

/** `everyone` means all who sit elsewhere in the loop; outside a debrief that would go round in circles. */
export function seatFaults(problem: LoopProblem): readonly Fault[] {
  return everySession(problem).flatMap(({ path, item }) =>
    item.seats.flatMap((seat, at) => {
      if (seat.everyone !== true) return [];
      const place = [...path, 'seats', at];
      const remedy = 'Name a pool or people.';
      return [
        ...(item.kind === 'debrief'
          ? []
          : [
              faultAt(
                [...place, 'everyone'],
                true,
                `a debrief around it, and not the kind ${item.kind}`,
                remedy,
              ),
            ]),
        ...(seat.count === undefined
          ? []
          : [faultAt([...place, 'count'], seat.count, 'no count beside everyone', 'Remove the count.')]),
      ];
    }),
  );
}
