/** Browsers in which the code from the mail was typed, and the codes. `holder`: the application or the person of the link. */
import { sql, type Kysely } from 'kysely';
import { SITTING } from '#domain/account/sitting.ts';
import { clock, clockPlus } from '#store/account/account-clock.ts';
import type { Database } from '#store/schema.ts';

export type Sittings = {
  /** Takes the place of the code before. */
  putCode(organisation: string, holder: string, codeHash: string): Promise<void>;
  /** Takes the code away; false where it is another one or its time is over. Of several at the same time one gets it. */
  useCode(organisation: string, holder: string, codeHash: string): Promise<boolean>;
  begin(organisation: string, holder: string, secretHash: string): Promise<void>;
  /** Whether this browser may change what the holder's links show. */
  sits(organisation: string, holder: string, secretHash: string): Promise<boolean>;
};

export function sittingsIn(db: Kysely<Database>): Sittings {
  return {
    putCode: async (organisation, holder, code_hash) => {
      const code = { code_hash, ends_at: clockPlus(SITTING.codeMinutes, 'minutes') };
      await db
        .insertInto('sitting_code')
        .values({ organisation_id: organisation, holder, ...code })
        .onConflict((conflict) => conflict.columns(['organisation_id', 'holder']).doUpdateSet(code))
        .execute();
    },
    useCode: async (organisation, holder, codeHash) => {
      const done = await db
        .deleteFrom('sitting_code')
        .where('organisation_id', '=', organisation)
        .where('holder', '=', holder)
        .where('code_hash', '=', codeHash)
        .where(sql<boolean>`ends_at > ${clock}`)
        .executeTakeFirst();
      return done.numDeletedRows > 0n;
    },
    begin: async (organisation, holder, secret_hash) => {
      await sql`delete from sitting where ends_at <= now()`.execute(db);
      await db
        .insertInto('sitting')
        .values({
          secret_hash,
          organisation_id: organisation,
          holder,
          ends_at: clockPlus(SITTING.minutes, 'minutes'),
        })
        .execute();
    },
    sits: async (organisation, holder, secretHash) => {
      const row = await db
        .selectFrom('sitting')
        .select('holder')
        .where('secret_hash', '=', secretHash)
        .where('organisation_id', '=', organisation)
        .where('holder', '=', holder)
        .where(sql<boolean>`ends_at > ${clock}`)
        .executeTakeFirst();
      return row !== undefined;
    },
  };
}
