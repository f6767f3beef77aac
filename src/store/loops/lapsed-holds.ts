/**
 * Holds whose time is over. They stand against nobody: whoever books takes those out of the way that they meet, and the
 * rest is swept from time to time. Rows that somebody else works on are left to them, so nobody waits for anybody here.
 */
import { sql, type Kysely } from 'kysely';
import type { Database } from '#store/schema.ts';

export async function removeLapsedHolds(
  db: Kysely<Database>,
  of?: { readonly organisations: readonly string[]; readonly resources: readonly string[] },
): Promise<void> {
  const some =
    of === undefined
      ? sql`true`
      : sql`b.organisation_id = any(${[...of.organisations]}::uuid[])
          and b.resource_id = any(${[...of.resources]}::uuid[])`;
  await sql`
    delete from booking using (
      select b.organisation_id, b.session_id, b.resource_id from booking b
        join offer o on o.organisation_id = b.organisation_id and o.id = b.offer_id
      where o.held_until <= clock_timestamp() and ${some}
      for update of b skip locked
    ) as lapsed
    where booking.organisation_id = lapsed.organisation_id and booking.session_id = lapsed.session_id
      and booking.resource_id = lapsed.resource_id`.execute(db);
}
