import { sql, type Kysely } from 'kysely';
import type { Instant, Interval } from '#domain/loop-problem.ts';
import type { Engagement, Loop, LoopSession, LoopStatus, NewSession } from '#domain/loop.ts';
import { changeLoop, seatRows, type LoopChange } from './loop-changes.ts';
import { withoutNulls } from './nulls.ts';
import type { Database } from './schema.ts';

export type NewLoop = {
  readonly id: string;
  readonly application: string;
  readonly templateVersion: number;
  readonly token: string;
  readonly at: Instant;
  readonly sessions: readonly NewSession[];
};

export type Loops = {
  find(organisation: string, id: string): Promise<Loop | undefined>;
  confirmedOf(organisation: string, application: string): Promise<string | undefined>;
  insert(organisation: string, loop: NewLoop): Promise<void>;
  cancel(organisation: string, id: string, at: Instant): Promise<void>;
  /** Gives sessions that stand other times, rooms and people; calendars learn of it by the sequence. */
  change(organisation: string, id: string, change: LoopChange): Promise<void>;
  /** What confirmed loops take of people and rooms within the span. */
  engagements(organisation: string, span: Interval): Promise<Engagement[]>;
  /** Which session stands behind a booking: its title and the candidate's name. */
  described(organisation: string, sessions: readonly string[]): Promise<SessionLabel[]>;
};

export type SessionLabel = { readonly id: string; readonly title: string; readonly candidate: string };

export function loopsIn(db: Kysely<Database>): Loops {
  return {
    find: (organisation, id) => find(db, organisation, id),
    confirmedOf: async (organisation, application) => {
      const row = await db
        .selectFrom('loop')
        .select('id')
        .where('organisation_id', '=', organisation)
        .where('application_id', '=', application)
        .where('status', '=', 'confirmed')
        .executeTakeFirst();
      return row?.id;
    },
    insert: (organisation, loop) => insert(db, organisation, loop),
    cancel: async (organisation, id, at) => {
      await db
        .updateTable('loop')
        .set((row) => ({ status: 'cancelled', changed_at: at, sequence: row('sequence', '+', 1) }))
        .where('organisation_id', '=', organisation)
        .where('id', '=', id)
        .execute();
    },
    change: (organisation, id, change) => changeLoop(db, organisation, { id, ...change }),
    engagements: (organisation, span) => engagements(db, organisation, span),
    described: async (organisation, sessions) => {
      if (sessions.length === 0) return [];
      return db
        .selectFrom('session as s')
        .innerJoin('loop as l', (join) =>
          join.onRef('l.organisation_id', '=', 's.organisation_id').onRef('l.id', '=', 's.loop_id'),
        )
        .innerJoin('application as a', (join) =>
          join.onRef('a.organisation_id', '=', 'l.organisation_id').onRef('a.id', '=', 'l.application_id'),
        )
        .innerJoin('candidate as c', (join) =>
          join.onRef('c.organisation_id', '=', 'a.organisation_id').onRef('c.id', '=', 'a.candidate_id'),
        )
        .select(['s.id', 's.title', 'c.name as candidate'])
        .where('s.organisation_id', '=', organisation)
        .where('s.id', 'in', sessions)
        .execute();
    },
  };
}

async function insert(db: Kysely<Database>, organisation: string, loop: NewLoop): Promise<void> {
  const key = { organisation_id: organisation };
  await db
    .insertInto('loop')
    .values({
      ...key,
      id: loop.id,
      application_id: loop.application,
      status: 'confirmed',
      sequence: 0,
      template_version: loop.templateVersion,
      changed_at: loop.at,
    })
    .execute();
  const rows = loop.sessions.map((session) => ({
    ...key,
    id: session.id,
    loop_id: loop.id,
    module: session.module,
    title: session.title,
    kind: session.kind,
    purpose: session.purpose ?? null,
    evaluated: session.evaluated,
    wall_start: session.wallStart,
    time_zone: session.timeZone,
    starts_at: session.start,
    ends_at: session.end,
    tz_version: session.tzVersion,
    room_id: session.room ?? null,
  }));
  await db.insertInto('session').values(rows).execute();
  const seats = seatRows(organisation, loop.sessions);
  if (seats.length > 0) await db.insertInto('session_person').values(seats).execute();
  await db
    .insertInto('link')
    .values({ ...key, token: loop.token, loop_id: loop.id })
    .execute();
}

