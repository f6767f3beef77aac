import { notFound, type Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { SuperdayFacts } from '#domain/planning/superday.ts';
import type { Instant, Interval } from '#domain/planning/loop-problem.ts';
import type { Reading } from '#store/store.ts';
import { openingFacts } from './planning-facts.ts';
import type { OpeningKey } from '#usecases/opening/show-opening.ts';

type Asked = {
  readonly now: Instant;
  readonly span: (zone: string) => Interval;
  /** Ids of the applications, all of this opening; in the order of the opening's list. */
  readonly candidates: readonly string[];
};

/** Everything that a plan for these candidates must fit. Refused where one of them is none of the opening's. */
export async function superdayFacts(
  tables: Reading,
  key: OpeningKey,
  { candidates, ...asked }: Asked,
): Promise<Result<SuperdayFacts, Refusal>> {
  const facts = await openingFacts(tables, key, { ...asked, candidates });
  if (!facts.ok) return facts;
  const wanted = new Set(candidates);
  const known = await tables.applications.ofOpening(key.organisation, key.id);
  const applications = known.filter(({ id }) => wanted.has(id));
  if (applications.length < wanted.size) return refuse(notFound('candidate'));
  return ok({ ...facts.value, applications });
}
