import { sql, type Kysely } from 'kysely';
import type { CalendarKind, CalendarMarks, CalendarPart } from '#domain/calendar/connected-calendar.ts';
import type { Instant, Interval } from '#domain/planning/loop-problem.ts';
import type { Skipped } from '#domain/people/people.ts';
import { keepParts } from './calendar-parts.ts';
import type { Database } from '#store/schema.ts';

/** A file as it was uploaded. */
export type NewCalendar = {
  readonly name: string;
  readonly readAt: Instant;
  readonly items: number;
  readonly skipped: readonly Skipped[];
  readonly busy: readonly Interval[];
};

/** `account` is sealed; `minutes` until it is read again. */
export type NewConnection = {
  readonly id: string;
  readonly kind: Exclude<CalendarKind, 'file'>;
  readonly name: string;
  readonly place: string;
  readonly account: string;
  readonly marks: CalendarMarks;
  readonly parts: readonly CalendarPart[];
  readonly readAt: Instant;
  readonly minutes: number;
  readonly writable?: boolean;
};

export type CalendarChanges = {
  /** Takes the place of the file that was known of this person. */
  keep(organisation: string, person: string, calendar: NewCalendar): Promise<void>;
  /** The file is gone; false where there was none. */
  forget(organisation: string, person: string): Promise<boolean>;
  connect(organisation: string, person: string, connection: NewConnection): Promise<void>;
  disconnect(organisation: string, id: string): Promise<void>;
  /** With another password, from its beginning; what could not be written is tried again. */
  signIn(organisation: string, id: string, account: string): Promise<void>;
  /** Somebody said that it is empty indeed: its time is free. */
  empty(organisation: string, id: string): Promise<void>;
  /** All of a person's are read from their beginning: in another zone they mean another time. */
  rereadOf(organisation: string, person: string): Promise<void>;
};

export function calendarChangesIn(db: Kysely<Database>): CalendarChanges {
  const forget: CalendarChanges['forget'] = async (organisation, person) => {
    const gone = await db
      .deleteFrom('calendar')
      .where('organisation_id', '=', organisation)
      .where('person_id', '=', person)
      .where('kind', '=', 'file')
      .executeTakeFirst();
    return gone.numDeletedRows > 0n;
  };
  return {
    ...connectionsIn(db),
    forget,
    keep: async (organisation, person, { name, readAt, ...reading }) => {
      await forget(organisation, person);
      const { id } = await db
        .insertInto('calendar')
        .values({
          organisation_id: organisation,
          person_id: person,
          kind: 'file',
          name,
          read_at: readAt,
          seen_at: readAt,
          items: reading.items,
          skipped: JSON.stringify(reading.skipped),
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      await keepParts(db, { organisation, person, id }, [{ part: '', reading }]);
    },
    connect: async (organisation, person, { marks, parts, readAt, minutes, ...row }) => {
      await db
        .insertInto('calendar')
        .values({
          organisation_id: organisation,
          person_id: person,
          ...row,
          marks: JSON.stringify(marks),
          read_at: readAt,
          seen_at: readAt,
          items: parts.reduce((sum, { reading }) => sum + reading.items, 0),
          skipped: JSON.stringify(parts.flatMap(({ reading }) => reading.skipped)),
          next_at: sql`now() + ${`${minutes} minutes`}::interval`,
        })
        .execute();
      await keepParts(db, { organisation, person, id: row.id }, parts);
    },
  };
}

/** From its beginning, at once; what somebody is just reading comes too late. */
const AGAIN = sql`marks = '{}', next_at = now(), turn = turn + 1`;

function connectionsIn(db: Kysely<Database>): Omit<CalendarChanges, 'keep' | 'forget' | 'connect'> {
  return {
    disconnect: async (organisation, id) => {
      await sql`delete from calendar where organisation_id = ${organisation} and id = ${id}`.execute(db);
    },
    signIn: async (organisation, id, account) => {
      await sql`update calendar set account = ${account}, write_failures = 0, write_fault = null,
        write_failing_since = null, ${AGAIN}
        where organisation_id = ${organisation} and id = ${id}`.execute(db);
      await sql`update written_event set next_at = now(), expires_at = now() + interval '3 days', attempts = 0
        where organisation_id = ${organisation} and calendar_id = ${id} and fault is not null`.execute(db);
    },
    empty: async (organisation, id) => {
      await sql`update calendar set questioned_at = null, told_at = null, seen_at = now(), items = 0, skipped = '[]',
        ${AGAIN} where organisation_id = ${organisation} and id = ${id}`.execute(db);
      for (const table of ['calendar_busy', 'calendar_part'] as const) {
        await sql`delete from ${sql.table(table)}
          where organisation_id = ${organisation} and calendar_id = ${id}`.execute(db);
      }
    },
    rereadOf: async (organisation, person) => {
      await sql`update calendar set ${AGAIN}
        where organisation_id = ${organisation} and person_id = ${person} and kind <> 'file'`.execute(db);
    },
  };
}
