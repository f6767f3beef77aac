/** The event with which repairs are looked for, as the repair page reads it from its address. */
import type { DayLoop, Hand } from '#contract/day.ts';
import type { RepairSearch } from '#web/employer/repair/event-draft.ts';
import { sessionOf } from './day-standing.ts';

/** Minutes that a candidate who is not here yet is given first; whoever knows better says so there. */
const NOT_HERE = 30;

/** Undefined where moving things does not help, or where a mark comes first. */
export function helpFor(loop: DayLoop, { what, session, minutes = 0 }: Hand): RepairSearch | undefined {
  switch (what) {
    case 'missing':
      return { what: 'late', minutes: Math.max(NOT_HERE, Math.ceil(minutes / 5) * 5) };
    case 'late':
      return { what: 'behind' };
    case 'not-begun':
      return somebodyMissing(loop, session);
    case 'runs-over':
    case 'no-show':
    case 'nobody-told':
    case 'unmarked':
      return undefined;
  }
}

/** Whoever sits there alone is who does not come; of several, whoever presses says which. */
function somebodyMissing(loop: DayLoop, id: string | undefined): RepairSearch | undefined {
  const session = sessionOf(loop, id);
  if (session === undefined) return undefined;
  const [person, ...others] = session.people;
  const alone = person !== undefined && others.length === 0 ? { person: person.id } : {};
  return { what: 'declined', module: session.module, ...alone };
}
