/** The days of a search, from its question. */
import type { LocalDate } from '#domain/planning/loop-problem.ts';
import { datesBetween } from '#domain/template/loop-template.ts';
import type { PlanningFacts } from '#domain/planning/planning-facts.ts';
import { faulty, type Refusal } from '#domain/refusal.ts';
import { dateAt, minuteOf } from '#domain/time/zoned.ts';

/** Both dates included, in the opening's zone. */
export type DayRange = { readonly from: LocalDate; readonly to: LocalDate };

const MOST_DAYS = 60;

export function rangeRefusal({ from, to }: DayRange): Refusal | undefined {
  const length = Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).days + 1;
  if (length <= MOST_DAYS) return undefined;
  const fault = { place: 'to', found: to, expected: `at most ${MOST_DAYS} days from ${from}` };
  return faulty(`A search covers at most ${MOST_DAYS} days.`, [fault]);
}

/** Those on which a loop may lie, and that are still to come. */
export function daysToPlan({ from, to }: DayRange, { now, opening }: PlanningFacts): readonly LocalDate[] {
  const today = dateAt(minuteOf(now), opening.timeZone);
  return datesBetween(from, to, opening.template.weekdays).filter((day) => day >= today);
}
