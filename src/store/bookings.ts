/**
 * Taking people, rooms and candidates for sessions: lock, insert, and learn what was in the way.
 *
 * The exclusion constraint alone is safe, but under load its waiters can deadlock each other; with the locks taken
 * in one order first, and `on conflict do nothing`, they never do. Use all three inside one `inTransaction`.
 */
import { sql, type Transaction } from 'kysely';
import type { Instant } from '#domain/loop-problem.ts';
import { inParts } from './parts.ts';
import type { BookingTable, Database } from './schema.ts';

export type Booking = {
  readonly organisationId: string;
  readonly resourceKind: BookingTable['resource_kind'];
  readonly resourceId: string;
  readonly sessionId: string;
  /** The booking holds from `from` up to, and without, `to`. */
  readonly from: Instant;
  readonly to: Instant;
};

/** A booking that did not go in, and the ones that stand there already (none, if they were just removed). */
export type TakenBooking = {
  readonly wanted: Booking;
  readonly by: readonly Taker[];
};

type Taker = Pick<Booking, 'sessionId' | 'resourceKind' | 'from' | 'to'>;

/** `[from,to)` in PostgreSQL's text. */
function spanOf(from: Instant, to: Instant): string {
  return `[${from},${to})`;
}

/** Makes everyone else who wants one of these resources wait until this transaction ends. */
export async function lockResources(
  tx: Transaction<Database>,
  organisationId: string,
  resourceIds: readonly string[],
): Promise<void> {
  // Sorted by the key of the lock itself, so that two ids with one key cannot break the order.
  await sql`
    select pg_advisory_xact_lock(key) from (
      select distinct hashtextextended(${organisationId} || ':' || id::text, 0) as key
      from unnest(${[...resourceIds]}::uuid[]) as id
      order by key
    ) as keys`.execute(tx);
}

/**
 * Inserts what is free and answers with the rest; an empty answer means that all went in. A caller that wants all
 * or none refuses inside `inTransaction` when the answer is not empty. A session takes a resource once at most.
 */
export async function insertBookings(
  tx: Transaction<Database>,
  wanted: readonly Booking[],
): Promise<readonly TakenBooking[]> {
  if (wanted.length === 0) return [];
  refuseTwice(wanted);
  const inOrder = wanted.toSorted((a, b) => (a.resourceId < b.resourceId ? -1 : 1));
  const parts = await inParts(inOrder.map(rowOf), (rows) =>
    tx
      .insertInto('booking')
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .returning(['organisation_id', 'session_id', 'resource_id'])
      .execute(),
  );
  const inserted = parts.flat();
  if (inserted.length === wanted.length) return [];

  const entered = new Set(inserted.map((row) => keyOf(row.organisation_id, row.session_id, row.resource_id)));
  const left = wanted.filter((one) => !entered.has(keyOf(one.organisationId, one.sessionId, one.resourceId)));
  return takersOf(tx, left);
}

/** What these sessions take. */
export async function bookingsOfSessions(
  tx: Transaction<Database>,
  organisationId: string,
  sessionIds: readonly string[],
): Promise<readonly Booking[]> {
  if (sessionIds.length === 0) return [];
  return tx
    .selectFrom('booking')
    .select(['organisation_id as organisationId', 'resource_kind as resourceKind'])
    .select(['resource_id as resourceId', 'session_id as sessionId'])
    .select([sql<Instant>`lower(span)`.as('from'), sql<Instant>`upper(span)`.as('to')])
    .where('organisation_id', '=', organisationId)
    .where('session_id', 'in', sessionIds)
    .execute();
}

function refuseTwice(wanted: readonly Booking[]): void {
  const keys = new Set(wanted.map((one) => keyOf(one.organisationId, one.sessionId, one.resourceId)));
  if (keys.size < wanted.length) throw new RangeError('A session was to take the same resource twice.');
}

/** Frees everything that these sessions took. */
export async function deleteBookings(
  tx: Transaction<Database>,
  organisationId: string,
  sessionIds: readonly string[],
): Promise<void> {
  if (sessionIds.length === 0) return;
  await tx
    .deleteFrom('booking')
    .where('organisation_id', '=', organisationId)
    .where('session_id', 'in', sessionIds)
    .execute();
}

/** Frees one resource of these sessions; the others stay taken. */
export async function deleteBookingsOf(
  tx: Transaction<Database>,
  organisationId: string,
  of: { readonly sessions: readonly string[]; readonly id: string },
): Promise<void> {
  if (of.sessions.length === 0) return;
  await tx
    .deleteFrom('booking')
    .where('organisation_id', '=', organisationId)
    .where('session_id', 'in', of.sessions)
    .where('resource_id', '=', of.id)
    .execute();
}

async function takersOf(
  tx: Transaction<Database>,
  left: readonly Booking[],
): Promise<readonly TakenBooking[]> {
  type Row = {
    n: number;
    session_id: string;
    resource_kind: Booking['resourceKind'];
    from: Instant;
    to: Instant;
  };
  const { rows } = await sql<Row>`
    select wanted.n, booking.session_id, booking.resource_kind,
           lower(booking.span) as "from", upper(booking.span) as "to"
    from unnest(
      ${left.map((one) => one.organisationId)}::uuid[], ${left.map((one) => one.resourceId)}::uuid[],
      ${left.map((one) => one.sessionId)}::uuid[], ${left.map((one) => spanOf(one.from, one.to))}::tstzrange[]
    ) with ordinality as wanted (organisation_id, resource_id, session_id, span, n)
    join booking on booking.organisation_id = wanted.organisation_id
      and booking.resource_id = wanted.resource_id
      and (booking.span && wanted.span or booking.session_id = wanted.session_id)
    order by wanted.n, lower(booking.span)`.execute(tx);
  return left.map((wanted, index) => ({
    wanted,
    by: rows
      .filter((row) => row.n === index + 1)
      .map((row) => ({
        sessionId: row.session_id,
        resourceKind: row.resource_kind,
        from: row.from,
        to: row.to,
      })),
  }));
}

function rowOf(booking: Booking): BookingInsert {
  return {
    organisation_id: booking.organisationId,
    resource_kind: booking.resourceKind,
    resource_id: booking.resourceId,
    session_id: booking.sessionId,
    span: spanOf(booking.from, booking.to),
  };
}

type BookingInsert = {
  readonly organisation_id: string;
  readonly resource_kind: Booking['resourceKind'];
  readonly resource_id: string;
  readonly session_id: string;
  readonly span: string;
};

function keyOf(...ids: readonly string[]): string {
  return ids.join(' ').toLowerCase();
}
