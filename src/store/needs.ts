/** What candidates want known for the day, and the codes that confirm a change of it. */
import { sql, type Kysely } from 'kysely';
import { NEEDS_CODE, type KeptNeeds, type Needs } from '#domain/needs.ts';
import { clock, clockPlus } from './account-clock.ts';
import { withoutNulls } from './nulls.ts';
import type { Database } from './schema.ts';

export type CandidateNeeds = {
  find(organisation: string, candidate: string): Promise<KeptNeeds | undefined>;
  /** Of an opening's candidates, by application. */
  ofOpening(organisation: string, opening: string): Promise<ReadonlyMap<string, Needs>>;
  put(organisation: string, candidate: string, kept: KeptNeeds): Promise<void>;
  /** Takes the place of the code before. */
  putCode(organisation: string, loop: string, codeHash: string): Promise<void>;
  /** Takes the code away; false where it is another one or its time is over. Of several at the same time one gets it. */
  useCode(organisation: string, loop: string, codeHash: string): Promise<boolean>;
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
    ...codesIn(db),
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

function codesIn(db: Kysely<Database>): Pick<CandidateNeeds, 'putCode' | 'useCode'> {
  return {
    putCode: async (organisation, loop, code_hash) => {
      const code = { code_hash, ends_at: clockPlus(NEEDS_CODE.minutes, 'minutes') };
      await db
        .insertInto('needs_code')
        .values({ organisation_id: organisation, loop_id: loop, ...code })
        .onConflict((conflict) => conflict.columns(['organisation_id', 'loop_id']).doUpdateSet(code))
        .execute();
    },
    useCode: async (organisation, loop, codeHash) => {
      const done = await db
        .deleteFrom('needs_code')
        .where('organisation_id', '=', organisation)
        .where('loop_id', '=', loop)
        .where('code_hash', '=', codeHash)
        .where(sql<boolean>`ends_at > ${clock}`)
        .executeTakeFirst();
      return done.numDeletedRows > 0n;
    },
  };
}
