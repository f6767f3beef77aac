/** Superdays of hundreds, told in the transaction that books them, when the database knows nothing of their rows yet. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { it } from 'node:test';
import { sql, type Kysely } from 'kysely';
import { heldSessions } from '#store/loops/held-sessions.ts';
import type { Database } from '#store/schema.ts';
import { forEachDatabase } from './databases.ts';

const CANDIDATES = 300;

/** Each candidate has a talk of their own, and twenty at a time share a group exercise; answers the loops' ids. */
async function superday(db: Kysely<Database>): Promise<readonly string[]> {
  const [organisation, opening] = [randomUUID(), randomUUID()];
  await sql`insert into organisation (id, name, time_zone, sample, created_at)
    values (${organisation}, 'Rope Works', 'Europe/Berlin', false, now())`.execute(db);
  await sql`insert into opening (organisation_id, id, title, time_zone, created_at)
    values (${organisation}, ${opening}, 'Trainee', 'Europe/Berlin', now())`.execute(db);
  const { rows } = await sql<{ id: string }>`
    with one as materialized (
      select n, n / 20 as "group", gen_random_uuid() as candidate, gen_random_uuid() as application,
        gen_random_uuid() as loop, gen_random_uuid() as talk
      from generate_series(0, ${CANDIDATES - 1}::int) as n),
    exercise as materialized (
      select "group", gen_random_uuid() as id from (select distinct "group" from one) as g),
    c as (insert into candidate (organisation_id, id, name, time_zone)
      select ${organisation}::uuid, candidate, 'Candidate ' || n, 'Europe/Berlin' from one),
    a as (insert into application (organisation_id, id, opening_id, candidate_id, added_at)
      select ${organisation}::uuid, application, ${opening}::uuid, candidate, now() from one),
    l as (insert into loop (organisation_id, id, application_id, status, template_version, changed_at)
      select ${organisation}::uuid, loop, application, 'confirmed', 1, now() from one),
    s as (insert into session (organisation_id, id, module, title, kind, evaluated, wall_start, time_zone,
        starts_at, ends_at, tz_version)
      select ${organisation}::uuid, id, module, module, 'individual', true, timestamp '2027-03-01 09:00', 'Europe/Berlin',
        timestamptz '2027-03-01 08:00Z', timestamptz '2027-03-01 09:00Z', '2026c'
      from (select talk as id, 'talk' as module from one
        union all select id, 'exercise' from exercise) as sessions)
    insert into session_loop (organisation_id, session_id, loop_id, module)
      select ${organisation}::uuid, talk, loop, 'talk' from one
      union all select ${organisation}::uuid, e.id, loop, 'exercise' from one join exercise e using ("group")
    returning loop_id as id`.execute(db);
  const loops = [...new Set(rows.map(({ id }) => id))];
  const held = await heldSessions(db, organisation, loops);
  assert.equal(held.length, CANDIDATES + CANDIDATES / 20);
  assert.equal(held.flatMap((session) => session.loops).length, 2 * CANDIDATES);
  return loops;
}

forEachDatabase('sessions of hundreds of loops', (database) => {
  it('are found in one go, also where the statistics know other organisations alone', async () => {
    const { db } = database.store();
    await db.transaction().execute(superday);
    for (const table of ['session_loop', 'session', 'loop', 'application', 'candidate']) {
      await sql`analyze ${sql.table(table)}`.execute(db);
    }
    await db.transaction().execute(async (tx) => {
      // Against hanging: row by row it takes minutes.
      await sql`set local statement_timeout = '60s'`.execute(tx);
      assert.equal((await superday(tx)).length, CANDIDATES);
    });
  });
});
