/**
 * The record of changes: entries are added at the end of the transaction that changed something, one after the other in
 * each organisation, and the database refuses to alter them.
 */
import { createHash } from 'node:crypto';
import { sql, type Kysely, type RawBuilder, type Selectable, type Transaction } from 'kysely';
import {
  subjectOf,
  unfitDetails,
  withPlainIds,
  type AuditAction,
  type NewEntry,
} from '#domain/audit/audit.ts';
import {
  CHAIN_START,
  chained,
  type ChainedEntry,
  type ChainHead,
  type Sha256,
} from '#domain/audit/audit-chain.ts';
import type { AuditKnown, KnownNames } from '#domain/audit/audit-view.ts';
import type { Instant } from '#domain/planning/loop-problem.ts';
import type { Database } from '#store/schema.ts';

export const sha256: Sha256 = (text) => createHash('sha256').update(text, 'utf8').digest('hex');

/** Which entries are meant; every condition that is given must hold. */
export type AuditFilter = {
  /** Kinds of subjects. */
  readonly kinds?: readonly string[];
  /** Ids of which the entry is about each: a person, an application, a loop. */
  readonly about?: readonly string[];
  /** The opening whose own entries are meant, with those of its candidates, loops and superdays. */
  readonly opening?: string;
  /** All but these. */
  readonly but?: readonly AuditAction[];
  /** From the first instant up to, and without, the second. */
  readonly from?: Instant;
  readonly to?: Instant;
};

export type Audit = {
  /** The newest entries with a number below `before`, newest first. */
  list(
    organisation: string,
    filter: AuditFilter,
    page: { readonly before?: number; readonly most: number },
  ): Promise<ChainedEntry[]>;
  /** Entries after that number, in the order of the chain. */
  after(organisation: string, number: number, most: number): Promise<ChainedEntry[]>;
  /** The newest entry as it is stored; nothing is verified. */
  head(organisation: string): Promise<ChainHead>;
  /**
   * What is still known of these ids, whatever they are of: a person's, room's or candidate's name, an opening's title;
   * a loop has its candidate's name, a superday its opening's title.
   */
  names(organisation: string, ids: readonly string[]): Promise<KnownNames>;
  /** Whom entries can be about, by name. */
  known(organisation: string): Promise<AuditKnown>;
};

export function auditIn(db: Kysely<Database>): Audit {
  return {
    list: (organisation, filter, page) => list(db, { organisation, filter, page }),
    after: async (organisation, number, most) => {
      const rows = await entries(db, organisation)
        .where('number', '>', number)
        .orderBy('number')
        .limit(most)
        .execute();
      return rows.map(entryOf);
    },
    head: (organisation) => headOf(db, organisation),
    names: (organisation, ids) => namesOf(db, organisation, ids),
    known: (organisation) => known(db, organisation),
  };
}

/** Adds the entries to the chains of their organisations; whoever else has one to add to them waits from here on. */
export async function appendEntries(tx: Transaction<Database>, recorded: readonly NewEntry[]): Promise<void> {
  const byOrganisation = Map.groupBy(recorded.map(withPlainIds), ({ organisation }) => organisation);
  // In one order, so that two transactions with entries of two organisations never wait for each other.
  for (const organisation of [...byOrganisation.keys()].toSorted()) {
    await sql`select pg_advisory_xact_lock(hashtextextended(${organisation}, 3))`.execute(tx);
    let head = await headOf(tx, organisation);
    for (const entry of byOrganisation.get(organisation) ?? []) {
      const next = chained(head, columnsOf(entry), sha256);
      await tx.insertInto('audit_entry').values(rowOf(next)).execute();
      head = next;
    }
  }
}

/** Whether this transaction has written anything: only then PostgreSQL gives it a number. */
export async function hasWritten(tx: Transaction<Database>): Promise<boolean> {
  const { rows } = await sql<{ written: boolean }>`
    select pg_current_xact_id_if_assigned() is not null as written`.execute(tx);
  return rows[0]?.written === true;
}

type Unchained = Omit<ChainedEntry, 'number' | 'previousHash' | 'hash'>;

function columnsOf({ organisation, at, actor, action, id, details = {} }: NewEntry): Unchained {
  const unfit = unfitDetails(details);
  if (unfit.length > 0) {
    throw new TypeError(`${action}: an audit entry holds ids and figures only, but not ${unfit.join(', ')}`);
  }
  return {
    organisation,
    // As exactly as the database keeps it.
    at: Temporal.Instant.from(at).round({ smallestUnit: 'microsecond', roundingMode: 'trunc' }).toString(),
    actor: actor.kind,
    actorId: actor.kind === 'member' ? actor.person : null,
    action,
    subjectKind: subjectOf(action),
    subjectId: id,
    details,
  };
}

function rowOf(entry: ChainedEntry): AuditRow & { details: string } {
  return {
    organisation_id: entry.organisation,
    number: entry.number,
    at: entry.at,
    actor: entry.actor,
    actor_id: entry.actorId,
    action: entry.action,
    subject_kind: entry.subjectKind,
    subject_id: entry.subjectId,
    details: JSON.stringify(entry.details),
    previous_hash: entry.previousHash,
    hash: entry.hash,
  };
}

type AuditRow = Omit<Selectable<Database['audit_entry']>, 'details'>;

