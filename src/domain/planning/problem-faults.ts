import type { Fault } from '#domain/fault.ts';
import type { LoopProblem } from './loop-problem.ts';
import { cycleFaults } from '#domain/planning/problem-faults/cycles.ts';
import { clockFaults } from '#domain/planning/problem-faults/clocks.ts';
import { idFaults } from '#domain/planning/problem-faults/ids.ts';
import { referenceFaults } from '#domain/planning/problem-faults/references.ts';
import { seatFaults } from '#domain/planning/problem-faults/seats.ts';
import { sizeFaults } from '#domain/planning/problem-faults/sizes.ts';
import { zoneFaults } from '#domain/planning/problem-faults/zones.ts';

/**
 * Everything in a well-formed problem that does not fit together. A problem that merely cannot be solved has no
 * faults: saying why nothing fits is the scheduler's answer.
 */
export function problemFaults(problem: LoopProblem): readonly Fault[] {
  const zones = zoneFaults(problem);
  return [
    ...zones,
    ...(zones.length === 0 ? clockFaults(problem) : []),
    ...idFaults(problem),
    ...referenceFaults(problem),
    ...seatFaults(problem),
    ...sizeFaults(problem),
    ...cycleFaults(problem),
  ];
}
