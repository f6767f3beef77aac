/** The second net below the policy: the database itself shows one organisation alone (the migration `organisations-apart`). */
import { sql, type Kysely, type Transaction } from 'kysely';
import type { Database } from '#store/schema.ts';

/** Until the end of the transaction. An id that is none is an error of the database, and nothing is done. */
export async function workIn(tx: Transaction<Database>, organisation: string): Promise<void> {
  await sql`select set_config('second_round.organisation', ${organisation}, true),
    set_config('role', coalesce(
      (select rolname::text from pg_roles where rolname = scoped_role() and pg_has_role(oid, 'member')),
      current_user
    ), true)`.execute(tx);
}

/** Whether the database keeps organisations apart for whoever is connected: not so where they own the tables. */
export async function keepsApart(db: Kysely<Database>): Promise<boolean> {
  const { rows } = await sql<{ narrowed: boolean }>`
    select exists (select from pg_roles where rolname = scoped_role() and pg_has_role(oid, 'member'))
      or row_security_active('person') as narrowed`.execute(db);
  return rows[0]?.narrowed === true;
}
