/** The busy time of one calendar, part by part; a part that has nothing to remember but its time has no row of its own. */
import { sql, type Kysely } from 'kysely';
import type { CalendarPart } from '#domain/calendar/connected-calendar.ts';
import { inParts } from '#store/database/parts.ts';
import type { Database } from '#store/schema.ts';

export type CalendarKey = { readonly organisation: string; readonly person: string; readonly id: string };

/** Adds the parts; whatever is known of them must be dropped before. */
export async function keepParts(
  db: Kysely<Database>,
  { organisation, person, id }: CalendarKey,
  parts: readonly CalendarPart[],
): Promise<void> {
  const blocks = parts.flatMap(({ part, reading }) => reading.busy.map((block) => ({ part, ...block })));
  await inParts(blocks, (some) =>
    sql`insert into calendar_busy (organisation_id, person_id, calendar_id, part, starts_at, ends_at)
      select ${organisation}::uuid, ${person}::uuid, ${id}::uuid, part, starts_at, ends_at
      from unnest(${some.map(({ part }) => part)}::text[], ${some.map(({ start }) => start)}::timestamptz[],
        ${some.map(({ end }) => end)}::timestamptz[]) as block (part, starts_at, ends_at)`.execute(db),
  );
  const marked = parts.flatMap(({ part, mark }) => (mark === undefined ? [] : [{ part, mark }]));
  await inParts(marked, (some) =>
    sql`insert into calendar_part (organisation_id, calendar_id, part, mark)
      select ${organisation}::uuid, ${id}::uuid, part, mark
      from unnest(${some.map(({ part }) => part)}::text[], ${some.map(({ mark }) => mark)}::text[]) as one (part, mark)`.execute(
      db,
    ),
  );
}

/** Forgets these parts, or without `parts` all of them. */
export async function dropParts(
  db: Kysely<Database>,
  { organisation, id }: Omit<CalendarKey, 'person'>,
  parts?: readonly string[],
): Promise<void> {
  for (const table of ['calendar_busy', 'calendar_part'] as const) {
    await db
      .deleteFrom(table)
      .where('organisation_id', '=', organisation)
      .where('calendar_id', '=', id)
      .$if(parts !== undefined, (query) =>
        query.where(sql<boolean>`part = any(${[...(parts ?? [])]}::text[])`),
      )
      .execute();
  }
}