async function find(db: Kysely<Database>, organisation: string, id: string): Promise<Loop | undefined> {
  const loop = await db
    .selectFrom('loop as l')
    .innerJoin('link as k', (join) =>
      join.onRef('k.organisation_id', '=', 'l.organisation_id').onRef('k.loop_id', '=', 'l.id'),
    )
    .select(['l.id', 'l.application_id as application', 'l.status', 'l.sequence'])
    .select(['l.changed_at as changedAt', 'k.token'])
    .where('l.organisation_id', '=', organisation)
    .where('l.id', '=', id)
    .executeTakeFirst();
  if (loop === undefined) return undefined;
  return { ...loop, sessions: await sessionsOf(db, organisation, { loop: id }) };
}

/** The sessions of a loop, or those that a person sits in, by start. */
export async function sessionsOf(
  db: Kysely<Database>,
  organisation: string,
  of: { readonly loop: string } | { readonly person: string },
): Promise<(LoopSession & { readonly loop: string })[]> {
  const rows = await db
    .selectFrom('session as s')
    .leftJoin('room as r', (join) =>
      join.onRef('r.organisation_id', '=', 's.organisation_id').onRef('r.id', '=', 's.room_id'),
    )
    .select(['s.id', 's.module', 's.title', 's.kind', 's.purpose', 's.evaluated', 's.loop_id as loop'])
    .select(['s.starts_at as start', 's.ends_at as end', 'r.id as roomId', 'r.name as roomName', 'r.site'])
    .select(
      sql<SeatRow[]>`(select coalesce(jsonb_agg(jsonb_build_object(
          'id', p.id, 'name', p.name, 'title', p.title, 'seat', sp.seat, 'role', sp.role
        ) order by sp.seat, p.name, p.id), '[]')
        from session_person sp join person p on p.organisation_id = sp.organisation_id and p.id = sp.person_id
        where sp.organisation_id = s.organisation_id and sp.session_id = s.id)`.as('people'),
    )
    .where('s.organisation_id', '=', organisation)
    .$if('loop' in of, (query) => query.where('s.loop_id', '=', 'loop' in of ? of.loop : ''))
    .$if('person' in of, (query) =>
      query.where((build) =>
        build.exists(
          build
            .selectFrom('session_person as sp')
            .select('sp.person_id')
            .whereRef('sp.organisation_id', '=', 's.organisation_id')
            .whereRef('sp.session_id', '=', 's.id')
            .where('sp.person_id', '=', 'person' in of ? of.person : ''),
        ),
      ),
    )
    .orderBy('s.starts_at')
    .orderBy('s.id')
    .execute();
  return rows.map(({ purpose, roomId, roomName, site, people, ...row }) => ({
    ...row,
    ...withoutNulls({ purpose }),
    people: people.map(({ title, ...seat }) => ({ ...seat, ...withoutNulls({ title }) })),
    ...(roomId === null ? {} : { room: { id: roomId, name: roomName ?? '', ...withoutNulls({ site }) } }),
  }));
}

type SeatRow = Omit<LoopSession['people'][number], 'title'> & { readonly title: string | null };

async function engagements(
  db: Kysely<Database>,
  organisation: string,
  span: Interval,
): Promise<Engagement[]> {
  const { rows } = await sql<Engagement>`
    select s.id as session, s.loop_id as loop, s.starts_at as start, s.ends_at as "end",
      a.candidate_id as candidate, s.kind, s.room_id as room, r.site,
      array(select sp.person_id from session_person sp
        where sp.organisation_id = s.organisation_id and sp.session_id = s.id order by 1) as people
    from session s
      join loop l on l.organisation_id = s.organisation_id and l.id = s.loop_id and l.status = 'confirmed'
      join application a on a.organisation_id = l.organisation_id and a.id = l.application_id
      left join room r on r.organisation_id = s.organisation_id and r.id = s.room_id
    where s.organisation_id = ${organisation} and s.ends_at > ${span.start} and s.starts_at < ${span.end}
    order by s.starts_at, s.id`.execute(db);
  return rows;
}

/** The status and version of the loops named, as a calendar feed must tell them. */
export async function statesOf(
  db: Kysely<Database>,
  organisation: string,
  loops: readonly string[],
): Promise<ReadonlyMap<string, LoopState>> {
  if (loops.length === 0) return new Map();
  const rows = await db
    .selectFrom('loop')
    .select(['id', 'status', 'sequence', 'changed_at as changedAt', 'application_id as application'])
    .where('organisation_id', '=', organisation)
    .where('id', 'in', loops)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

export type LoopState = {
  readonly status: LoopStatus;
  readonly sequence: number;
  readonly changedAt: Instant;
  readonly application: string;
};
