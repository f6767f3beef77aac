import { sql, type Kysely } from 'kysely';
import type { Instant, Interval } from '#domain/loop-problem.ts';
import type { BusyTime, Skipped } from '#domain/people.ts';
import type { Database } from './schema.ts';

export type NewCalendar = {
  readonly fileName: string;
  readonly readAt: Instant;
  readonly items: number;
  readonly skipped: readonly Skipped[];
  readonly busy: readonly Interval[];
};

export type Calendars = {
  /** Takes the place of what was known of this person's calendar. */
  keep(organisation: string, person: string, calendar: NewCalendar): Promise<void>;
  forget(organisation: string, person: string): Promise<void>;
  /** Busy time of everybody that touches the span, by person and start. */
  busy(organisation: string, span: Interval): Promise<BusyTime[]>;
};

export function calendarsIn(db: Kysely<Database>): Calendars {
  const forget = async (organisation: string, person: string): Promise<void> => {
    await db
      .deleteFrom('calendar')
      .where('organisation_id', '=', organisation)
      .where('person_id', '=', person)
      .execute();
  };
  return {
    forget,
    keep: async (organisation, person, calendar) => {
      await forget(organisation, person);
      await db
        .insertInto('calendar')
        .values({
          organisation_id: organisation,
          person_id: person,
          file_name: calendar.fileName,
          read_at: calendar.readAt,
          items: calendar.items,
          skipped: JSON.stringify(calendar.skipped),
        })
        .execute();
      const starts = calendar.busy.map(({ start }) => start);
      const ends = calendar.busy.map(({ end }) => end);
      await sql`insert into calendar_busy (organisation_id, person_id, starts_at, ends_at)
        select ${organisation}::uuid, ${person}::uuid, starts_at, ends_at
        from unnest(${starts}::timestamptz[], ${ends}::timestamptz[]) as block (starts_at, ends_at)`.execute(
        db,
      );
    },
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
  };
}
