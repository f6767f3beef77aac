/** Row-level security, the second net below the policy: what the database itself keeps apart. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, it } from 'node:test';
import { sql } from 'kysely';
import { ok } from '#domain/result.ts';
import { keepsApart, workIn } from '#store/database/organisation-at-work.ts';
import { makeStore } from '#store/store.ts';
import { sqlStateOf } from '#store/database/trouble.ts';
import { migrate } from '#store/database/migrate.ts';
import { BEA, firstAccount, membersOf, secondAccount } from './account-steps.ts';
import { forEachDatabase, opened } from './databases.ts';
import { setUpApp } from './factor-steps.ts';
import { smallOrganisation, type Small } from './small-organisation.ts';
import { testServer, type TestServer } from './web-server.ts';

const operating = (): string => readFileSync(new URL('../docs/operating.md', import.meta.url), 'utf8');

forEachDatabase('organisations apart in the database', (database) => {
  let server: TestServer;
  let [own, other]: Small[] = [];
  before(async () => {
    server = testServer(database.store());
    [own, other] = [await smallOrganisation(server), await smallOrganisation(server)];
  });
  after(() => server.services.close());

  /** As a request that works in the first organisation. */
  const at = (): string => own?.organisation ?? '';
  const within = <T>(work: (db: ReturnType<typeof database.store>['db']) => Promise<T>): Promise<T> =>
    database
      .store()
      .db.transaction()
      .execute(async (tx) => {
        await workIn(tx, at());
        return work(tx);
      });

  it('tells of what an account is a member from the real table, whatever temporary one somebody makes', async () => {
    const account = crypto.randomUUID();
    const told = await database
      .store()
      .db.transaction()
      .execute(async (tx) => {
        await sql`create temporary table membership (
          organisation_id uuid, person_id uuid, account_id uuid, disabled_at timestamptz) on commit drop`.execute(
          tx,
        );
        await sql`insert into pg_temp.membership values (${account}, ${account}, ${account}, null)`.execute(
          tx,
        );
        return (await sql`select from memberships_of(${account})`.execute(tx)).rows.length;
      });
    assert.equal(told, 0);
  });

  it('has a policy on every table with rows of organisations', async () => {
    const { rows } = await sql<{ name: string }>`
      select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
      where a.attname = 'organisation_id' and c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
        and not (c.relrowsecurity and exists (select from pg_policy p where p.polrelid = c.oid))`.execute(
      database.store().db,
    );
    assert.deepEqual(rows, []);
  });

  it('shows a query without any condition the rows of the organisation at work alone', async () => {
    assert.equal(await keepsApart(database.store().db), true);
    const all = await database.store().db.selectFrom('person').select('organisation_id').execute();
    assert.ok(new Set(all.map(({ organisation_id: id }) => id)).size > 1);
    const tables = [
      'person',
      'room',
      'opening',
      'application',
      'audit_entry',
      'link',
      'calendar_busy',
    ] as const;
    for (const table of tables) {
      const rows = await within((db) => db.selectFrom(table).select('organisation_id').execute());
      assert.ok(
        rows.every(({ organisation_id: id }) => id === at()),
        table,
      );
    }
    const organisations = await within((db) => db.selectFrom('organisation').select('id').execute());
    assert.deepEqual(organisations, [{ id: at() }]);
  });

  it('changes and removes nothing of another organisation, and takes no row for it', async () => {
    const name = 'taken over';
    const changed = await within((db) => db.updateTable('person').set({ name }).execute());
    assert.ok(changed.length > 0);
    const there = await database.store().db.selectFrom('person').selectAll().execute();
    const others = there.filter(({ organisation_id: id }) => id !== at());
    assert.ok(others.length > 0 && others.every((person) => person.name !== name));
    const room = {
      organisation_id: other?.organisation ?? '',
      id: crypto.randomUUID(),
      name: 'R',
      features: '[]',
    };
    await assert.rejects(
      within((db) => db.insertInto('room').values(room).execute()),
      (error) => sqlStateOf(error) === '42501',
    );
  });

  it('lets the record of changes be added to and nothing else, even by whoever owns it', async () => {
    await assert.rejects(
      within((db) => db.deleteFrom('audit_entry').execute()),
      (error) => sqlStateOf(error) === '42501',
    );
  });

  it('is around every read and change of a request, and around none that belongs to no organisation', async () => {
    const people = async (atWork?: () => string): Promise<number> => {
      const store = makeStore(database.store().db, atWork);
      const foreign = other?.organisation ?? '';
      const read = await store.read((tables) => tables.people.list(foreign));
      const kept = await store.write(async (tables) => ok(await tables.people.list(foreign)));
      assert.ok(kept.ok);
      assert.equal(kept.value.length, read.length);
      return read.length;
    };
    assert.ok((await people()) > 0);
    assert.equal(await people(at), 0);
    await assert.rejects(
      people(() => 'no id'),
      (error) => sqlStateOf(error) === '22P02',
    );
  });

  // The embedded database is always the superuser's.
  if (database.kind === 'embedded') return;
  it('serves by a role that owns nothing, with the rights that docs/operating.md gives it', async () => {
    const config = database.config();
    assert.ok(config.kind === 'server');
    const { db } = database.store();
    const role = `serving_${crypto.randomUUID().slice(0, 8)}`;
    const [, grants = ''] = /once after each migration:\n\n```sql\n([\s\S]+?)```/.exec(operating()) ?? [];
    assert.match(grants, /to second_round;/);
    await sql.raw(`create role ${role} login`).execute(db);
    await sql.raw(grants.replaceAll('second_round;', `${role};`)).execute(db);
    const url = new URL(config.url);
    url.username = role;
    const store = await opened({ kind: 'server', url: url.href });
    assert.equal(await keepsApart(store.db), true);
    assert.ok((await migrate(store.db)).ok);
    const serving = testServer(store);
    const ada = await firstAccount(serving);
    await setUpApp(serving, await secondAccount(serving, ada));
    const bea = (await membersOf(serving, ada)).members.find(({ email }) => email === BEA.email);
    const at = `/api/o/${ada.organisation}/members/${bea?.person ?? ''}`;
    const headers = { cookie: ada.cookie };
    assert.equal((await serving.ask('DELETE', `${at}/factors`, { headers })).status, 204);
    assert.equal((await serving.ask('DELETE', at, { headers })).status, 204);
    assert.deepEqual(serving.errors, []);
    await serving.services.close();
    await store.close();
  });

  it('says that it keeps nothing apart for an owner who may make no roles, until somebody makes it so', async () => {
    const config = database.config();
    assert.ok(config.kind === 'server');
    const { db } = database.store();
    const role = `owner_${crypto.randomUUID().slice(0, 8)}`;
    await sql.raw(`create role ${role} login`).execute(db);
    await sql.raw(`create database ${role} owner ${role}`).execute(db);
    const url = new URL(config.url);
    url.username = role;
    url.pathname = role;
    const owned = await opened({ kind: 'server', url: url.href });
    assert.ok((await migrate(owned.db)).ok);
    assert.equal(await keepsApart(owned.db), false);
    const [, before = '', after = ''] =
      /not kept apart[\s\S]+?```sql\n([\s\S]+?)```[\s\S]+?```sql\n([\s\S]+?)```/.exec(operating()) ?? [];
    assert.match(before, /grant second_round_scoped to second_round;/);
    await sql.raw(before.replaceAll('second_round', role)).execute(db);
    await sql.raw(after).execute(owned.db);
    assert.equal(await keepsApart(owned.db), true);
    const people = await owned.db.transaction().execute(async (tx) => {
      await workIn(tx, at());
      return tx.selectFrom('person').selectAll().execute();
    });
    assert.deepEqual(people, []);
    // Roles are of the whole server: what this installation's may do, it may not do in another's database.
    url.pathname = new URL(config.url).pathname;
    const elsewhere = await opened({ kind: 'server', url: url.href });
    await assert.rejects(
      elsewhere.db.selectFrom('person').select('id').execute(),
      (error) => sqlStateOf(error) === '42501',
    );
    await elsewhere.close();
    await owned.close();
    await sql.raw(`drop database ${role} with (force)`).execute(db);
  });
});
