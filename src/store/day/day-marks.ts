/** What was marked on the day itself. Rows are only added; what was taken back has a row that says so. */
import { sql, type Kysely } from 'kysely';
import type { MarkKind, MoreMark } from '#domain/day/day.ts';
import type { NotedSession } from '#domain/day/notes.ts';
import type { Instant, Interval } from '#domain/planning/loop-problem.ts';
import {
  notedSessions,
  sessionsAhead,
  sessionsOfDay,
  type SessionAhead,
  type SessionOfDay,
} from './day-sessions.ts';
import { withoutNulls } from '#store/database/nulls.ts';
import type { Database } from '#store/schema.ts';

/** Of a candidate's day, or of a session. */
export type MarkOf = { readonly loop: string } | { readonly session: string };

/** One that stands. */
export type StoredMark = {
  readonly id: string;
  readonly what: MarkKind;
  readonly loop?: string;
  readonly session?: string;
  readonly at: Instant;
  readonly by?: string;
  readonly more?: Pick<MoreMark, 'minutes' | 'until'>;
};

export type NewMark = {
  readonly id: string;
  readonly of: MarkOf;
  readonly what: MarkKind;
  readonly more?: Pick<MoreMark, 'minutes' | 'until'>;
  readonly at: Instant;
  readonly person?: string;
};

/** `id`: of the mark. */
export type TakenBack = { readonly id: string; readonly at: Instant; readonly person?: string };

export type DayReading = {
  /** Sessions that touch the span, of loops that stand or were cancelled because the candidate did not come; by start. */
  sessions(organisation: string, span: Interval): Promise<SessionOfDay[]>;
  /** The nearest sessions from then on, a row for each loop that stands. */
  ahead(organisation: string, of: { readonly from: Instant; readonly most: number }): Promise<SessionAhead[]>;
  /** All sessions of these loops, by loop, whenever they are. */
  noted(
    organisation: string,
    loops: readonly string[],
  ): Promise<ReadonlyMap<string, readonly NotedSession[]>>;
  /** Those that stand of these days and sessions, the oldest first. */
  marks(
    organisation: string,
    of: { readonly loops: readonly string[]; readonly sessions: readonly string[] },
  ): Promise<StoredMark[]>;
  /** Whether there was such a mark at all, of one of these days or sessions. */
  marked(
    organisation: string,
    mark: string,
  ): Promise<{ readonly what: MarkKind; readonly of: MarkOf } | undefined>;
};

export type DayWriting = {
  /** False where somebody else has marked the same at the same time. */
  mark(organisation: string, mark: NewMark): Promise<boolean>;
  /** False where it was taken back before. */
  takeBack(organisation: string, taken: TakenBack): Promise<boolean>;
};

export function dayIn(db: Kysely<Database>): DayReading & DayWriting {
  return {
    sessions: (organisation, span) => sessionsOfDay(db, organisation, span),
    ahead: (organisation, of) => sessionsAhead(db, organisation, of),
    noted: (organisation, loops) => notedSessions(db, organisation, loops),
    marks: (organisation, of) => marksOf(db, organisation, of),
    marked: async (organisation, mark) => {
      const row = await db
        .selectFrom('day_mark')
        .select(['what', 'loop_id', 'session_id'])
        .where('organisation_id', '=', organisation)
        .where('id', '=', mark)
        .executeTakeFirst();
      if (row === undefined) return undefined;
      const { what, loop_id, session_id } = row;
      return { what, of: loop_id === null ? { session: session_id ?? '' } : { loop: loop_id } };
    },
    mark: (organisation, mark) => insertMark(db, organisation, mark),
    takeBack: async (organisation, { id, at, person }) => {
      const done = await db
        .insertInto('day_mark_taken_back')
        .values({ organisation_id: organisation, mark_id: id, at, person_id: person ?? null })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      return (done.numInsertedOrUpdatedRows ?? 0n) > 0n;
    },
  };
}

type Row = Pick<StoredMark, 'id' | 'what' | 'at'> & {
  readonly loop: string | null;
  readonly session: string | null;
  readonly by: string | null;
  readonly minutes: number | null;
  readonly until: Instant | null;
};

async function marksOf(
  db: Kysely<Database>,
  organisation: string,
  { loops, sessions }: { readonly loops: readonly string[]; readonly sessions: readonly string[] },
): Promise<StoredMark[]> {
  if (loops.length === 0 && sessions.length === 0) return [];
  const { rows } = await sql<Row>`
    select m.id, m.what, m.loop_id as loop, m.session_id as session, m.at, p.name as by, m.minutes, m.until_at as until
    from day_mark m
      left join person p on p.organisation_id = m.organisation_id and p.id = m.person_id
    where m.organisation_id = ${organisation}
      and (m.loop_id = any(${[...loops]}::uuid[]) or m.session_id = any(${[...sessions]}::uuid[]))
      and not exists (select from day_mark_taken_back b
        where b.organisation_id = m.organisation_id and b.mark_id = m.id)
    order by m.turn, m.id`.execute(db);
  return rows.map(({ loop, session, by, minutes, until, ...mark }) => ({
    ...mark,
    ...withoutNulls({ loop, session, by }),
    ...(minutes === null || until === null ? {} : { more: { minutes, until } }),
  }));
}

/** Numbered by how many of the same there were before, so that the unique index lets one of two in. */
async function insertMark(
  db: Kysely<Database>,
  organisation: string,
  { id, of, what, more, at, person }: NewMark,
): Promise<boolean> {
  const loop = 'loop' in of ? of.loop : null;
  const session = 'session' in of ? of.session : null;
  const { rows } = await sql`
    insert into day_mark (organisation_id, id, loop_id, session_id, what, turn, minutes, until_at, at, person_id)
    select ${organisation}::uuid, ${id}::uuid, ${loop}::uuid, ${session}::uuid, ${what},
      (select count(*) from day_mark m where m.organisation_id = ${organisation} and m.what = ${what}
        and (m.loop_id = ${loop}::uuid or m.session_id = ${session}::uuid)),
      ${more?.minutes ?? null}::integer, ${more?.until ?? null}::timestamptz, ${at}::timestamptz, ${person ?? null}::uuid
    on conflict do nothing returning id`.execute(db);
  return rows.length > 0;
}
