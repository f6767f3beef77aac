/**
 * The tables as Kysely sees them: one type per table, written by hand beside the migration that makes the table.
 *
 * Instants are text with an offset on the way in and in UTC (`2026-12-07T08:00:00Z`) on the way out; dates are
 * `YYYY-MM-DD`; ranges keep PostgreSQL's text (`["…","…")`). No `Date` comes out of the store.
 */
import type { Instant } from '#domain/loop-problem.ts';

export type OrganisationTable = {
  readonly id: string;
  readonly name: string;
  /** An IANA name. */
  readonly time_zone: string;
  /** True for the sample that a newcomer may look at; it never mixes with own data. */
  readonly sample: boolean;
  readonly created_at: Instant;
};

export type Database = {
  readonly organisation: OrganisationTable;
};
