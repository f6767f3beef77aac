/**
 * The tables as Kysely sees them: one type per table, written by hand beside the migration that makes the table.
 *
 * Instants are text with an offset on the way in and in UTC (`2026-12-07T08:00:00Z`) on the way out; dates are
 * `YYYY-MM-DD`; ranges keep PostgreSQL's text (`["…","…")`). No `Date` comes out of the store.
 */
import type { ColumnType } from 'kysely';
import type { Instant } from '#domain/planning/loop-problem.ts';
import type { AccountTables } from '#store/account/account-tables.ts';
import type { IncomingTables } from '#store/telling/incoming-tables.ts';
import type { LedgerTables } from '#store/telling/ledger-tables.ts';
import type { OutboxTable } from '#store/telling/outbox.ts';
import type { PlanningTables } from '#store/loops/planning-tables.ts';

export type OrganisationTable = {
  readonly id: string;
  readonly name: string;
  /** An IANA name. */
  readonly time_zone: string;
  /** True for the sample that a newcomer may look at; it never mixes with own data. */
  readonly sample: boolean;
  readonly created_at: Instant;
};

/** `[from,to)` as PostgreSQL's text; built with `spanOf` in `bookings.ts`, read with `lower` and `upper`. */
type SpanColumn = ColumnType<string, string, never>;

export type BookingTable = {
  readonly organisation_id: string;
  readonly resource_kind: 'person' | 'room' | 'candidate';
  readonly resource_id: string;
  readonly session_id: string;
  readonly offer_id: ColumnType<string | null, string | null | undefined, never>;
  readonly span: SpanColumn;
};

/** See the migration `audit`. */
type AuditEntryTable = {
  organisation_id: string;
  number: number;
  at: Instant;
  actor: string;
  actor_id: string | null;
  action: string;
  subject_kind: string;
  subject_id: string;
  details: ColumnType<unknown, string, never>;
  previous_hash: string;
  hash: string;
};

export type Database = PlanningTables &
  AccountTables &
  IncomingTables &
  LedgerTables & {
    readonly organisation: OrganisationTable;
    readonly booking: BookingTable;
    readonly audit_entry: AuditEntryTable;
    readonly outbox_message: OutboxTable;
  };
