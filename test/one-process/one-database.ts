/** Stands in for `test/databases.ts` in Stryker's runs: every suite has the same embedded database, emptied between runs. */
import assert from 'node:assert/strict';
import { sql } from 'kysely';
import { migrate } from '#store/database/migrate.ts';
import { openStore, type OpenStore } from '#store/database/open.ts';
import type { TestDatabase } from '../databases.ts';
import { suite } from './recorder.ts';

let open: OpenStore | undefined;

const theDatabase: TestDatabase = {
  kind: 'embedded',
  store: () => open ?? assert.fail('The store is open inside tests only.'),
  config: () => assert.fail('The one database is opened once.'),
};

export function forEachDatabase(name: string, describeIt: (database: TestDatabase) => void): void {
  suite(name, () => describeIt(theDatabase));
}

/** In a new folder. */
export async function openTheDatabase(folder: string): Promise<void> {
  const store = await openStore({ kind: 'embedded', folder });
  assert.ok(store.ok, JSON.stringify(store));
  const migrated = await migrate(store.value.db);
  assert.ok(migrated.ok, JSON.stringify(migrated));
  open = store.value;
}

export async function emptyTheDatabase(): Promise<void> {
  const { db } = theDatabase.store();
  const { rows } = await sql<{ name: string }>`select quote_ident(tablename) as name from pg_tables
    where schemaname = 'public' and tablename <> 'schema_migration'`.execute(db);
  // Otherwise the audit's trigger forbids it.
  await sql`set session_replication_role = replica`.execute(db);
  await sql.raw(`truncate ${rows.map(({ name }) => name).join(', ')} cascade`).execute(db);
  await sql`set session_replication_role = origin`.execute(db);
}
