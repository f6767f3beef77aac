import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { openStore } from '#store/database/open.ts';
import { storeProblemText, type StoreProblem } from '#store/database/problem.ts';
import { forEachEmptyDatabase } from './databases.ts';

async function refusalOf(url: string): Promise<StoreProblem> {
  const store = await openStore({ kind: 'server', url });
  if (store.ok) await store.value.close();
  return store.ok ? assert.fail('it was opened') : store.problem;
}

describe('a database URL', () => {
  for (const url of ['', 'mysql://ada:secret@localhost/rounds', 'not a url', '/var/run/postgresql']) {
    it(`is refused when it is "${url}", without showing a password`, async () => {
      const problem = await refusalOf(url);
      assert.equal(problem.code, 'url-invalid');
      assert.match(storeProblemText(problem), /expected postgres:\/\//u);
      assert.doesNotMatch(storeProblemText(problem), /secret/u);
    });
  }

  it('is refused in words when nobody answers there', async () => {
    const problem = await refusalOf('postgres://ada:secret@127.0.0.1:1/rounds');
    assert.equal(problem.code, 'server-unreachable');
    assert.match(storeProblemText(problem), /No PostgreSQL server answers at 127\.0\.0\.1:1\/rounds/u);
    assert.doesNotMatch(storeProblemText(problem), /secret/u);
  });
});

forEachEmptyDatabase('an open store', (database) => {
  it('is a PostgreSQL of 15 or later with the extension for bookings', async () => {
    const { version, db } = database.store();
    assert.ok(Number.parseInt(version, 10) >= 15, version);
    await sql`create extension if not exists btree_gist`.execute(db);
  });

  const config = database.config;
  if (database.kind === 'embedded') return;

  it('survives that the server ends all its connections, and works on', async () => {
    const reports: string[] = [];
    const store = await openStore(config(), (line) => reports.push(line));
    assert.ok(store.ok);
    const { db, close } = store.value;
    await Promise.all(Array.from({ length: 5 }, () => sql`select pg_sleep(0.05)`.execute(db)));
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where pid <> pg_backend_pid() and datname = current_database() and state = 'idle'`.execute(db);
    await sleep(200);
    assert.ok(reports.length >= 4, `${reports.length} lost connections were reported`);
    assert.deepEqual((await sql`select 1 as one`.execute(db)).rows, [{ one: 1 }]);
    await close();
    await close();
  });

  it('is refused in words when the database does not exist', async () => {
    const given = config();
    assert.ok(given.kind === 'server');
    const problem = await refusalOf(given.url.replace(/\w+$/u, 'nowhere'));
    assert.equal(problem.code, 'server-refused');
    assert.match(storeProblemText(problem), /database "nowhere" does not exist/u);
  });
});
