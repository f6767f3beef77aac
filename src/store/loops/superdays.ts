/** Superdays: loops that were confirmed together. */
import { sql, type Kysely } from 'kysely';
import type { Instant } from '#domain/planning/loop-problem.ts';
import type { LoopStatus, LoopSession } from '#domain/loop/loop.ts';
import type { SuperdaySummary } from '#domain/planning/superday.ts';
import { insertLoops, type NewLoopRow } from './loops.ts';
import { insertSessions, sessionsOf, type SessionOfLoops } from './sessions.ts';
import type { Database } from '#store/schema.ts';

export type NewSuperday = {
  readonly id: string;
  readonly opening: string;
  readonly at: Instant;
  readonly loops: readonly NewLoopRow[];
  readonly sessions: readonly SessionOfLoops[];
};

export type StoredSuperday = {
  readonly id: string;
  readonly opening: string;
  readonly loops: readonly {
    readonly id: string;
    readonly application: string;
    readonly status: LoopStatus;
  }[];
  readonly sessions: readonly LoopSession[];
};

export type Superdays = {
  insert(organisation: string, superday: NewSuperday): Promise<void>;
  /** Undefined too where all its candidates have been removed. */
  find(organisation: string, id: string): Promise<StoredSuperday | undefined>;
  /** Those with a loop that stands, by their first session. */
  ofOpening(organisation: string, opening: string): Promise<SuperdaySummary[]>;
};

export function superdaysIn(db: Kysely<Database>): Superdays {
  return {
    insert: async (organisation, { id, opening, at, loops, sessions }) => {
      await db
        .insertInto('superday')
        .values({ organisation_id: organisation, id, opening_id: opening, confirmed_at: at })
        .execute();
      await insertLoops(
        db,
        organisation,
        loops.map((loop) => ({ ...loop, superday: id })),
      );
      await insertSessions(db, organisation, sessions);
    },
    find: (organisation, id) => find(db, organisation, id),
    ofOpening: (organisation, opening) => ofOpening(db, organisation, opening),
  };
}

async function find(
  db: Kysely<Database>,
  organisation: string,
  id: string,
): Promise<StoredSuperday | undefined> {
  const loops = await db
    .selectFrom('superday as d')
    .innerJoin('loop as l', (join) =>
      join.onRef('l.organisation_id', '=', 'd.organisation_id').onRef('l.superday_id', '=', 'd.id'),
    )
    .select(['d.opening_id as opening', 'l.id', 'l.application_id as application', 'l.status'])
    .where('d.organisation_id', '=', organisation)
    .where('d.id', '=', id)
    .orderBy('l.id')
    .execute();
  const [first] = loops;
  if (first === undefined) return undefined;
  return {
    id,
    opening: first.opening,
    loops: loops.map(({ id: loop, application, status }) => ({ id: loop, application, status })),
    sessions: await sessionsOf(db, organisation, { superday: id }),
  };
}

async function ofOpening(
  db: Kysely<Database>,
  organisation: string,
  opening: string,
): Promise<SuperdaySummary[]> {
  const { rows } = await sql<SuperdaySummary>`
    select d.id, min(s.starts_at) as start, max(s.ends_at) as "end",
      count(distinct l.id) as candidates
    from superday d
      join loop l on l.organisation_id = d.organisation_id and l.superday_id = d.id and l.status = 'confirmed'
      join session_loop sl on sl.organisation_id = l.organisation_id and sl.loop_id = l.id
      join session s on s.organisation_id = sl.organisation_id and s.id = sl.session_id and s.kind <> 'debrief'
    where d.organisation_id = ${organisation} and d.opening_id = ${opening}
    group by d.id order by 2, d.id`.execute(db);
  return rows;
}
