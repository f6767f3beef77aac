import { sql, type Kysely } from 'kysely';
import type { Instant } from '#domain/planning/loop-problem.ts';
import type { Organisation } from '#domain/organisation/organisation.ts';
import type { Database } from '#store/schema.ts';

export type Organisations = {
  list(): Promise<Organisation[]>;
  find(id: string): Promise<Organisation | undefined>;
  sample(): Promise<Organisation | undefined>;
  /** Makes others who want to make the sample wait for this transaction. */
  lockSample(): Promise<void>;
  insert(organisation: Organisation, at: Instant): Promise<void>;
};

export function organisationsIn(db: Kysely<Database>): Organisations {
  const all = db.selectFrom('organisation').select(['id', 'name', 'time_zone as timeZone', 'sample']);
  return {
    list: () => all.orderBy('sample').orderBy('created_at').orderBy('id').execute(),
    find: (id) => all.where('id', '=', id).executeTakeFirst(),
    sample: () => all.where('sample', '=', true).executeTakeFirst(),
    lockSample: async () => {
      await sql`select pg_advisory_xact_lock(hashtextextended('the sample', 2))`.execute(db);
    },
    insert: async ({ id, name, timeZone, sample }, at) => {
      const row = { id, name, time_zone: timeZone, sample, created_at: at };
      await db.insertInto('organisation').values(row).execute();
    },
  };
}
