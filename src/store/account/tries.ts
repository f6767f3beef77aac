import { sql, type Kysely } from 'kysely';
import type { Database } from '#store/schema.ts';

export type Tries = {
  /**
   * Counts one more within a window of so many minutes that begins with the first, and answers how many that makes
   * and in how many seconds the window ends. Counted before the work is done: whoever tries at the same time counts.
   */
  count(key: string, minutes: number): Promise<{ readonly count: number; readonly seconds: number }>;
  /** One that was right after all. */
  giveBack(key: string): Promise<void>;
  forget(key: string): Promise<void>;
};

export function triesIn(db: Kysely<Database>): Tries {
  return {
    count: async (key, minutes) => {
      const window = `${minutes} minutes`;
      // Another transaction may have begun a little later and been quicker: `now()` may lie before the window's start.
      const { rows } = await sql<{ count: number; seconds: number }>`
        insert into tries as t (key, began_at, count) values (${key}, now(), 1)
        on conflict (key) do update set
          count = case when t.began_at between now() - ${window}::interval and now() + ${window}::interval then t.count + 1 else 1 end,
          began_at = case when t.began_at between now() - ${window}::interval and now() + ${window}::interval then t.began_at else now() end
        returning count, ceil(extract(epoch from began_at + ${window}::interval - now()))::integer as seconds`.execute(
        db,
      );
      await sql`delete from tries where began_at < now() - interval '1 day'`.execute(db);
      return rows[0] ?? { count: 1, seconds: 0 };
    },
    giveBack: async (key) => {
      await sql`update tries set count = count - 1 where key = ${key} and count > 0`.execute(db);
    },
    forget: async (key) => {
      await db.deleteFrom('tries').where('key', '=', key).execute();
    },
  };
}
