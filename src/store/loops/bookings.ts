/**
 * Taking people, rooms and candidates for sessions: lock, insert, and learn what was in the way.
 *
 * The exclusion constraint alone is safe, but under load its waiters can deadlock each other; with the locks taken
 * in one order first, and `on conflict do nothing`, they never do. Use all three inside one `inTransaction`. A hold is a
 * booking for an offer, under the same constraint; whose time is over stands against nobody.
 */
import { sql, type Transaction } from 'kysely';
import type { Instant } from '#domain/planning/loop-problem.ts';
import { removeLapsedHolds } from './lapsed-holds.ts';
import { inParts } from '#store/database/parts.ts';
import type { BookingTable, Database } from '#store/schema.ts';

export type Booking = {
  readonly organisationId: string;
  readonly resourceKind: BookingTable['resource_kind'];
  readonly resourceId: string;
  /** Of a hold an id of its own. */
  readonly sessionId: string;
  /** The offer that it is held for, until somebody answers or its time is over. */
  readonly offerId?: string;
  /** The booking holds from `from` up to, and without, `to`. */
  readonly from: Instant;
  readonly to: Instant;
};

/** A booking that did not go in, and the ones that stand there already (none, if they were just removed). */
export type TakenBooking = {
  readonly wanted: Booking;
  readonly by: readonly Taker[];
};

type Taker = Pick<Booking, 'sessionId' | 'resourceKind' | 'from' | 'to' | 'offerId'>;

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
  const left = await insertFree(tx, wanted);
  if (left.length === 0) return [];
  const { taken, lapsed } = await takersOf(tx, left);
  if (!lapsed) return taken;
  await removeLapsedHolds(tx, {
    organisations: [...new Set(left.map((one) => one.organisationId))],
    resources: [...new Set(left.map((one) => one.resourceId))],
  });
  const still = await insertFree(tx, left);
  return still.length === 0 ? [] : (await takersOf(tx, still)).taken;
}

/** Answers those that did not go in. */
async function insertFree(
  tx: Transaction<Database>,
  wanted: readonly Booking[],
): Promise<readonly Booking[]> {
  const inOrder = wanted.toSorted((a, b) => (a.resourceId < b.resourceId ? -1 : 1));
  const parts = await inParts(inOrder.map(rowOf), (rows) =>
    tx
      .insertInto('booking')
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .returning(['organisation_id', 'session_id', 'resource_id'])
      .execute(),
  );
  const entered = new Set(
    parts.flat().map((row) => keyOf(row.organisation_id, row.session_id, row.resource_id)),
  );
  return wanted.filter((one) => !entered.has(keyOf(one.organisationId, one.sessionId, one.resourceId)));
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

/** `lapsed`: a hold whose time is over is among what stands in the way. */
async function takersOf(
  tx: Transaction<Database>,
  left: readonly Booking[],
): Promise<{ readonly taken: readonly TakenBooking[]; readonly lapsed: boolean }> {
  type Row = {
    n: number;
    session_id: string;
    offer_id: string | null;
    lapsed: boolean;
    resource_kind: Booking['resourceKind'];
    from: Instant;
    to: Instant;
  };
  const { rows } = await sql<Row>`
    select wanted.n, booking.session_id, booking.offer_id, booking.resource_kind,
           coalesce(offer.held_until <= clock_timestamp(), false) as lapsed,
           lower(booking.span) as "from", upper(booking.span) as "to"
    from unnest(
      ${left.map((one) => one.organisationId)}::uuid[], ${left.map((one) => one.resourceId)}::uuid[],
      ${left.map((one) => one.sessionId)}::uuid[], ${left.map((one) => spanOf(one.from, one.to))}::tstzrange[]
    ) with ordinality as wanted (organisation_id, resource_id, session_id, span, n)
    join booking on booking.organisation_id = wanted.organisation_id
      and booking.resource_id = wanted.resource_id
      and (booking.span && wanted.span or booking.session_id = wanted.session_id)
    left join offer on offer.organisation_id = booking.organisation_id and offer.id = booking.offer_id
    order by wanted.n, lower(booking.span)`.execute(tx);
  const taken = left.map((wanted, index) => ({
    wanted,
    by: rows
      .filter((row) => row.n === index + 1)
      .map((row) => ({
        sessionId: row.session_id,
        resourceKind: row.resource_kind,
        from: row.from,
        to: row.to,
        ...(row.offer_id === null ? {} : { offerId: row.offer_id }),
      })),
  }));
  return { taken, lapsed: rows.some((row) => row.lapsed) };
}

function rowOf(booking: Booking): BookingInsert {
  return {
    organisation_id: booking.organisationId,
    resource_kind: booking.resourceKind,
    resource_id: booking.resourceId,
    session_id: booking.sessionId,
    offer_id: booking.offerId ?? null,
    span: spanOf(booking.from, booking.to),
  };
}

type BookingInsert = {
  readonly organisation_id: string;
  readonly resource_kind: Booking['resourceKind'];
  readonly resource_id: string;
  readonly session_id: string;
  readonly offer_id: string | null;
  readonly span: string;
};

function keyOf(...ids: readonly string[]): string {
  return ids.join(' ').toLowerCase();
}
