/** The record of changes in the database: it only grows, in one order, and whatever was altered is named. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { before, it } from 'node:test';
import { sql } from 'kysely';
import type { NewEntry } from '#domain/audit/audit.ts';
import { ok, refuse } from '#domain/result.ts';
import { sha256 } from '#store/organisation/audit.ts';
import { migrate } from '#store/database/migrate.ts';
import { makeStore, type Store } from '#store/store.ts';
import { verifyChains, type VerifiedChain } from '#usecases/audit/verify-audit.ts';
import { FLIPS } from './audit-flips.ts';
import { forEachDatabase, opened } from './databases.ts';
import { pythonWith } from './python.ts';

const WRITERS = 40;

function entry(organisation: string, changes: Partial<NewEntry> = {}): NewEntry {
  return {
    organisation,
    action: 'person-changed',
    id: randomUUID(),
    at: '2026-11-26T12:00:00Z',
    actor: { kind: 'member', person: randomUUID() },
    details: { people: [randomUUID()], fields: ['name'], sessions: 7 },
    ...changes,
  };
}

forEachDatabase('the record of changes', (database) => {
  let store: Store;
  before(() => {
    store = makeStore(database.store().db);
  });

  const record = (entries: readonly NewEntry[]): ReturnType<Store['write']> =>
    store.write(async (tables) => {
      for (const one of entries) tables.record(one);
      return ok(null);
    });

  async function organisation(entries = 0): Promise<string> {
    const id = randomUUID();
    const done = await store.write(async (tables) => {
      await tables.organisations.insert(
        { id, name: 'Rope Works', timeZone: 'Europe/Berlin', sample: false },
        '2026-11-26T12:00:00Z',
      );
      tables.record(entry(id, { action: 'organisation-started', id }));
      return ok(null);
    });
    assert.ok(done.ok);
    for (let count = 1; count < entries; count += 1) assert.ok((await record([entry(id)])).ok);
    return id;
  }

  async function verified(id: string, heads: readonly string[] = []): Promise<VerifiedChain> {
    const [chain] = await verifyChains({ store, sha256 }, { organisation: id, heads });
    return chain ?? assert.fail('no such organisation');
  }

  /** What somebody does who owns the database and means it. */
  async function tamper(statement: ReturnType<typeof sql<unknown>>): Promise<void> {
    const { db } = database.store();
    await sql`alter table audit_entry disable trigger audit_entry_stays`.execute(db);
    await statement.execute(db);
    await sql`alter table audit_entry enable trigger audit_entry_stays`.execute(db);
  }

  it('numbers the entries of each organisation from 1 on, and their chain is whole', async () => {
    const [one, other] = [await organisation(3), await organisation(2)];
    assert.ok((await record([entry(other), entry(one), entry(one)])).ok);
    assert.deepEqual([(await verified(one)).head.number, (await verified(other)).head.number], [5, 3]);
    for (const id of [one, other]) assert.equal((await verified(id)).fault, undefined);
  });

  it('keeps nothing of work that changes something and records nothing', async () => {
    const id = randomUUID();
    const forgetful = store.write(async (tables) => {
      await tables.organisations.insert(
        { id, name: 'X', timeZone: 'UTC', sample: false },
        '2026-11-26T12:00:00Z',
      );
      return ok(null);
    });
    await assert.rejects(forgetful, /changed without a record/);
    assert.equal(await store.read((tables) => tables.organisations.find(id)), undefined);
  });

  it('lets work pass that changes nothing and records nothing', async () => {
    const looking = await store.write(async (tables) => ok(await tables.organisations.list()));
    assert.ok(looking.ok);
  });

  it('keeps no entry of what was refused', async () => {
    const id = await organisation();
    const refused = await store.write(async (tables) => {
      tables.record(entry(id));
      return refuse({ code: 'taken' });
    });
    assert.equal(refused.ok, false);
    assert.equal((await verified(id)).head.number, 1);
  });

  it('refuses to keep a name among the details, and the change with it', async () => {
    const id = await organisation();
    const named = { ...entry(id), details: { people: ['Ada Brandt'] } };
    await assert.rejects(record([named]), /ids and figures only, but not people/);
    assert.equal((await verified(id)).head.number, 1);
  });

  it('takes ids in capitals and instants with fractions as the database gives them back', async () => {
    const id = await organisation();
    const odd = entry(id.toUpperCase(), {
      id: randomUUID().toUpperCase(),
      at: '2026-11-26T13:00:00.123456789+01:00',
      details: { people: [randomUUID().toUpperCase()], start: '2026-12-08T09:00:00.000+01:00' },
    });
    assert.ok((await record([odd])).ok);
    assert.equal((await verified(id)).fault, undefined);
  });

  it(`puts the entries of ${WRITERS} writers at once into one order without a gap`, async () => {
    const id = await organisation();
    const written = await Promise.all(Array.from({ length: WRITERS }, () => record([entry(id)])));
    assert.ok(
      written.every((one) => one.ok),
      JSON.stringify(written),
    );
    const chain = await verified(id);
    assert.deepEqual([chain.fault, chain.head.number], [undefined, WRITERS + 1]);
  });

  for (const [what, statement] of [
    ['altered', sql`update audit_entry set action = 'nothing'`],
    ['removed', sql`delete from audit_entry`],
    ['emptied', sql`truncate audit_entry`],
  ] as const) {
    it(`is not ${what}: the database itself refuses`, async () => {
      const id = await organisation(2);
      await assert.rejects(statement.execute(database.store().db), {
        code: '42501',
        message: 'audit entries are neither changed nor removed',
      });
      assert.equal((await verified(id)).head.number, 2);
    });
  }

  for (const [column, flip] of Object.entries(FLIPS)) {
    it(`names the entry of which somebody altered ${column}`, async () => {
      const [id, other] = [await organisation(6), await organisation()];
      await tamper(sql`update audit_entry set ${flip(other)} where organisation_id = ${id} and number = 4`);
      const { fault, head } = await verified(id);
      assert.deepEqual([fault?.number, head.number], [4, 3]);
    });
  }

  it('flips every column that there is', async () => {
    const { rows } = await sql<{ name: string }>`
      select column_name as name from information_schema.columns where table_name = 'audit_entry'`.execute(
      database.store().db,
    );
    const flipped = new Set(Object.keys(FLIPS).map((name) => name.split(',')[0]));
    assert.deepEqual(new Set(rows.map(({ name }) => name)), flipped);
  });

  it('names an entry that was removed, inserted, or replaced with a hash of its own', async () => {
    const removed = await organisation(6);
    await tamper(sql`delete from audit_entry where organisation_id = ${removed} and number = 3`);
    assert.deepEqual((await verified(removed)).fault, { number: 3, found: 'missing' });

    const first = await organisation(6);
    await tamper(sql`delete from audit_entry where organisation_id = ${first} and number = 1`);
    assert.deepEqual((await verified(first)).fault, { number: 1, found: 'missing' });

    // Room is made for one more, which is written with right hashes of its own.
    const inserted = await organisation(4);
    await tamper(
      sql`update audit_entry set number = number + 10 where organisation_id = ${inserted} and number > 2`,
    );
    assert.ok((await record([entry(inserted)])).ok);
    assert.deepEqual((await verified(inserted)).fault, { number: 3, found: 'missing' });
    await tamper(sql`update audit_entry set number = 3 where organisation_id = ${inserted} and number = 15`);
    assert.deepEqual((await verified(inserted)).fault, { number: 3, found: 'altered' });

    const replaced = await organisation(4);
    const before = await organisation(4);
    await tamper(sql`delete from audit_entry where organisation_id = ${replaced} and number > 2`);
    assert.ok((await record([entry(replaced)])).ok);
    const forged = await verified(replaced);
    assert.equal(forged.fault, undefined, 'a chain written anew is whole by itself');
    await tamper(sql`insert into audit_entry select ${replaced}, 4, at, actor, actor_id, action, subject_kind, subject_id,
      details, previous_hash, hash from audit_entry where organisation_id = ${before} and number = 4`);
    assert.deepEqual((await verified(replaced)).fault, { number: 4, found: 'altered' });
  });

  it('sees by a head that was told earlier that the last entries were cut off', async () => {
    const id = await organisation(5);
    const { head } = await verified(id);
    assert.deepEqual([...(await verified(id, [head.hash])).known], [head.hash]);
    assert.ok((await record([entry(id)])).ok);
    assert.deepEqual([...(await verified(id, [head.hash])).known], [head.hash]);
    await tamper(sql`delete from audit_entry where organisation_id = ${id} and number >= 5`);
    const cut = await verified(id, [head.hash]);
    assert.deepEqual([cut.fault, cut.head.number, [...cut.known]], [undefined, 4, []]);
  });

  it('is verified by the program of its documentation too, which also names what was altered', async (t) => {
    const program = /```python\n([\s\S]+?)```/.exec(
      readFileSync(new URL('../docs/formats/audit.md', import.meta.url), 'utf8'),
    )?.[1];
    assert.ok(program);
    const found = pythonWith('json');
    if (found.kind === 'absent') return t.skip(found.reason);
    const id = await organisation(5);
    assert.ok((await record([entry(id, { actor: { kind: 'computer' }, at: '2026-11-26T12:00:00.5Z' })])).ok);
    const lines = async (): Promise<string> => {
      const { rows } = await database
        .store()
        .db.transaction()
        .execute(async (tx) => {
          await sql`set local timezone to 'UTC'`.execute(tx);
          return sql<{ line: string }>`select row_to_json(e)::text as line from audit_entry e
          where organisation_id = ${id} order by number`.execute(tx);
        });
      return rows.map(({ line }) => `${line}\n`).join('');
    };
    const run = async (): Promise<{ status: number | null; out: string }> => {
      const { status, stdout, stderr } = spawnSync(found.python, ['-c', program], {
        input: await lines(),
        encoding: 'utf8',
      });
      return { status, out: stdout + stderr };
    };
    const { head } = await verified(id);
    assert.deepEqual(await run(), { status: 0, out: `6 ${head.hash}\n` });
    await tamper(
      sql`update audit_entry set at = at + interval '1 microsecond' where organisation_id = ${id} and number = 2`,
    );
    assert.deepEqual(await run(), { status: 1, out: 'entry 2 does not agree\n' });
    return undefined;
  });

  // The embedded database has one role.
  if (database.kind === 'embedded') return;
  it('serves with a role that owns nothing, and that role has no right to alter an entry', async () => {
    const config = database.config();
    assert.ok(config.kind === 'server');
    const { db } = database.store();
    const role = `guest_${randomUUID().slice(0, 8)}`;
    const grants = /once after each migration:\s+```sql\n([\s\S]+?)```/.exec(
      readFileSync(new URL('../docs/operating.md', import.meta.url), 'utf8'),
    )?.[1];
    assert.ok(grants);
    await sql.raw(`create role ${role} login; ${grants.replaceAll('second_round', role)}`).execute(db);
    const url = new URL(config.url);
    url.username = role;
    const guest = await opened({ kind: 'server', url: url.href });
    assert.deepEqual(await migrate(guest.db), ok({ applied: [] }));
    const id = await organisation(2);
    const written = await makeStore(guest.db).write(async (tables) => {
      await tables.rooms.insert(id, { id: randomUUID(), name: 'Lathe', features: [] });
      tables.record(entry(id));
      return ok(null);
    });
    assert.ok(written.ok, JSON.stringify(written));
    for (const statement of [
      sql`update audit_entry set action = 'x'`,
      sql`delete from audit_entry`,
      sql`truncate audit_entry`,
      sql`alter table audit_entry disable trigger audit_entry_stays`,
    ]) {
      await assert.rejects(statement.execute(guest.db), /permission denied|must be owner/);
    }
    await guest.close();
    assert.deepEqual([(await verified(id)).head.number, (await verified(id)).fault], [3, undefined]);
  });
});
