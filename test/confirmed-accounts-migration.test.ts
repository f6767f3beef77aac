/** Accounts that were there before it was noted whether their mailbox was shown. */
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

forEachEmptyDatabase('the migration to confirmed accounts', (database) => {
  it('trusts the first account and those with a second factor, and lets the others show their mailbox', async () => {
    const { db } = database.store();
    const folder = mkdtempSync(join(tmpdir(), 'migrations-'));
    const files = readdirSync(MIGRATIONS)
      .filter((file) => file.endsWith('.sql'))
      .toSorted();
    const own = files.findIndex((file) => file.endsWith('-confirmed-accounts.sql'));
    for (const file of files.slice(0, own)) cpSync(new URL(file, MIGRATIONS), join(folder, file));
    assert.ok((await migrate(db, pathToFileURL(`${folder}/`))).ok);
    rmSync(folder, { recursive: true });

    const id = (number: number): string => `00000000-0000-4000-8000-00000000000${number}`;
    for (const [number, name] of ['first', 'plain', 'app', 'offered', 'key'].entries()) {
      await sql`insert into account (id, email, name, password, created_at) values
        (${id(9 - number)}, ${name}, ${name}, 'x', now() + ${`${number} minutes`}::interval)`.execute(db);
    }
    const byName = (name: string) => sql`(select id from account where name = ${name})`;
    await sql`insert into authenticator (account_id, secret, made_at, confirmed_at)
      values (${byName('app')}, 'x', now(), now()), (${byName('offered')}, 'x', now(), null)`.execute(db);
    await sql`insert into passkey (id, account_id, credential_id, public_key, counter, transports, name, made_at)
      values (${id(1)}, ${byName('key')}, 'x', 'x', 0, '[]', 'x', now())`.execute(db);
    assert.ok((await migrate(db)).ok);
    const { rows } = await sql<{ name: string }>`
      select name from account where confirmed_at is not null order by name`.execute(db);
    assert.deepEqual(
      rows.map(({ name }) => name),
      ['app', 'first', 'key'],
    );
  });
});
