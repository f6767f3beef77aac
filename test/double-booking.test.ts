import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, it } from 'node:test';
import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import { ok, refuse, type Result } from '#domain/result.ts';
import {
  deleteBookings,
  insertBookings,
  lockResources,
  type Booking,
  type TakenBooking,
} from '#store/bookings.ts';
import { makePool } from '#store/pool.ts';
import type { Database } from '#store/schema.ts';
import { inTransaction, type Unserved, type Waiting } from '#store/transaction.ts';
import { forEachDatabase, type TestDatabase } from './databases.ts';

const RIVALS = 40;
const ORGANISATION = randomUUID();

/** Forty connections that have all been used once; the embedded database has one, which everyone shares. */
async function warm(database: TestDatabase): Promise<Kysely<Database>> {
  const config = database.config();
  if (config.kind === 'embedded') return database.store().db;
  const pool = makePool({ connectionString: config.url, max: RIVALS }, () => undefined);
  const clients = await Promise.all(Array.from({ length: RIVALS }, () => pool.connect()));
  for (const client of clients) client.release();
  return new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
}

async function addOrganisation(db: Kysely<Database>): Promise<void> {
  await db
    .insertInto('organisation')
    .values({
      id: ORGANISATION,
      name: 'Rope Works',
      time_zone: 'Europe/Berlin',
      sample: false,
      created_at: '2026-11-23T12:00:00Z',
    })
    .execute();
}

function booking(resourceId: string, changes: Partial<Booking> = {}): Booking {
  return {
    organisationId: ORGANISATION,
    resourceKind: 'person',
    resourceId,
    sessionId: randomUUID(),
    from: '2026-12-07T09:00:00Z',
    to: '2026-12-07T10:00:00Z',
    ...changes,
  };
}

type Refused = { readonly code: 'taken'; readonly taken: readonly TakenBooking[] };

/** A deadlock would be retried and so hidden; with the order of the locks there is none to retry. */
const noRetry: Waiting = {
  random: () => 0,
  sleep: () => Promise.reject(new Error('a transaction was to be retried')),
};

/** What a use case does: all of them or none. */
function book(db: Kysely<Database>, wanted: readonly Booking[]): Promise<Result<null, Refused | Unserved>> {
  const work = async (tx: Transaction<Database>): Promise<Result<null, Refused>> => {
    await lockResources(
      tx,
      ORGANISATION,
      wanted.map((one) => one.resourceId),
    );
    const taken = await insertBookings(tx, wanted);
    return taken.length === 0 ? ok(null) : refuse({ code: 'taken', taken });
  };
  return inTransaction(db, work, noRetry);
}

async function rowsOf(db: Kysely<Database>, sessionIds: readonly string[]): Promise<number> {
  const rows = await db
    .selectFrom('booking')
    .select('session_id')
    .where('session_id', 'in', sessionIds)
    .execute();
  return rows.length;
}

