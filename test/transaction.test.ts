import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { before, it } from 'node:test';
import { sql, type Kysely } from 'kysely';
import { ok, refuse } from '#domain/result.ts';
import type { Database } from '#store/schema.ts';
import { inTransaction, type Waiting } from '#store/database/transaction.ts';
import { forEachDatabase, opened } from './databases.ts';

function raise(state: string): ReturnType<typeof sql.raw> {
  return sql.raw(`do $$ begin raise exception 'made to fail' using errcode = '${state}'; end $$`);
}

function counting(): { readonly waits: number[]; readonly waiting: Waiting } {
  const waits: number[] = [];
  return { waits, waiting: { random: () => 0.5, sleep: async (wait) => void waits.push(wait) } };
}

forEachDatabase('a transaction', (database) => {
  let db: Kysely<Database>;
  before(async () => {
    db = database.store().db;
    await sql`create table note (words text)`.execute(db);
  });

  const write = (words: string) => sql`insert into note values (${words})`;
  const count = async (words: string): Promise<number> => {
    const { rows } = await sql<{ n: number }>`select count(*) as n from note where words = ${words}`.execute(
      db,
    );
    return rows[0]?.n ?? assert.fail();
  };

  it('keeps what the work wrote and gives its value', async () => {
    const result = await inTransaction(db, async (tx) => {
      await write('kept').execute(tx);
      return ok(7);
    });
    assert.deepEqual(result, ok(7));
    assert.equal(await count('kept'), 1);
  });

  it('writes nothing when the work refuses, and gives the refusal', async () => {
    const result = await inTransaction(db, async (tx) => {
      await write('refused').execute(tx);
      return refuse({ code: 'taken' });
    });
    assert.deepEqual(result, refuse({ code: 'taken' }));
    assert.equal(await count('refused'), 0);
  });

  it('writes nothing when the work throws, and throws on', async () => {
    const work = inTransaction(db, async (tx) => {
      await write('thrown').execute(tx);
      throw new TypeError('a bug');
    });
    await assert.rejects(work, { message: 'a bug' });
    assert.equal(await count('thrown'), 0);
  });

  for (const state of ['40001', '40P01']) {
    it(`starts again after ${state}, and the first try left nothing`, async () => {
      const { waits, waiting } = counting();
      const work = inTransaction(
        db,
        async (tx) => {
          await write(state).execute(tx);
          if (waits.length < 5) await raise(state).execute(tx);
          return ok(null);
        },
        waiting,
      );
      assert.deepEqual(await work, ok(null));
      assert.deepEqual(waits, [20, 40, 80, 160, 320]);
      assert.equal(await count(state), 1);
    });
  }

  it('F14: says busy after five tries in vain', async () => {
    const { waits, waiting } = counting();
    const result = await inTransaction(db, async (tx) => ok(await raise('40001').execute(tx)), waiting);
    assert.deepEqual(result, refuse({ code: 'busy', cause: 'made to fail' }));
    assert.equal(waits.length, 5);
  });

  it('says unavailable on a full disk and does not try again', async () => {
    const { waits, waiting } = counting();
    const result = await inTransaction(db, async (tx) => ok(await raise('53100').execute(tx)), waiting);
    assert.deepEqual(result, refuse({ code: 'unavailable', cause: 'made to fail' }));
    assert.equal(waits.length, 0);
  });

  it('throws on what is a mistake', async () => {
    await assert.rejects(
      inTransaction(db, async (tx) => ok(await raise('23505').execute(tx))),
      { code: '23505' },
    );
  });

  it('gives up a lock that stays taken for three seconds', { timeout: 20_000 }, async () => {
    // The embedded database has one session, so nobody else can hold a lock; the limit itself is seen instead.
    const config = database.config();
    if (config.kind === 'embedded') {
      const limit = await inTransaction(db, async (tx) => ok(await sql`show lock_timeout`.execute(tx)));
      assert.ok(limit.ok);
      assert.deepEqual(limit.value.rows, [{ lock_timeout: '3s' }]);
      return;
    }
    const other = await opened(config);
    const { promise: release, resolve } = Promise.withResolvers<void>();
    const { promise: held, resolve: holds } = Promise.withResolvers<void>();
    const holder = inTransaction(other.db, async (tx) => {
      await sql`lock table note in access exclusive mode`.execute(tx);
      holds();
      await release;
      return ok(null);
    });
    await held;
    const started = performance.now();
    const result = await inTransaction(db, async (tx) => ok(await write('late').execute(tx)));
    const waited = performance.now() - started;
    resolve();
    await holder;
    await other.close();
    assert.ok(!result.ok && result.problem.code === 'busy', JSON.stringify(result));
    assert.ok(waited > 2_900 && waited < 15_000, `waited ${waited} ms`);
  });

  it('leaves the session without its lock limit', async () => {
    const { rows } = await sql`show lock_timeout`.execute(db);
    assert.deepEqual(rows, [{ lock_timeout: '0' }]);
  });

  if (database.kind === 'embedded') return;
  it('resolves a real deadlock by itself', async () => {
    const [a, b] = [randomUUID(), randomUUID()];
    const lock = (id: string) => sql`select pg_advisory_xact_lock(hashtextextended(${id}, 0))`;
    const { promise: bothHold, resolve } = Promise.withResolvers<void>();
    let holding = 0;
    const take = (first: string, second: string) =>
      inTransaction(db, async (tx) => {
        await lock(first).execute(tx);
        holding += 1;
        if (holding >= 2) resolve();
        await bothHold;
        await lock(second).execute(tx);
        return ok(first);
      });
    assert.deepEqual(await Promise.all([take(a, b), take(b, a)]), [ok(a), ok(b)]);
  });
});
