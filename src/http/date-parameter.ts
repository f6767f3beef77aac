import { dateSchema } from '#contract/text.ts';
import { shown } from '#domain/fault.ts';
import type { LocalDate } from '#domain/planning/loop-problem.ts';
import { faulty, type Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { Asked } from './route.ts';

/** `?date=2026-12-07`, where it is given. */
export function dateParameter({
  query,
}: Pick<Asked<unknown>, 'query'>): Result<LocalDate | undefined, Refusal> {
  const date = query.get('date') ?? undefined;
  if (date === undefined || dateSchema.safeParse(date).success) return ok(date);
  const fault = { place: 'date', found: shown(date), expected: 'a date like 2026-12-07' };
  return refuse(faulty('The date cannot be used.', [fault]));
}