function shuffled<T>(list: readonly T[]): T[] {
  return list
    .map((item) => ({ item, at: Math.random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

forEachDatabase('double booking', (database) => {
  let rivals: Kysely<Database>;
  before(async () => {
    rivals = await warm(database);
    await addOrganisation(database.store().db);
  });
  after(async () => {
    if (database.kind === 'server') await rivals.destroy();
  });

  const rounds = database.kind === 'server' ? 200 : 25;
  it(`lets exactly one of ${RIVALS} rivals win a slot, ${rounds} times, without a deadlock`, async (t) => {
    const worst = { milliseconds: 0 };
    for (let round = 0; round < rounds; round += 1) {
      const person = randomUUID();
      const wanted = Array.from({ length: RIVALS }, () => booking(person));
      const started = performance.now();
      const results = await Promise.all(wanted.map((one) => book(rivals, [one])));
      worst.milliseconds = Math.max(worst.milliseconds, performance.now() - started);

      const winners = wanted.filter((_, index) => results[index]?.ok === true);
      assert.equal(winners.length, 1);
      for (const result of results.filter((one) => !one.ok)) {
        assert.ok(!result.ok && result.problem.code === 'taken', JSON.stringify(result));
        assert.equal(result.problem.taken[0]?.by[0]?.sessionId, winners[0]?.sessionId);
      }
    }
    t.diagnostic(`worst round: ${worst.milliseconds.toFixed(0)} ms`);
    // A convoy of deadlocks takes more than 20 s; a busy machine makes an honest round take some seconds.
    assert.ok(worst.milliseconds < 10_000, `the worst round took ${worst.milliseconds} ms`);
  });

  it('books a panel of four and a room together or not at all, whatever the order', async () => {
    const panel = Array.from({ length: 5 }, () => randomUUID());
    for (let round = 0; round < 20; round += 1) {
      const from = `2027-01-04T${String(round).padStart(2, '0')}:00:00Z`;
      const to = `2027-01-04T${String(round).padStart(2, '0')}:45:00Z`;
      const attempts = Array.from({ length: 20 }, () => {
        const sessionId = randomUUID();
        return shuffled(panel).map((id) => booking(id, { sessionId, from, to }));
      });
      const results = await Promise.all(attempts.map((wanted) => book(rivals, wanted)));
      assert.equal(results.filter((result) => result.ok).length, 1);
      for (const [index, wanted] of attempts.entries()) {
        const sessions = wanted.map((one) => one.sessionId);
        assert.equal(await rowsOf(rivals, sessions), results[index]?.ok === true ? 5 : 0);
      }
    }
  });

  it('tells which of the wanted were taken and by what, and writes none of them', async () => {
    const [ada, room] = [randomUUID(), randomUUID()];
    const standing = booking(room, { resourceKind: 'room' });
    assert.ok((await book(rivals, [standing])).ok);

    const sessionId = randomUUID();
    const wanted = [
      booking(ada, { sessionId, from: '2026-12-07T09:30:00Z', to: '2026-12-07T10:30:00Z' }),
      booking(room, {
        sessionId,
        resourceKind: 'room',
        from: '2026-12-07T09:30:00Z',
        to: '2026-12-07T10:30:00Z',
      }),
    ];
    const result = await book(rivals, wanted);
    assert.deepEqual(result, {
      ok: false,
      problem: {
        code: 'taken',
        taken: [
          {
            wanted: wanted[1],
            by: [
              { sessionId: standing.sessionId, resourceKind: 'room', from: standing.from, to: standing.to },
            ],
          },
        ],
      },
    });
    assert.equal(await rowsOf(rivals, [sessionId]), 0);
  });

  it('finds the conflict between two of the wanted themselves', async () => {
    const person = randomUUID();
    const [first, second] = [booking(person), booking(person)];
    const result = await book(rivals, [first, second]);
    assert.ok(!result.ok && result.problem.code === 'taken');
    const [taken] = result.problem.taken;
    assert.deepEqual(
      new Set([taken?.wanted.sessionId, taken?.by[0]?.sessionId]),
      new Set([first.sessionId, second.sessionId]),
    );
  });

  it('lets sessions follow each other without a gap', async () => {
    const person = randomUUID();
    const later = { from: '2026-12-07T10:00:00Z', to: '2026-12-07T11:00:00Z' };
    const results = await Promise.all([
      book(rivals, [booking(person)]),
      book(rivals, [booking(person, later)]),
    ]);
    assert.deepEqual(results, [ok(null), ok(null)]);
  });

  it('sees one moment in two zones as the same moment', async () => {
    const person = randomUUID();
    assert.ok((await book(rivals, [booking(person)])).ok);
    const sameInTokyo = { from: '2026-12-07T18:00:00+09:00', to: '2026-12-07T19:00:00+09:00' };
    assert.equal((await book(rivals, [booking(person, sameInTokyo)])).ok, false);
  });

  it('lets two organisations use the same id', async () => {
    const { db } = database.store();
    const [person, other] = [randomUUID(), randomUUID()];
    await sql`insert into organisation select ${other}, name, time_zone, sample, created_at from organisation
      where id = ${ORGANISATION}`.execute(db);
    assert.ok((await book(rivals, [booking(person)])).ok);
    assert.ok((await book(rivals, [booking(person, { organisationId: other })])).ok);
  });

  it('frees what a session took', async () => {
    const person = randomUUID();
    const first = booking(person);
    assert.ok((await book(rivals, [first])).ok);
    await inTransaction(rivals, async (tx) => {
      await deleteBookings(tx, ORGANISATION, [first.sessionId]);
      return ok(null);
    });
    assert.ok((await book(rivals, [booking(person)])).ok);
  });

  const REFUSED_SPANS: readonly (readonly [string, string, string])[] = [
    ['an empty span', 'empty', 'booking_not_empty'],
    ['a span of no length', '[2026-12-07T09:00:00Z,2026-12-07T09:00:00Z)', 'booking_not_empty'],
    ['a span without an end', '[2026-12-07T09:00:00Z,)', 'booking_bounded'],
    ['a span without a start', '(,2026-12-07T09:00:00Z)', 'booking_bounded'],
    ['a span up to infinity', '[2026-12-07T09:00:00Z,infinity)', 'booking_bounded'],
    ['a span that includes its end', '[2026-12-07T09:00:00Z,2026-12-07T10:00:00Z]', 'booking_half_open'],
    ['a span of more than a day', '[2026-12-07T09:00:00Z,2026-12-08T09:00:01Z)', 'booking_within_a_day'],
  ];
  for (const [name, span, constraint] of REFUSED_SPANS) {
    it(`refuses ${name} in the database itself`, async () => {
      const row = { organisation_id: ORGANISATION, resource_id: randomUUID(), session_id: randomUUID() };
      const insert = rivals.insertInto('booking').values({ ...row, resource_kind: 'room', span });
      await assert.rejects(insert.execute(), { code: '23514', constraint });
    });
  }

  it('refuses a second row for a taken time even without the locks', async () => {
    const one = booking(randomUUID());
    assert.ok((await book(rivals, [one])).ok);
    const row = { organisation_id: ORGANISATION, resource_id: one.resourceId, session_id: randomUUID() };
    const span = '[2026-12-07T09:59:59Z,2026-12-07T11:00:00Z)';
    const insert = rivals.insertInto('booking').values({ ...row, resource_kind: 'person', span });
    await assert.rejects(insert.execute(), { code: '23P01', constraint: 'booking_never_double' });
  });

  it('takes exactly a day, across a clock change too', async () => {
    for (const [from, to] of [
      ['2027-03-27T23:00:00Z', '2027-03-28T23:00:00Z'],
      ['2027-10-30T22:00:00Z', '2027-10-31T22:00:00Z'],
    ] as const) {
      assert.ok((await book(rivals, [booking(randomUUID(), { from, to })])).ok);
    }
  });
});

forEachDatabase('a naive booking as the control', (database) => {
  // One session runs everything in turn on the embedded one, so nothing can race there.
  if (database.kind === 'embedded') return;
  it('lets several win, so that the rounds above can fail', async (t) => {
    const rivals = await warm(database);
    await sql`create table naive (resource_id uuid, span tstzrange)`.execute(rivals);
    let most = 0;
    for (let round = 0; round < 20 && most < 2; round += 1) {
      const person = randomUUID();
      const wins = await Promise.all(
        Array.from({ length: RIVALS }, () => bookNaively(rivals, booking(person))),
      );
      most = Math.max(most, wins.filter(Boolean).length);
    }
    await rivals.destroy();
    t.diagnostic(`winners of one slot: ${most}`);
    assert.ok(most >= 2);
  });
});

function bookNaively(db: Kysely<Database>, { resourceId, from, to }: Booking): Promise<boolean> {
  const span = `[${from},${to})`;
  return db.transaction().execute(async (tx) => {
    const { rows } = await sql`
      select 1 from naive where resource_id = ${resourceId} and span && ${span}::tstzrange`.execute(tx);
    if (rows.length > 0) return false;
    await sql`insert into naive values (${resourceId}, ${span})`.execute(tx);
    return true;
  });
}
