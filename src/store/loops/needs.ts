/** What candidates want known for the day. */
import type { Kysely } from 'kysely';
import type { KeptNeeds, Needs } from '#domain/loop/needs.ts';
import { withoutNulls } from '#store/database/nulls.ts';
import type { Database } from '#store/schema.ts';

export type CandidateNeeds = {
  find(organisation: string, candidate: string): Promise<KeptNeeds | undefined>;
  /** Of an opening's candidates, by application. */
  ofOpening(organisation: string, opening: string): Promise<ReadonlyMap<string, Needs>>;
  put(organisation: string, candidate: string, kept: KeptNeeds): Promise<void>;
};

export function needsIn(db: Kysely<Database>): CandidateNeeds {
  return {
    find: async (organisation, candidate) => {
      const row = await db
        .selectFrom('candidate_needs')
        .select(['said', 'access', 'diet', 'remark', 'changed_at as changedAt'])
        .where('organisation_id', '=', organisation)
        .where('candidate_id', '=', candidate)
        .executeTakeFirst();
      if (row === undefined) return undefined;
      const { changedAt, ...needs } = row;
      return { needs: withoutNulls(needs), changedAt };
    },
    ofOpening: async (organisation, opening) => {
      const rows = await db
        .selectFrom('application as a')
        .innerJoin('candidate_needs as n', (join) =>
          join
            .onRef('n.organisation_id', '=', 'a.organisation_id')
            .onRef('n.candidate_id', '=', 'a.candidate_id'),
        )
        .select(['a.id', 'n.said', 'n.access', 'n.diet', 'n.remark'])
        .where('a.organisation_id', '=', organisation)
        .where('a.opening_id', '=', opening)
        .execute();
      return new Map(rows.map(({ id, ...needs }) => [id, withoutNulls(needs)]));
    },
    put: (organisation, candidate, kept) => put(db, organisation, { candidate, ...kept }),
  };
}

async function put(
  db: Kysely<Database>,
  organisation: string,
  { candidate, needs, changedAt }: KeptNeeds & { readonly candidate: string },
): Promise<void> {
  const columns = {
    said: needs.said ?? null,
    access: needs.access ?? null,
    diet: needs.diet ?? null,
    remark: needs.remark ?? null,
    changed_at: changedAt,
  };
  await db
    .insertInto('candidate_needs')
    .values({ organisation_id: organisation, candidate_id: candidate, ...columns })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'candidate_id']).doUpdateSet(columns))
    .execute();
}
