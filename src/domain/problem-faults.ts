import type { Fault } from './fault.ts';
import type { LoopProblem } from './loop-problem.ts';
import { cycleFaults } from '#domain/problem-faults/cycles.ts';
import { clockFaults } from '#domain/problem-faults/clocks.ts';
import { idFaults } from '#domain/problem-faults/ids.ts';
import { referenceFaults } from '#domain/problem-faults/references.ts';
import { seatFaults } from '#domain/problem-faults/seats.ts';
import { sizeFaults } from '#domain/problem-faults/sizes.ts';
import { zoneFaults } from '#domain/problem-faults/zones.ts';

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
