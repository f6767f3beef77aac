import { sql, type Kysely, type Selectable } from 'kysely';
import type { CalendarKind, CalendarWriting, PersonCalendar } from '#domain/calendar/connected-calendar.ts';
import type { Interval } from '#domain/planning/loop-problem.ts';
import type { BusyTime } from '#domain/people/people.ts';
import { calendarChangesIn, type CalendarChanges } from './calendar-changes.ts';
import { calendarConflicts, type CalendarConflict } from './calendar-conflicts.ts';
import { ownSessions } from './calendar-work.ts';
import type { CalendarTables } from './calendar-tables.ts';
import { withoutNulls } from '#store/database/nulls.ts';
import type { Database } from '#store/schema.ts';

export type StoredCalendar = {
  readonly id: string;
  readonly kind: CalendarKind;
  /** Sealed; absent for a file. */
  readonly account: string | null;
  readonly questioned: boolean;
  readonly writes: boolean;
};

/** `id` is the calendar's. */
export type SealedAccount = { readonly id: string; readonly account: string };

export type Calendars = CalendarChanges & {
  find(organisation: string, person: string, id: string): Promise<StoredCalendar | undefined>;
  /** Of those that are connected, sealed. */
  accountsOf(organisation: string, person: string): Promise<readonly SealedAccount[]>;
  /** Ids of the sessions that somebody sits in and of the invitations to them, those of the last week included. */
  ownSessions(organisation: string, person: string): Promise<readonly string[]>;
  /** Busy time of everybody that touches the span, by person and start. */
  busy(organisation: string, span: Interval): Promise<BusyTime[]>;
  /** Where a calendar says that somebody is busy who sits in a session of a confirmed loop. */
  conflicts(organisation: string, span: Interval): Promise<CalendarConflict[]>;
};

export function calendarsIn(db: Kysely<Database>): Calendars {
  return {
    ...calendarChangesIn(db),
    find: (organisation, person, id) =>
      db
        .selectFrom('calendar')
        .select(['id', 'kind', 'account', 'writes'])
        .select(sql<boolean>`questioned_at is not null`.as('questioned'))
        .where('organisation_id', '=', organisation)
        .where('person_id', '=', person)
        .where('id', '=', id)
        .executeTakeFirst(),
    accountsOf: async (organisation, person) => {
      const rows = await db
        .selectFrom('calendar')
        .select(['id', 'account'])
        .where('organisation_id', '=', organisation)
        .where('person_id', '=', person)
        .execute();
      return rows.flatMap(({ id, account }) => (account === null ? [] : [{ id, account }]));
    },
    ownSessions: (organisation, person) => ownSessions(db, { organisation, person }),
    busy: (organisation, span) =>
      db
        .selectFrom('calendar_busy')
        .select(['person_id as of', 'starts_at as start', 'ends_at as end'])
        .where('organisation_id', '=', organisation)
        .where('ends_at', '>', span.start)
        .where('starts_at', '<', span.end)
        .orderBy('person_id')
        .orderBy('starts_at')
        .execute(),
    conflicts: (organisation, span) => calendarConflicts(db, organisation, span),
  };
}

/** What is known of everybody's calendars, or of one person's: by person, the file first, then by name. */
export async function calendarsOf(
  db: Kysely<Database>,
  organisation: string,
  person?: string,
): Promise<ReadonlyMap<string, readonly PersonCalendar[]>> {
  const rows = await db
    .selectFrom('calendar as c')
    .selectAll('c')
    .select(
      sql<number>`(select count(*) from calendar_busy b
        where b.organisation_id = c.organisation_id and b.calendar_id = c.id)`.as('busyBlocks'),
    )
    .select(
      sql<EventCounts>`(select jsonb_build_object(
          'written', count(*) filter (where w.wants is not null and w.next_at is null and w.fault is null),
          'waiting', count(*) filter (where w.next_at is not null),
          'failed', count(*) filter (where w.next_at is null and w.fault is not null),
          'moved', count(*) filter (where w.by_hand = 'moved'), 'removed', count(*) filter (where w.by_hand = 'removed'))
        from written_event w join session_invitation i on i.organisation_id = w.organisation_id and i.id = w.invitation_id
          join session s on s.organisation_id = i.organisation_id and s.id = i.session_id
        where w.organisation_id = c.organisation_id and w.calendar_id = c.id and s.ends_at > now())`.as(
        'events',
      ),
    )
    .where('c.organisation_id', '=', organisation)
    .$if(person !== undefined, (query) => query.where('c.person_id', '=', person ?? ''))
    .orderBy(sql`c.kind <> 'file'`)
    .orderBy(sql`c.name collate "und-x-icu"`)
    .orderBy('c.id')
    .execute();
  const people = Map.groupBy(rows, ({ person_id }) => person_id);
  return new Map([...people].map(([id, own]) => [id, own.map(calendarOf)]));
}

type EventCounts = Pick<CalendarWriting, 'written' | 'waiting' | 'failed' | 'moved' | 'removed'>;
type CalendarRow = Selectable<CalendarTables['calendar']> & {
  readonly busyBlocks: number;
  readonly events: EventCounts;
};

/** Undefined of a calendar into which nothing is written, and nothing was. */
function writingOf(row: CalendarRow): CalendarWriting | undefined {
  const { writes: chosen, events, write_fault: fault, write_failing_since: failingSince } = row;
  if (!chosen && events.written + events.waiting + events.failed === 0) return undefined;
  return { chosen, ...events, ...withoutNulls({ fault, failingSince }) };
}

function calendarOf(row: CalendarRow): PersonCalendar {
  const { place, failing_since: failingSince, fault, questioned_at: questionedAt, writable } = row;
  const writing = writingOf(row);
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    readAt: row.read_at,
    seenAt: row.seen_at,
    busyBlocks: row.busyBlocks,
    items: row.items,
    skipped: row.skipped,
    ...withoutNulls({ place, failingSince, fault, questionedAt, writable }),
    ...(writing === undefined ? {} : { writing }),
  };
}
