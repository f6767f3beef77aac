/** Tokens that open nothing any more, by their hash: whoever follows one is told whom to ask. */
import { sql, type Kysely } from 'kysely';
import type { Database } from '#store/schema.ts';

export type EndedLink = { readonly organisation: string; readonly opening: string };

export async function endTokens(
  db: Kysely<Database>,
  organisation: string,
  ended: readonly { readonly tokenHash: string; readonly opening: string }[],
): Promise<void> {
  if (ended.length === 0) return;
  await db
    .insertInto('ended_link')
    .values(
      ended.map(({ tokenHash, opening }) => ({
        organisation_id: organisation,
        token_hash: tokenHash,
        opening_id: opening,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export function endedLink(db: Kysely<Database>, tokenHash: string): Promise<EndedLink | undefined> {
  return db
    .selectFrom('ended_link')
    .select(['organisation_id as organisation', 'opening_id as opening'])
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst();
}

/** What a token's hash is in SQL, for tokens that are stored as they are: the same as `tokenHash` in `secrets`. */
export function hashOf(token: string): ReturnType<typeof sql<string>> {
  return sql<string>`rtrim(translate(encode(sha256(convert_to(${sql.ref(token)}, 'UTF8')), 'base64'), '+/', '-_'), '=')`;
}
