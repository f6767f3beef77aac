import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { sql } from 'kysely';
import { migrate, migrateProblemText } from '#store/database/migrate.ts';
import { MIGRATIONS } from '#store/database/migration-files.ts';
import { forEachDatabase, forEachEmptyDatabase, opened } from './databases.ts';

const folders = mkdtempSync(join(tmpdir(), 'sr-migrations-'));
after(() => rmSync(folders, { recursive: true }));

/** A folder of migrations that make the tables `one`, `two`, …, each with its own number as only row. */
function folderOf(...files: Readonly<Record<string, string>>[]): URL {
  const folder = mkdtempSync(join(folders, 'case-'));
  for (const [name, text] of files.flatMap((file) => Object.entries(file))) {
    writeFileSync(join(folder, name), text);
  }
  return pathToFileURL(`${folder}/`);
}

const ONE = { '000001-one.sql': 'create table one (n integer); insert into one values (1);' };
const TWO = { '000002-two.sql': 'create table two (n integer); insert into two values (2);' };

forEachEmptyDatabase('migrations', (database) => {
  const { store } = database;

  it('applies what is missing, once, and in order', async () => {
    assert.deepEqual(await migrate(store().db, folderOf(ONE)), {
      ok: true,
      value: { applied: ['000001-one'] },
    });
    assert.deepEqual(await migrate(store().db, folderOf(ONE, TWO)), {
      ok: true,
      value: { applied: ['000002-two'] },
    });
    assert.deepEqual(await migrate(store().db, folderOf(ONE, TWO)), { ok: true, value: { applied: [] } });
    const { rows } = await sql`select n from one union all select n from two order by n`.execute(store().db);
    assert.deepEqual(rows, [{ n: 1 }, { n: 2 }]);
  });

  it('takes a file with CRLF line ends for the same migration', async () => {
    const text = 'create table crlf (\n  n integer\n);\n';
    const lf = { '000003-crlf.sql': text };
    const crlf = { '000003-crlf.sql': text.replaceAll('\n', '\r\n') };
    assert.equal((await migrate(store().db, folderOf(ONE, TWO, lf))).ok, true);
    assert.deepEqual(await migrate(store().db, folderOf(ONE, TWO, crlf)), {
      ok: true,
      value: { applied: [] },
    });
    await sql`drop table crlf; delete from schema_migration where number = 3`.execute(store().db);
  });

  it('refuses a migration that changed after it was applied', async () => {
    const changed = { '000001-one.sql': 'create table one (n bigint);' };
    const result = await migrate(store().db, folderOf(changed, TWO));
    assert.ok(!result.ok && result.problem.code === 'migration-changed');
    assert.match(migrateProblemText(result.problem), /000001-one.*Applied migrations never change/u);
  });

  it('refuses a database that a newer program made', async () => {
    const result = await migrate(store().db, folderOf(ONE));
    assert.deepEqual(result, {
      ok: false,
      problem: { code: 'database-newer', found: '000002-two', newest: '000001-one' },
    });
    assert.ok(!result.ok);
    assert.match(migrateProblemText(result.problem), /knows only up to 000001-one/u);
  });

  it('leaves nothing of a migration that fails halfway, and goes on when it is mended', async () => {
    const broken = { '000003-three.sql': 'create table three (n integer); select nonsense;' };
    const result = await migrate(store().db, folderOf(ONE, TWO, broken));
    assert.ok(!result.ok && result.problem.code === 'migration-failed');
    assert.match(migrateProblemText(result.problem), /000003-three.*nonsense/u);
    const { rows } = await sql`select to_regclass('three') as three`.execute(store().db);
    assert.deepEqual(rows, [{ three: null }]);

    const mended = { '000003-three.sql': 'create table three (n integer);' };
    assert.deepEqual(await migrate(store().db, folderOf(ONE, TWO, mended)), {
      ok: true,
      value: { applied: ['000003-three'] },
    });
  });

  it('refuses files that are misnumbered or misnamed', async () => {
    for (const file of ['000002-two.sql', '000004-gap.sql', '1-short.sql', '000001-One.sql']) {
      const result = await migrate(store().db, folderOf({ [file]: 'select 1;' }));
      assert.ok(!result.ok && result.problem.code === 'migration-files-wrong');
      assert.match(migrateProblemText(result.problem), /expected 000001-name\.sql/u);
    }
  });
});

forEachEmptyDatabase('migrating from two programs at once', (database) => {
  it('applies each migration exactly once', async () => {
    const folder = folderOf(ONE, TWO, { '000003-three.sql': 'select pg_sleep(0.05);' });
    const config = database.config();
    const second = config.kind === 'server' ? await opened(config) : undefined;
    const programs = [
      database.store(),
      second ?? database.store(),
      database.store(),
      second ?? database.store(),
    ];
    const results = await Promise.all(programs.map(({ db }) => migrate(db, folder)));
    await second?.close();
    const applied = results.flatMap((result) => (result.ok ? result.value.applied : assert.fail()));
    assert.deepEqual(applied.toSorted(), ['000001-one', '000002-two', '000003-three']);
  });
});

forEachDatabase('the migrations of the program', (database) => {
  it('are all applied, and none is applied again', async () => {
    const { rows } = await sql<{ name: string }>`select name from schema_migration order by number`.execute(
      database.store().db,
    );
    const files = readdirSync(MIGRATIONS).toSorted();
    assert.deepEqual(
      rows.map(({ name }) => `${name}.sql`),
      files,
    );
    assert.deepEqual(await migrate(database.store().db), { ok: true, value: { applied: [] } });
  });

  it('give instants as text in UTC, and integers as numbers', async () => {
    const { db } = database.store();
    const row = {
      id: '00000000-0000-4000-8000-000000000001',
      name: 'Ünïted Ropes',
      time_zone: 'Europe/Berlin',
      sample: false,
      created_at: '2026-12-07T09:00:00.123456+01:00',
    };
    await db.insertInto('organisation').values(row).execute();
    const read = await db.selectFrom('organisation').selectAll().executeTakeFirstOrThrow();
    assert.deepEqual(read, { ...row, created_at: '2026-12-07T08:00:00.123456Z' });
    const { rows } = await sql`select count(*) as n, '2026-12-07'::date as day from organisation`.execute(db);
    assert.deepEqual(rows, [{ n: 1, day: '2026-12-07' }]);
  });
});
