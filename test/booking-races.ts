/** Many who want the same people and rooms at once: for the suite of each push and for the long run. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import { ok, refuse, type Result } from '#domain/result.ts';
import { insertBookings, lockResources, type Booking, type TakenBooking } from '#store/loops/bookings.ts';
import { makePool } from '#store/database/pool.ts';
import type { Database } from '#store/schema.ts';
import { inTransaction, type Unserved, type Waiting } from '#store/database/transaction.ts';
import type { TestDatabase } from './databases.ts';

export const RIVALS = 40;
export const ORGANISATION: string = randomUUID();

/** Forty connections that have all been used once; the embedded database has one, which everyone shares. */
export async function warm(database: TestDatabase): Promise<Kysely<Database>> {
  const config = database.config();
  if (config.kind === 'embedded') return database.store().db;
  const pool = makePool({ connectionString: config.url, max: RIVALS }, () => undefined);
  const clients = await Promise.all(Array.from({ length: RIVALS }, () => pool.connect()));
  for (const client of clients) client.release();
  return new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
}

export async function addOrganisation(db: Kysely<Database>): Promise<void> {
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

export function booking(resourceId: string, changes: Partial<Booking> = {}): Booking {
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

export type Refused = { readonly code: 'taken'; readonly taken: readonly TakenBooking[] };

/** A deadlock would be retried and so hidden; with the order of the locks there is none to retry. */
const noRetry: Waiting = {
  random: () => 0,
  sleep: () => Promise.reject(new Error('a transaction was to be retried')),
};

/** What a use case does: all of them or none. */
export function book(
  db: Kysely<Database>,
  wanted: readonly Booking[],
): Promise<Result<null, Refused | Unserved>> {
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

export function shuffled<T>(list: readonly T[]): T[] {
  return list
    .map((item) => ({ item, at: Math.random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

export type Rounds = { readonly rounds: number; readonly worst: number };

/** Forty rivals want one slot, so many times; answers the worst round in milliseconds. Throws where it is not one who wins. */
export async function raceForSlots(rivals: Kysely<Database>, rounds: number): Promise<Rounds> {
  let worst = 0;
  for (let round = 0; round < rounds; round += 1) {
    const person = randomUUID();
    const wanted = Array.from({ length: RIVALS }, () => booking(person));
    const started = performance.now();
    const results = await Promise.all(wanted.map((one) => book(rivals, [one])));
    worst = Math.max(worst, performance.now() - started);
    const winners = wanted.filter((_, index) => results[index]?.ok === true);
    assert.equal(winners.length, 1);
    for (const result of results.filter((one) => !one.ok)) {
      assert.ok(!result.ok && result.problem.code === 'taken', JSON.stringify(result));
      assert.equal(result.problem.taken[0]?.by[0]?.sessionId, winners[0]?.sessionId);
    }
  }
  return { rounds, worst };
}

const CLIENTS = 20;
const MINUTES = 45;

export type Loops = { readonly booked: number; readonly refused: number };

/**
 * So many loops of three sessions, each with four people and a room out of few, booked in random order by twenty
 * clients: each loop whole or not at all, and nobody twice at a time.
 */
export async function raceForLoops(rivals: Kysely<Database>, loops: number): Promise<Loops> {
  const people = Array.from({ length: 24 }, () => randomUUID());
  const rooms = Array.from({ length: 6 }, () => randomUUID());
  const waiting = Array.from({ length: loops }, (_, index) =>
    loopOf(index % Math.ceil(loops / 10), people, rooms),
  );
  let booked = 0;
  const sessions = new Map<string, boolean>();
  await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
        const result = await book(rivals, shuffled(next));
        assert.ok(result.ok || result.problem.code === 'taken', JSON.stringify(result));
        if (result.ok) booked += 1;
        for (const { sessionId } of next) sessions.set(sessionId, result.ok);
      }
    }),
  );
  const { rows } = await sql<{ session: string; count: number }>`
    select session_id as session, count(*)::integer as count from booking
    where session_id = any(${[...sessions.keys()]}::uuid[]) group by 1`.execute(rivals);
  const stored = new Map(rows.map(({ session, count }) => [session, count]));
  for (const [session, isBooked] of sessions) assert.equal(stored.get(session) ?? 0, isBooked ? 5 : 0);
  const overlaps = await sql<{ count: number }>`
    select count(*)::integer as count from booking a join booking b
      on a.organisation_id = b.organisation_id and a.resource_id = b.resource_id
      and a.session_id < b.session_id and a.span && b.span
    where a.organisation_id = ${ORGANISATION}`.execute(rivals);
  assert.equal(overlaps.rows[0]?.count, 0);
  return { booked, refused: loops - booked };
}

/** Three sessions of a day, one after the other; few days, so that many want the same. */
function loopOf(date: number, people: readonly string[], rooms: readonly string[]): readonly Booking[] {
  const day = Temporal.PlainDate.from('2027-02-01').add({ days: date });
  const start = 8 * 60 + 15 * Math.floor(Math.random() * 20);
  return [0, 1, 2].flatMap((session) => {
    const at = (minutes: number): string =>
      day.toZonedDateTime('UTC').add({ minutes }).toInstant().toString();
    const from = at(start + session * MINUTES);
    const to = at(start + (session + 1) * MINUTES);
    const sessionId = randomUUID();
    const four = shuffled(people).slice(0, 4);
    const [room] = shuffled(rooms);
    return [
      ...four.map((id) => booking(id, { sessionId, from, to })),
      ...(room === undefined ? [] : [booking(room, { sessionId, resourceKind: 'room', from, to })]),
    ];
  });
}
