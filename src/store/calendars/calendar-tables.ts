/** The tables of people's calendars as Kysely sees them; see the migration `connected-calendars`. */
import type { ColumnType, Generated } from 'kysely';
import type { CalendarFault, CalendarKind, CalendarMarks } from '#domain/calendar/connected-calendar.ts';
import type { Instant } from '#domain/planning/loop-problem.ts';
import type { Skipped } from '#domain/people/people.ts';

/** Comes out parsed, goes in as JSON text. */
type Json<T> = ColumnType<T, string, string>;

export type CalendarTables = {
  calendar: {
    organisation_id: string;
    id: Generated<string>;
    person_id: string;
    kind: CalendarKind;
    name: string;
    place: string | null;
    /** Sealed. */
    account: string | null;
    marks: ColumnType<CalendarMarks, string | undefined, string>;
    read_at: Instant;
    seen_at: Instant;
    items: number;
    skipped: Json<readonly Skipped[]>;
    next_at: Instant | null;
    turn: Generated<number>;
    failures: Generated<number>;
    failing_since: Instant | null;
    fault: ColumnType<CalendarFault | null, string | null | undefined, string | null>;
    questioned_at: Instant | null;
    told_at: Instant | null;
    writable: ColumnType<boolean | null, boolean | null | undefined, boolean | null>;
    writes: Generated<boolean>;
    write_failures: Generated<number>;
    write_failing_since: Instant | null;
    write_fault: ColumnType<CalendarFault | null, never, never>;
  };
  calendar_busy: {
    organisation_id: string;
    person_id: string;
    calendar_id: string;
    part: Generated<string>;
    starts_at: Instant;
    ends_at: Instant;
  };
  calendar_part: { organisation_id: string; calendar_id: string; part: string; mark: string };
};