/** Details as text, because a number that was written in another way is another text. */
const entries = (db: Kysely<Database>, organisation: string) =>
  db
    .selectFrom('audit_entry')
    .select(['organisation_id', 'number', 'at', 'actor', 'actor_id', 'action', 'subject_kind', 'subject_id'])
    .select(['previous_hash', 'hash'])
    .select(sql<string>`details::text`.as('details'))
    .where('organisation_id', '=', organisation);

function entryOf(row: AuditRow & { readonly details: string }): ChainedEntry {
  return {
    organisation: row.organisation_id,
    number: row.number,
    at: row.at,
    actor: row.actor,
    actorId: row.actor_id,
    action: row.action,
    subjectKind: row.subject_kind,
    subjectId: row.subject_id,
    details: detailsOf(row.details),
    previousHash: row.previous_hash,
    hash: row.hash,
  };
}

/** What a number may not be written like, though it reads as a whole one: 7.0, or more digits than are told apart. */
const UNPLAIN_NUMBER = /\d\.|\d{16}/;

/** With a number that somebody wrote in another way, the details are left as their text, which no hash covers. */
function detailsOf(text: string): unknown {
  const withoutTexts = text.replaceAll(/"(?:[^"\\]|\\.)*"/g, '');
  return UNPLAIN_NUMBER.test(withoutTexts) ? text : (JSON.parse(text) as unknown);
}

async function headOf(db: Kysely<Database>, organisation: string): Promise<ChainHead> {
  const newest = await db
    .selectFrom('audit_entry')
    .select(['number', 'hash'])
    .where('organisation_id', '=', organisation)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return newest ?? CHAIN_START;
}

/** Where in details ids stand. */
const ID_LISTS = ['openings', 'applications', 'people', 'rooms', 'loops'] as const;

type Listing = {
  readonly organisation: string;
  readonly filter: AuditFilter;
  readonly page: { readonly before?: number; readonly most: number };
};

async function list(db: Kysely<Database>, { organisation, filter, page }: Listing): Promise<ChainedEntry[]> {
  const { kinds, about = [], opening, but = [], from, to } = filter;
  let query = entries(db, organisation);
  if (kinds !== undefined) query = query.where('subject_kind', 'in', kinds);
  if (from !== undefined) query = query.where('at', '>=', from);
  if (to !== undefined) query = query.where('at', '<', to);
  if (page.before !== undefined) query = query.where('number', '<', page.before);
  if (but.length > 0) query = query.where('action', 'not in', but);
  if (opening !== undefined) query = query.where(ofOpening(organisation, opening));
  for (const id of about) {
    const within = ID_LISTS.map((name) => JSON.stringify({ [name]: [id] }));
    query = query.where(
      sql<boolean>`(subject_id = ${id} or actor_id = ${id} or details @> any(${within}::jsonb[]))`,
    );
  }
  return (await query.orderBy('number', 'desc').limit(page.most).execute()).map(entryOf);
}

function ofOpening(organisation: string, opening: string): RawBuilder<boolean> {
  return sql<boolean>`subject_id in (
    with candidacy as (
      select id from application where organisation_id = ${organisation} and opening_id = ${opening}
    )
    select ${opening}::uuid
    union all select id from candidacy
    union all select l.id from loop l join candidacy c on c.id = l.application_id where l.organisation_id = ${organisation}
    union all select id from superday where organisation_id = ${organisation} and opening_id = ${opening}
  )`;
}

async function namesOf(
  db: Kysely<Database>,
  organisation: string,
  ids: readonly string[],
): Promise<KnownNames> {
  const { rows } = await sql<{ id: string; name: string; zone: string | null }>`
    with candidacy as (
      select a.organisation_id, a.id, c.name from application a
        join candidate c on c.organisation_id = a.organisation_id and c.id = a.candidate_id
    ), known as (
      select organisation_id, id, name, null as zone from person
      union all select organisation_id, id, name, null from room
      union all select organisation_id, id, title, time_zone from opening
      union all select organisation_id, id, name, null from candidacy
      union all select l.organisation_id, l.id, c.name, null from loop l
        join candidacy c on c.organisation_id = l.organisation_id and c.id = l.application_id
      union all select d.organisation_id, d.id, o.title, null from superday d
        join opening o on o.organisation_id = d.organisation_id and o.id = d.opening_id
    )
    select id, name, zone from known
    where organisation_id = ${organisation} and id = any(${[...new Set(ids)]}::uuid[])`.execute(db);
  return new Map(rows.map(({ id, ...named }) => [id, named]));
}

async function known(db: Kysely<Database>, organisation: string): Promise<AuditKnown> {
  const people = await db
    .selectFrom('person')
    .select(['id', 'name'])
    .where('organisation_id', '=', organisation)
    .orderBy(sql`name collate "und-x-icu"`)
    .execute();
  const candidates = await db
    .selectFrom('application as a')
    .innerJoin('candidate as c', (join) =>
      join.onRef('c.organisation_id', '=', 'a.organisation_id').onRef('c.id', '=', 'a.candidate_id'),
    )
    .select(['a.id', 'c.name'])
    .where('a.organisation_id', '=', organisation)
    .orderBy(sql`c.name collate "und-x-icu"`)
    .execute();
  return { candidates, people };
}
