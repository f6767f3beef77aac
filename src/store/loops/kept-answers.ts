import { sql, type Kysely } from 'kysely';
import type { Instant } from '#domain/planning/loop-problem.ts';
import type { Database } from '#store/schema.ts';

/** Which request of which action; `fingerprint` tells whether its body is the same. */
export type RequestKey = { readonly action: string; readonly key: string; readonly fingerprint: string };

export type KeptAnswers = {
  /**
   * What was answered before; `running` while another transaction works on this key. Otherwise `new`, and the key
   * is ours until this transaction ends.
   */
  begin(
    organisation: string,
    request: RequestKey,
  ): Promise<
    | { readonly state: 'new' | 'running' | 'other-body' }
    | { readonly state: 'done'; readonly answer: unknown }
  >;
  keep(organisation: string, request: RequestKey, kept: { answer: unknown; at: Instant }): Promise<void>;
};

export function keptAnswersIn(db: Kysely<Database>): KeptAnswers {
  return {
    begin: async (organisation, { action, key, fingerprint }) => {
      const name = `${organisation} ${action} ${key}`;
      const { rows } = await sql<{ mine: boolean }>`
        select pg_try_advisory_xact_lock(hashtextextended(${name}, 1)) as mine`.execute(db);
      if (rows[0]?.mine !== true) return { state: 'running' };
      const kept = await db
        .selectFrom('kept_answer')
        .select(['fingerprint', 'answer'])
        .where('organisation_id', '=', organisation)
        .where('action', '=', action)
        .where('key', '=', key)
        .executeTakeFirst();
      if (kept === undefined) return { state: 'new' };
      if (kept.fingerprint !== fingerprint) return { state: 'other-body' };
      return { state: 'done', answer: kept.answer };
    },
    keep: async (organisation, { action, key, fingerprint }, { answer, at }) => {
      await db
        .insertInto('kept_answer')
        .values({
          organisation_id: organisation,
          action,
          key,
          fingerprint,
          answer: JSON.stringify(answer),
          kept_at: at,
        })
        .execute();
    },
  };
}
