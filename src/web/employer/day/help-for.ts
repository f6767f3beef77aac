/** The event with which repairs are looked for, as the repair page reads it from its address. */
import type { Hand } from '#contract/day.ts';
import type { RepairSearch } from '#web/employer/repair/event-draft.ts';

/** Minutes that a candidate who is not here yet is given first; whoever knows better says so there. */
const NOT_HERE = 30;

/** Undefined where moving things does not help. */
export function helpFor({ what, minutes = 0 }: Hand): RepairSearch | undefined {
  switch (what) {
    case 'missing':
      return { what: 'late', minutes: Math.max(NOT_HERE, rounded(minutes)) };
    case 'late':
      return { what: 'behind' };
    case 'not-begun':
    case 'runs-over':
    case 'no-show':
    case 'nobody-told':
    case 'unmarked':
      return undefined;
  }
}

/** Up to whole five minutes. */
function rounded(minutes: number): number {
  return Math.max(5, Math.ceil(minutes / 5) * 5);
}
