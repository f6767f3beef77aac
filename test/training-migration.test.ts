/** What was there before training: everybody stays qualified, seats to learn in stay as they were. */
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { sql } from 'kysely';
import { MIGRATIONS } from '#store/database/migration-files.ts';
import { migrate } from '#store/database/migrate.ts';
import { forEachEmptyDatabase } from './databases.ts';

forEachEmptyDatabase('the migration to training', (database) => {
  it('keeps people qualified, seats to learn in for anyone, and knows the pool of a seat that was taken', async () => {
    const { db } = database.store();
    const folder = mkdtempSync(join(tmpdir(), 'migrations-'));
    const files = readdirSync(MIGRATIONS).filter((file) => file.endsWith('.sql'));
    const own = files.findIndex((file) => file.endsWith('-training.sql'));
    for (const file of files.slice(0, own)) cpSync(new URL(file, MIGRATIONS), join(folder, file));
    assert.ok((await migrate(db, pathToFileURL(`${folder}/`))).ok);
    rmSync(folder, { recursive: true });

    const id = (number: number): string => `00000000-0000-4000-8000-00000000000${number}`;
    const [o, person, opening, candidate, application, loop, session] = [1, 2, 3, 4, 5, 6, 7].map(id);
    const seats = [
      { pool: 'Design', role: 'lead' },
      { pool: 'Learning', role: 'shadow', optional: true },
      { people: [person], role: 'shadow' },
    ];
    const document = JSON.stringify({
      modules: [
        { id: 'talk', seats },
        { id: 'lunch', seats: [] },
      ],
      maxDays: 1,
    });
    const write = (text: ReturnType<typeof sql>): Promise<unknown> => text.execute(db);
    await write(
      sql`insert into organisation (id, name, time_zone, created_at) values (${o}, 'O', 'UTC', now())`,
    );
    await write(
      sql`insert into person (organisation_id, id, name, time_zone) values (${o}, ${person}, 'Bob', 'UTC')`,
    );
    await write(sql`insert into pool_member values (${o}, 'Learning', ${person})`);
    await write(
      sql`insert into opening (organisation_id, id, title, time_zone, created_at)
        values (${o}, ${opening}, 'T', 'UTC', now())`,
    );
    await write(
      sql`insert into loop_template (organisation_id, opening_id, document)
        values (${o}, ${opening}, ${document}::jsonb)`,
    );
    await write(
      sql`insert into candidate (organisation_id, id, name, time_zone) values (${o}, ${candidate}, 'L', 'UTC')`,
    );
    await write(
      sql`insert into application (organisation_id, id, opening_id, candidate_id, added_at)
        values (${o}, ${application}, ${opening}, ${candidate}, now())`,
    );
    await write(
      sql`insert into loop (organisation_id, id, application_id, status, template_version, changed_at)
        values (${o}, ${loop}, ${application}, 'confirmed', 1, now())`,
    );
    await write(
      sql`insert into session (organisation_id, id, module, title, kind, evaluated, wall_start, time_zone,
          starts_at, ends_at, tz_version)
        values (${o}, ${session}, 'talk', 'Talk', 'individual', true, now(), 'UTC', now(), now() + interval '1 hour', 'x')`,
    );
    await write(sql`insert into session_loop values (${o}, ${session}, ${loop}, 'talk')`);
    await write(sql`insert into session_person values (${o}, ${session}, ${person}, 1, 'shadow')`);

    assert.ok((await migrate(db)).ok);
    const member = await db.selectFrom('pool_member').selectAll().executeTakeFirstOrThrow();
    assert.deepEqual([member.state, member.version, member.shadowed_before], ['qualified', 1, 0]);
    const template = await db.selectFrom('loop_template').select('document').executeTakeFirstOrThrow();
    assert.deepEqual(template.document, {
      modules: [
        { id: 'talk', seats: [seats[0], { ...seats[1], anyone: true }, seats[2]] },
        { id: 'lunch', seats: [] },
      ],
      maxDays: 1,
    });
    const seat = await db.selectFrom('session_person').selectAll().executeTakeFirstOrThrow();
    assert.equal(seat.pool, 'Learning');
  });
});
