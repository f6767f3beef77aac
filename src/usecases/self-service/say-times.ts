/** The candidate says when they can come. */
import type { Interval } from '#domain/planning/loop-problem.ts';
import { shown } from '#domain/fault.ts';
import { faulty, type Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { millisecondsOf } from '#domain/time/zoned.ts';
import { byCandidate, type ByLink } from '#usecases/self-service/candidate-link.ts';
import type { Context } from '#usecases/context.ts';
import { record } from '#usecases/audit/record.ts';

const MINUTE = 60_000;
/** A time that is offered lasts so many minutes at least, a week at most, and is so many days ahead at most. */
const TIMES_SAID = { leastMinutes: 30, mostDays: 7, aheadDays: 550 } as const;

/** It becomes what the coordinator's searches go by. */
export function sayTimes(
  context: Context,
  link: ByLink,
  available: readonly Interval[],
): Promise<Result<null, Refusal>> {
  const at = context.now();
  return byCandidate(context, link, async (tables, { organisation, application }) => {
    const faults = timesFaults(available, millisecondsOf(at));
    if (faults !== undefined) return refuse(faults);
    await tables.applications.timesSaid(organisation, application.id, { available, at });
    record(context, tables, {
      organisation,
      action: 'times-said',
      id: application.id,
      details: { openings: [application.opening], fields: ['available'] },
      by: { kind: 'candidate' },
    });
    return ok(null);
  });
}

function timesFaults(available: readonly Interval[], now: number): Refusal | undefined {
  const { leastMinutes, mostDays, aheadDays } = TIMES_SAID;
  const day = 24 * 60 * MINUTE;
  const faults = available.flatMap(({ start, end }, index) => {
    const [from, to] = [millisecondsOf(start), millisecondsOf(end)];
    const at = (part: 'start' | 'end', expected: string) => [
      { place: `available[${index}].${part}`, found: shown(part === 'start' ? start : end), expected },
    ];
    if (to - from < leastMinutes * MINUTE)
      return at('end', `an instant ${leastMinutes} minutes or more after ${start}`);
    if (to - from > mostDays * day) return at('end', `an instant at most ${mostDays} days after ${start}`);
    if (to <= now) return at('end', 'an instant that is not past');
    if (to > now + aheadDays * day) return at('end', `an instant within the next ${aheadDays} days`);
    return [];
  });
  return faults.length === 0 ? undefined : faulty('These times cannot be used.', faults);
}
