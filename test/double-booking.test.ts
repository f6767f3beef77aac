import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, it } from 'node:test';
import { sql, type Kysely } from 'kysely';
import { ok } from '#domain/result.ts';
import { deleteBookings, type Booking } from '#store/loops/bookings.ts';
import type { Database } from '#store/schema.ts';
import { inTransaction } from '#store/database/transaction.ts';
import {
  addOrganisation,
  book,
  booking,
  ORGANISATION,
  raceForLoops,
  raceForSlots,
  RIVALS,
  shuffled,
  warm,
} from './booking-races.ts';
import { forEachDatabase } from './databases.ts';

async function rowsOf(db: Kysely<Database>, sessionIds: readonly string[]): Promise<number> {
  const rows = await db
    .selectFrom('booking')
    .select('session_id')
    .where('session_id', 'in', sessionIds)
    .execute();
  return rows.length;
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
  it(`F1, G1: lets exactly one of ${RIVALS} rivals win a slot, ${rounds} times, without a deadlock`, async (t) => {
    const { worst } = await raceForSlots(rivals, rounds);
    t.diagnostic(`worst round: ${worst.toFixed(0)} ms`);
    // A convoy of deadlocks takes more than 20 s; a busy machine makes an honest round take some seconds.
    assert.ok(worst < 10_000, `the worst round took ${worst} ms`);
  });

  const loops = database.kind === 'server' ? 400 : 40;
  it(`F2, G2: books ${loops} loops of panels of four and a room by twenty clients, each whole or not at all`, async (t) => {
    const { booked, refused } = await raceForLoops(rivals, loops);
    t.diagnostic(`${booked} booked, ${refused} refused`);
    assert.ok(booked > 0 && refused > 0, 'some find room, and some do not');
  });

  it('F2: books a panel of four and a room together or not at all, whatever the order', async () => {
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

  it('F3: lets sessions follow each other without a gap', async () => {
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
    it(`F3: refuses ${name} in the database itself`, async () => {
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
